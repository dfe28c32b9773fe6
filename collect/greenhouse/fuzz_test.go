package greenhouse_test

import (
	"testing"
	"time"

	"rung/collect/greenhouse"
	"rung/internal/job"
)

// FuzzParse wants any bytes to end in listings that are valid, or in words.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		`{"jobs":[{"id":1,"internal_job_id":2,"title":"Go","content":"&lt;p&gt;x","metadata":[{"name":"Employment Type","value":["Intern"]}]}]}`,
		`{"id":1,"title":"x"}`, `<html>`, ``, `[`, `{"jobs":[null]}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		out, err := greenhouse.Parse(job.Page{Source: "greenhouse", Scope: "2", FetchedAt: time.Unix(1.8e9, 0), Body: body})
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
