package freelancer_test

import (
	"encoding/json"
	"strings"
	"testing"

	"rung/collect"
	"rung/collect/freelancer"
	"rung/collect/sourcetest"
	"rung/internal/job"
)

var recorded = sourcetest.Case{
	Settings: collect.Settings{Options: map[string][]string{"token": {"t0ken-of-mine"}, "queries": {"golang"}}},
	Rows:     5,
}

func TestSource(t *testing.T) { sourcetest.Run(t, freelancer.Source(), recorded) }
func TestNoToken(t *testing.T) {
	sourcetest.NeedsKey(t, freelancer.Source(), recorded, "RUNG_SOURCES_FREELANCER_TOKEN")
}

func TestSecrets(t *testing.T) {
	sourcetest.KeepsSecrets(t, freelancer.Source(), recorded, "t0ken-of-mine")
}
func FuzzParse(f *testing.F) { sourcetest.Fuzz(f, freelancer.Source(), recorded) }

// TestRefusal wants the site's own words where it refuses with status 200.
func TestRefusal(t *testing.T) {
	_, err := freelancer.Parse(job.Page{Body: []byte(`{"status": "error", "message": "You must be logged in", "error_code": "X"}`)})
	if err == nil || !strings.Contains(err.Error(), "You must be logged in") {
		t.Errorf("error %v", err)
	}
}

// TestPeople wants nothing about people in what is read, refused rows included.
func TestPeople(t *testing.T) {
	const row = `{"id": 1, "owner_id": 424242, "title": "x", "submitdate": 1, "type": "fixed", "user": {"username": "someone-real"}}`
	for _, body := range []string{row, strings.Replace(row, `"x"`, `["someone-real"]`, 1)} {
		out, err := freelancer.Parse(job.Page{Source: "freelancer", Body: []byte(`{"result": {"users": {"424242": {}}, "projects": [` + body + `]}}`)})
		if err != nil {
			t.Fatal(err)
		}
		data, err := json.Marshal(out)
		if err != nil || strings.Contains(string(data), "424242") || strings.Contains(string(data), "someone-real") {
			t.Errorf("%s, %v", data, err)
		}
	}
}
