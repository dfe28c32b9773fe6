package recruitee_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rung/collect"
	"rung/collect/recruitee"
	"rung/collect/sourcetest"
	"rung/internal/job"
	"rung/internal/shared"
)

func TestSource(t *testing.T) {
	sourcetest.Run(t, recruitee.Source(), sourcetest.Case{
		Settings: collect.Settings{Options: map[string][]string{"boards": {"kelpworks=Kelpworks GmbH", "emptyshelf", "closed-shop", "moved-house"}}},
		Gone:     "closed-shop", Rows: 6,
	})
}

func FuzzParse(f *testing.F) { sourcetest.Fuzz(f, recruitee.Source(), sourcetest.Case{}) }

// TestMailboxStaysOut wants the address of an offer's mailbox nowhere in what was read.
func TestMailboxStaysOut(t *testing.T) {
	golden, err := os.ReadFile(filepath.Join("testdata", "parsed.json"))
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(golden), "@") {
		t.Error("parsed.json holds an address of e-mail")
	}
}

func TestPayload(t *testing.T) {
	body, err := os.ReadFile(filepath.Join(shared.Dir(t, "payloads", "recruitee"), "careerkit_2026.json"))
	if err != nil {
		t.Fatal(err)
	}
	out, err := recruitee.Parse(job.Page{Source: "recruitee", Scope: "x", Body: body})
	if err != nil || len(out.Listings) != 2 || len(out.Rejects)+out.Skipped > 0 {
		t.Fatalf("%d listings, rejects %+v, error %v; want 2 listings", len(out.Listings), out.Rejects, err)
	}
	for i, want := range []struct{ low, high float64 }{{60_000, 75_000}, {75_000, 90_000}} {
		l := out.Listings[i]
		if len(l.Given.Pay) != 1 || l.Given.Pay[0].Min != want.low || l.Given.Pay[0].Max != want.high || l.Given.Pay[0].Period != job.Year {
			t.Errorf("listing %d: pay %+v, want %v", i, l.Given.Pay, want)
		}
		if l.Given.Remote != job.Hybrid || l.Given.City != "Berlin" || l.PostedAt.IsZero() || l.Given.Language != "en" ||
			!strings.Contains(l.Text, "impact") || !strings.Contains(l.Text, "expect from you") {
			t.Errorf("listing %d: remote %q, city %q, posted %v, language %q, text %.60q", i, l.Given.Remote, l.Given.City, l.PostedAt, l.Given.Language, l.Text)
		}
	}
}
