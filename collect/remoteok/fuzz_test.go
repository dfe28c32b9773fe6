package remoteok_test

import (
	"testing"
	"time"

	"rung/collect/remoteok"
	"rung/internal/job"
)

// FuzzParse wants any bytes to end in listings that are valid, or in words.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		`[{"legal":"x"},{"id":"1","position":"Go","description":"x<br/>Please mention the word **A** and tag B when applying to show you read","salary_min":1}]`, `<html>`, ``, `[`, `{"jobs":[null]}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		out, err := remoteok.Parse(job.Page{Source: "remoteok", Scope: "2", FetchedAt: time.Unix(1.8e9, 0), Body: body})
		if err != nil {
			return
		}
		for i := range out.Listings {
			if err := out.Listings[i].Validate(); err != nil {
				t.Errorf("%q gives an invalid listing: %v", body, err)
			}
		}
		for _, r := range out.Rejects {
			if r.Reason == "" || r.Stage == "" {
				t.Errorf("%q gives a reject without a reason: %+v", body, r)
			}
		}
	})
}
