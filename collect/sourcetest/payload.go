package sourcetest

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"rung/collect"
	"rung/internal/job"
	"rung/internal/shared"
)

// Payload parses a real answer from the shared payloads, in the folder named for the source, and wants
// every one of its rows accounted for: read, refused, withdrawn or skipped. The test is skipped where the
// real data is absent.
func Payload(t *testing.T, s collect.Source, file string, rows int) job.Parsed {
	t.Helper()
	body, err := os.ReadFile(filepath.Join(shared.Dir(t, "payloads", s.Name), file))
	if err != nil {
		t.Fatal(err)
	}
	out, err := s.Parse(job.Page{Source: s.Name, Scope: "payload", Body: body, FetchedAt: time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)})
	if err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	if got := len(out.Listings) + len(out.Rejects) + len(out.Removed) + out.Skipped; got != rows {
		t.Errorf("%s: %d listings, %d rejects, %d removed, %d skipped; want %d rows in all",
			file, len(out.Listings), len(out.Rejects), len(out.Removed), out.Skipped, rows)
	}
	if err := validate(out, false); err != nil {
		t.Errorf("%s: %v", file, err)
	}
	return out
}

// Blames wants a page that holds one bad row to give one reject that names the field. An empty field
// wants an error for the page as a whole.
func Blames(t *testing.T, s collect.Source, fields map[string]string) {
	t.Helper()
	for body, field := range fields {
		out, err := s.Parse(job.Page{Source: s.Name, Scope: "bad", Body: []byte(body), FetchedAt: time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)})
		switch {
		case field == "":
			if err == nil {
				t.Errorf("%s\ngives %+v, want an error", body, out)
			}
		case err != nil:
			t.Errorf("%s\ngives error %v, want a reject", body, err)
		case len(out.Rejects) != 1 || out.Rejects[0].Field != field || len(out.Listings) > 0:
			t.Errorf("%s\ngives %d listings and rejects %+v, want one that blames %q", body, len(out.Listings), out.Rejects, field)
		}
	}
}
