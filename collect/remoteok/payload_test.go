package remoteok_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rung/collect/remoteok"
	"rung/internal/job"
	"rung/internal/shared"
)

// TestPayloads reads every saved advert and wants it free of the board's own marks.
func TestPayloads(t *testing.T) {
	total, broken := 0, 0
	// One advert of the full feed is an empty shell.
	for name, want := range map[string][3]int{
		"goapilibs_full_2024-12-04.json": {97, 83, 1}, "breteai_2026-08.json": {3, 0, 0},
		"lcarlini_2026-08.json": {4, 0, 0}, "ikevinxie_2026-07.json": {4, 0, 0},
	} {
		body, err := os.ReadFile(filepath.Join(shared.Dir(t, "payloads", "remoteok"), name))
		if err != nil {
			t.Fatal(err)
		}
		out, err := remoteok.Parse(job.Page{Source: "remoteok", Body: body})
		if err != nil || out.Skipped > 0 {
			t.Fatalf("%s: skipped %d, error %v", name, out.Skipped, err)
		}
		paid := 0
		for _, l := range out.Listings {
			total++
			if len(l.Given.Pay) > 0 {
				paid++
			}
			for _, bad := range []string{"Please mention the word", "#RM", "UmMTI3", `\n`} {
				if strings.Contains(l.Text, bad) {
					t.Errorf("%s: %s still holds %q", name, l.ID, bad)
				}
			}
			for _, s := range append([]string{l.Text, l.Title, l.Employer}, l.Locations...) {
				if strings.Contains(s, "â\u0080") || strings.Contains(s, "Ã£") {
					broken++
				}
			}
			if strings.Contains(l.Employer, "&amp;") || len(l.Tags) > 0 {
				t.Errorf("%s: %s: employer %q, tags %q", name, l.ID, l.Employer, l.Tags)
			}
		}
		if got := [3]int{len(out.Listings), paid, len(out.Rejects)}; got != want {
			t.Errorf("%s: listings, paid and rejects %v, want %v: %+v", name, got, want, out.Rejects)
		}
	}
	if total != 108 || broken > 0 {
		t.Errorf("%d adverts, %d fields with broken bytes; want 108 and 0", total, broken)
	}
}

// TestScrub wants what is kept to be free of the asker's address and the same for every request.
func TestScrub(t *testing.T) {
	body, err := os.ReadFile(filepath.Join(shared.Dir(t, "payloads", "remoteok"), "goapilibs_full_2024-12-04.json"))
	if err != nil {
		t.Fatal(err)
	}
	got := remoteok.Scrub(body)
	if n := strings.Count(string(got), "RMTI3LjAuMC4x"); n > 0 {
		t.Errorf("%d marks are left", n)
	}
	if !json.Valid(got) {
		t.Error("no longer JSON")
	}
	other := strings.NewReplacer("**AMELIORATE**", "**JOYFUL**", "RMTI3LjAuMC4x", "RMTkyLjAuMi4x").Replace(string(body))
	if string(remoteok.Scrub([]byte(other))) != string(got) {
		t.Error("another asker gets another body")
	}
}
