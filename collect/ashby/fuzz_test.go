package ashby_test

import (
	"testing"
	"time"

	"rung/collect/ashby"
	"rung/internal/job"
)

// FuzzParse wants any bytes to end in listings that are valid, or in words.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		`{"jobs":[{"id":"a","title":"Go","compensation":{"compensationTiers":[{"components":[{"compensationType":"Salary","interval":"1 YEAR","minValue":1}]}]}}]}`, `<html>`, ``, `[`, `{"jobs":[null]}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		out, err := ashby.Parse(job.Page{Source: "ashby", Scope: "2", FetchedAt: time.Unix(1.8e9, 0), Body: body})
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
