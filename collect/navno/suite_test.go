package navno_test

import (
	"encoding/json"
	"strings"
	"testing"

	"rung/collect"
	"rung/collect/navno"
	"rung/collect/sourcetest"
	"rung/internal/job"
)

var recorded = sourcetest.Case{
	Settings: collect.Settings{Options: map[string][]string{"token": {"t0ken-of-mine"}}},
	Rows:     6,
}

func TestSource(t *testing.T) { sourcetest.Run(t, navno.Source(), recorded) }
func TestNoToken(t *testing.T) {
	sourcetest.NeedsKey(t, navno.Source(), recorded, "RUNG_SOURCES_NAVNO_TOKEN")
}

func TestSecrets(t *testing.T) { sourcetest.KeepsSecrets(t, navno.Source(), recorded, "t0ken-of-mine") }
func FuzzParse(f *testing.F)   { sourcetest.Fuzz(f, navno.Source(), recorded) }

// TestPeople wants no contact in what is read, refused entries included.
func TestPeople(t *testing.T) {
	const entry = `{"uuid": "1", "status": "ACTIVE", "json": {"title": "x", "contactList": [{"name": "Kari", "email": "k@x.example", "phone": "1234"}]}}`
	for _, body := range []string{entry, strings.Replace(entry, `"x"`, "null", 1), strings.Replace(entry, `"x"`, "{}", 1)} {
		out, err := navno.Parse(job.Page{Source: "navno", Body: []byte(body)})
		if err != nil || len(out.Listings)+len(out.Rejects) != 1 {
			t.Fatalf("%+v, %v", out, err)
		}
		data, _ := json.Marshal(out)
		for _, who := range []string{"Kari", "k@x.example", "1234"} {
			if strings.Contains(string(data), who) {
				t.Errorf("%q is in %s", who, data)
			}
		}
	}
}
