package hackernews_test

import (
	"testing"
	"time"

	"rung/collect/hackernews"
	"rung/internal/job"
)

// FuzzParse wants any bytes to end in listings that are valid, or in words.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		`{"hits":[{"objectID":"1","comment_text":"SEEKING FREELANCER","story_id":2,"parent_id":2,"story_title":"Freelancer? Seeking freelancer?","created_at_i":1}]}`,
		`{"id":1,"parent":2,"text":"x","time":1}`,
		`null`, `<html>`, ``, `[`, `{"jobs":[null]}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		out, err := hackernews.Parse(job.Page{Source: "hackernews", Scope: "2", FetchedAt: time.Unix(1.8e9, 0), Body: body, Meta: map[string]string{"thread": "hiring"}})
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
