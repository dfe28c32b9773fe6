package transform

import (
	"slices"
	"testing"
	"time"

	"rung/internal/job"
	"rung/transform/dedupe"
)

var advertText = "We build the tools that museums use to put their archives on the web and we are looking for an engineer who " +
	"likes old paper and new code, writes tests, reviews what others write and stays calm when the scanner is down again, in a " +
	"small team that meets twice a year and writes to each other the rest of the time about what worked and what did not."

func TestJobs(t *testing.T) {
	day := func(n int) time.Time { return time.Date(2024, 5, n, 0, 0, 0, 0, time.UTC) }
	thread := func(key int64, posted time.Time) job.Identity {
		return job.Identity{
			ListingKey: key, VersionKey: key, Source: "hackernews", ID: "h" + string(rune('0'+key)), EmployerKey: "acme", Title: "Engineer",
			PostedAt: posted, FirstSeen: posted, LastSeen: posted, Signature: dedupe.Signature(advertText), Versions: 1,
		}
	}
	client := func(key int64, country, offer string) job.Identity {
		return job.Identity{
			ListingKey: key, VersionKey: key, Source: "gigs", ID: "g" + string(rune('0'+key)), Title: "Logo design for a small coffee cart", Client: country, Offer: offer,
			FirstSeen: day(1), LastSeen: day(1), Versions: 1,
		}
	}
	ids := []job.Identity{
		thread(1, day(1)),
		thread(2, day(3)),
		thread(3, day(1).AddDate(0, 1, 0)), // the next month's thread: a repost, and a job of its own
		client(4, "US", "50 50 USD project"),
		client(5, "US", "50 50 USD project"), // the same project, shown again
		client(6, "US", "20 20 USD project"),
		client(7, "IN", "50 50 USD project"),
	}
	o := JobOptions{Lives: map[string]Life{"hackernews": {Days: 42}}, AsOf: day(1).AddDate(0, 2, 0)}
	got := Jobs(ids, o)
	if want := (JobCounts{Listings: 7, Jobs: 5, Open: 4}); got.Counts != want {
		t.Errorf("counts are %+v, want %+v", got.Counts, want)
	}
	var keys []int64
	for _, r := range got.Rows {
		keys = append(keys, r.JobKey)
	}
	if want := []int64{1, 1, 3, 4, 4, 6, 7}; !slices.Equal(keys, want) {
		t.Errorf("job keys are %v, want %v", keys, want)
	}
	if got.Rows[2].Reposts != 1 || !got.Rows[2].ClosedAt.IsZero() || got.Rows[0].CloseRule != "default_life" {
		t.Errorf("the repost is %+v, the first advert %+v", got.Rows[2], got.Rows[0])
	}
	slices.Reverse(ids)
	again := Jobs(ids, o)
	slices.Reverse(again.Rows)
	for i := range got.Rows {
		if got.Rows[i] != again.Rows[i] {
			t.Errorf("in another order row %d is %+v, want %+v", i, again.Rows[i], got.Rows[i])
		}
	}
}
