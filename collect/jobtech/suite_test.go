package jobtech_test

import (
	"encoding/json"
	"strings"
	"testing"

	"rung/collect"
	"rung/collect/jobtech"
	"rung/collect/sourcetest"
	"rung/internal/job"
)

var recorded = sourcetest.Case{
	Rows:         5,
	SecondBodies: "the stream is asked from where the last run ended",
}

func TestSource(t *testing.T) { sourcetest.Run(t, jobtech.Source(), recorded) }
func FuzzParse(f *testing.F)  { sourcetest.Fuzz(f, jobtech.Source(), recorded) }

func TestSecrets(t *testing.T) {
	c := recorded
	c.Settings = collect.Settings{Options: map[string][]string{"key": {"k3y-of-mine"}}}
	sourcetest.KeepsSecrets(t, jobtech.Source(), c, "k3y-of-mine")
}

// TestPeople wants no contact in what is read, refused rows included.
func TestPeople(t *testing.T) {
	const row = `{"id": "1", "headline": "x", "employer": {"email": "a@b.example", "phone_number": "070"}, "application_contacts": [{"name": "Anna"}],
		"application_details": {"reference": "Anna", "email": "a@b.example"}}`
	for _, body := range []string{row, strings.Replace(row, `"x"`, "null", 1)} {
		out, err := jobtech.Parse(job.Page{Source: "jobtech", Body: []byte("[" + body + "]")})
		if err != nil {
			t.Fatal(err)
		}
		data, _ := json.Marshal(out)
		for _, who := range []string{"Anna", "a@b.example", "070"} {
			if strings.Contains(string(data), who) {
				t.Errorf("%q is in %s", who, data)
			}
		}
	}
}
