package board_test

import (
	"testing"

	"rung/collect/board"
	"rung/internal/job"
)

func TestLevel(t *testing.T) {
	for in, want := range map[string]job.Seniority{
		"entry_level": job.Junior, "Entry level": job.Junior, "internship": job.Intern, "Director": job.Director, "executive": job.Executive,
		"mid_level": job.Mid, "manager": job.Manager, "associate": "", "Mid-Senior level": "", "not_applicable": "", "experienced": "", "": "",
	} {
		if got, entry := board.Level(in); got != want || entry != (want == job.Junior) {
			t.Errorf("Level(%q) = %q, %t, want %q", in, got, entry, want)
		}
	}
	if _, entry := board.Level("student"); !entry {
		t.Error("a post for students is not open to beginners")
	}
}

func TestWorkplace(t *testing.T) {
	for in, want := range map[string]job.RemoteMode{
		"remote": job.Remote, "Hybrid": job.Hybrid, "OnSite": job.Onsite, "on-site": job.Onsite, "unspecified": "", "": "",
	} {
		if got := board.Workplace(in); got != want {
			t.Errorf("Workplace(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestJoin(t *testing.T) {
	if got := board.Join("Berlin", "Berlin", "", " Germany"); got != "Berlin, Germany" {
		t.Errorf("Join = %q", got)
	}
}
