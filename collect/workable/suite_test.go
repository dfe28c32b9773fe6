package workable_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"rung/collect"
	"rung/collect/sourcetest"
	"rung/collect/workable"
	"rung/internal/job"
	"rung/internal/shared"
)

func TestSource(t *testing.T) {
	sourcetest.Run(t, workable.Source(), sourcetest.Case{
		Settings: collect.Settings{Options: map[string][]string{"boards": {"papermill", "emptyshelf", "closed-shop"}}},
		Gone:     "closed-shop", Rows: 5,
	})
}

func FuzzParse(f *testing.F) { sourcetest.Fuzz(f, workable.Source(), sourcetest.Case{}) }

// TestPayloads reads a real answer, of two rows for one advert, and one in its form that others wrote.
func TestPayloads(t *testing.T) {
	dir := shared.Dir(t, "payloads", "workable")
	widget := parse(t, read(t, filepath.Join(dir, "careerkit_widget.json")))
	if len(widget.Listings) != 1 || widget.Skipped != 1 || len(widget.Rejects) > 0 {
		t.Fatalf("%d listings, %d skipped, rejects %+v; want 1 and 1", len(widget.Listings), widget.Skipped, widget.Rejects)
	}
	l := widget.Listings[0]
	if diff := cmp.Diff([]string{"ES", "PT"}, l.Given.Countries); diff != "" || l.Employer != "Zaelab" || l.Given.Remote != job.Remote {
		t.Errorf("employer %q, remote %q, countries (-want +got):\n%s", l.Employer, l.Given.Remote, diff)
	}
	var wrapped struct {
		Widget json.RawMessage `json:"widget"`
	}
	if err := json.Unmarshal(read(t, filepath.Join(dir, "manwithaplandy.json")), &wrapped); err != nil {
		t.Fatal(err)
	}
	if out := parse(t, wrapped.Widget); len(out.Listings) != 3 || len(out.Rejects)+out.Skipped > 0 || out.Listings[1].Category != "Operations" {
		t.Errorf("%d listings, rejects %+v; want 3", len(out.Listings), out.Rejects)
	}
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	body, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return body
}

func parse(t *testing.T, body []byte) job.Parsed {
	t.Helper()
	out, err := workable.Parse(job.Page{Source: "workable", Scope: "x", Body: body})
	if err != nil {
		t.Fatal(err)
	}
	return out
}
