package smartrecruiters_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rung/collect"
	"rung/collect/smartrecruiters"
	"rung/collect/sourcetest"
	"rung/internal/job"
	"rung/internal/shared"
)

func TestSource(t *testing.T) {
	sourcetest.Run(t, smartrecruiters.Source(), sourcetest.Case{
		Settings: collect.Settings{Options: map[string][]string{"boards": {"OrchardHall", "EmptyShelf", "ClosedShop"}}},
		Gone:     "ClosedShop", Rows: 4,
	})
}

func FuzzParse(f *testing.F) { sourcetest.Fuzz(f, smartrecruiters.Source(), sourcetest.Case{}) }

// TestNamesStayOut wants the name of who wrote an advert nowhere in what was read.
func TestNamesStayOut(t *testing.T) {
	golden, err := os.ReadFile(filepath.Join("testdata", "parsed.json"))
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(golden), "Petra") {
		t.Error("parsed.json names a person")
	}
}

func TestPayloads(t *testing.T) {
	dir := shared.Dir(t, "payloads", "smartrecruiters")
	list := parse(t, read(t, filepath.Join(dir, "careerkit_list.json")))
	if len(list.Listings) != 1 || list.Listings[0].Given.Employment[0] != job.PartTime || list.Listings[0].Employer != "Knight Gayles" {
		t.Errorf("list: %+v", list)
	}
	var both struct {
		Pages   []json.RawMessage          `json:"list_pages"`
		Details map[string]json.RawMessage `json:"details"`
	}
	if err := json.Unmarshal(read(t, filepath.Join(dir, "manwithaplandy.json")), &both); err != nil {
		t.Fatal(err)
	}
	listed, texts := 0, 0
	for _, page := range both.Pages {
		listed += len(parse(t, page).Listings)
	}
	for id, detail := range both.Details {
		out := parse(t, detail)
		if len(out.Listings) != 1 || out.Listings[0].ID != id {
			t.Fatalf("detail %s: %+v", id, out)
		}
		if out.Listings[0].Text != "" {
			texts++
		}
	}
	if listed != 3 || len(both.Details) != 3 || texts != 2 {
		t.Errorf("%d listed, %d with an answer of their own, %d of them with text; want 3, 3, 2", listed, len(both.Details), texts)
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
	out, err := smartrecruiters.Parse(job.Page{Source: "smartrecruiters", Scope: "x", Body: body})
	if err != nil || len(out.Rejects) > 0 {
		t.Fatalf("rejects %+v, error %v", out.Rejects, err)
	}
	return out
}
