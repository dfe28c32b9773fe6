package transform

import (
	"time"

	"rung/internal/job"
	"rung/transform/dedupe"
	"rung/transform/place"
)

// RepostAfter is how far apart two adverts of one employer with one title may be and still be one
// opening. Monthly threads set the bound: an advert that stands in the next month's thread again is a new
// call for people, a repost, and counts in its own month.
const RepostAfter = 21 * 24 * time.Hour

// JobOptions set up how listings become jobs.
type JobOptions struct {
	// Lives says by source how listings end. A source that is not in it never ends any by itself.
	Lives map[string]Life
	// AsOf is the moment that the answer is for.
	AsOf time.Time
	// Batch is how many touched listings are grouped at a time; 0 means 100,000. It changes no row.
	Batch int
	// Listings is how many listings there are, where that is known: when all are touched and fit into one
	// batch, nobody has to look for their mates.
	Listings int64
}

// JobCounts sums up the jobs.
type JobCounts struct{ Listings, Jobs, Open int64 }

// JobList is every listing with its job, in order of the listings given.
type JobList struct {
	Rows   []job.JobRow
	Counts JobCounts
}

// Jobs tells how long each listing lived and which listings stand for the same vacancy. The result does
// not depend on the order of ids, and ids that differ in order give rows that differ in order alone.
func Jobs(ids []job.Identity, o JobOptions) JobList {
	list := JobList{Rows: make([]job.JobRow, len(ids)), Counts: JobCounts{Listings: int64(len(ids))}}
	items := make([]dedupe.Item, len(ids))
	for i := range ids {
		list.Rows[i] = row(&ids[i], o)
		items[i] = item(&ids[i], o.Lives[ids[i].Source])
	}
	open := map[int64]bool{}
	for i, r := range dedupe.Group(items, dedupe.Options{Window: RepostAfter}) {
		w := &list.Rows[i]
		w.JobKey, w.Representative, w.Reason, w.TwinOf, w.Reposts = r.JobKey, r.Representative, r.Reason, r.TwinOf, r.Reposts
		if w.Representative {
			list.Counts.Jobs++
		}
		if w.ClosedAt.IsZero() && !open[w.JobKey] {
			open[w.JobKey] = true
			list.Counts.Open++
		}
	}
	return list
}

func start(r *job.JobRow) time.Time {
	if r.PostedAt.IsZero() {
		return r.FirstSeen
	}
	return r.PostedAt
}

// row is what is known of a listing by itself.
func row(id *job.Identity, o JobOptions) job.JobRow {
	r := job.JobRow{
		ListingKey: id.ListingKey, VersionKey: id.VersionKey, Source: id.Source, ID: id.ID, PostedAt: id.PostedAt,
		FirstSeen: id.FirstSeen, LastSeen: id.LastSeen, Versions: id.Versions,
	}
	r.ClosedAt, r.CloseRule = closed(id, o.Lives[id.Source], o.AsOf)
	return r
}

// item is what tells a listing from others. Where a source lists all that is open, a listing lasts until
// it was last seen; elsewhere it is a call made on one day. Clients without a name are told apart by their
// country and their offer: two of them may well want a "logo design".
func item(id *job.Identity, life Life) dedupe.Item {
	start := began(id)
	end := start
	if life.ShowsAllOpen && id.LastSeen.After(start) {
		end = id.LastSeen
	}
	where := place.Key([]string{id.Place})
	if id.EmployerKey == "" {
		where += "|" + id.Client + "|" + id.Offer
	}
	weight := 0
	if life.ShowsAllOpen {
		weight = 1 // an employer's own board says more than a copy of it
	}
	return dedupe.Item{
		Key: id.ListingKey, Source: id.Source, ID: id.ID, URL: id.URL, ApplyURL: id.ApplyURL, Employer: id.EmployerKey,
		Title: id.Title, Place: where, Countries: id.Countries, Level: id.Seniority,
		Signature: id.Signature, Start: start, End: end, Weight: weight,
	}
}
