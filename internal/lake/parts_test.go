package lake_test

import (
	"testing"

	"rung/internal/job"
	"rung/internal/lake"
)

// counted is a number of a part.
func counted(t *testing.T, l *lake.Lake, part lake.Part, query string) (n int64) {
	t.Helper()
	db, end, err := l.PartDB(t.Context(), part)
	must(t, err)
	must(t, db.QueryRowContext(t.Context(), query).Scan(&n))
	must(t, end())
	return n
}

// TestRecent wants what a commit brought to be recent.
func TestRecent(t *testing.T) {
	l := openWrite(t)
	a, b := listing("a"), listing("b")
	fill(t, l, a, b)
	before := l.Manifest()
	moved := jobOf(a)
	moved.JobKey = jobOf(b).JobKey
	c := listing("c")
	s := l.Silver("run2")
	must(t, s.PutListing(c))
	putJobs(t, s, moved, jobOf(c))
	must(t, s.Commit(t.Context(), nil, "reader1"))
	for _, w := range []struct {
		since *lake.Manifest
		query string
		want  int64
	}{
		{before, "select count(*) from recent.listing_versions", 1},
		{before, "select count(*) from listing_versions", 3},
		{before, "select count(*) from recent.jobs where listing_key = job_key", 2}, // b stood in the file of a
		{before, "select count(*) from recent.rejects", 0},
		{nil, "select count(*) from recent.listing_versions", 3},
		{l.Manifest(), "select count(*) from recent.jobs", 0},
	} {
		db, end, err := l.RecentDB(t.Context(), w.since)
		must(t, err)
		var n int64
		must(t, db.QueryRowContext(t.Context(), w.query).Scan(&n))
		must(t, end())
		if n != w.want {
			t.Errorf("%s is %d, want %d", w.query, n, w.want)
		}
	}
}

// TestParts wants what a commit brought to be a part of its own.
func TestParts(t *testing.T) {
	l := openWrite(t)
	write := func(run string, list []*job.Listing) {
		t.Helper()
		w := l.Silver(run)
		for _, a := range list {
			must(t, w.PutListing(a))
		}
		must(t, w.Commit(t.Context(), nil, "reader"))
	}
	list := adverts(300, 3, 4)
	write("one", list[:200])
	before := l.Manifest()
	write("two", list[200:])
	const versions = "select count(*) from listing_versions"
	if parts := l.Parts(l.Manifest()); len(parts) != 0 {
		t.Errorf("since the last commit %d parts came", len(parts))
	}
	fresh, all := l.Parts(before), l.Parts(nil)
	if len(fresh) != 1 || len(all) != 1 {
		t.Fatalf("%d parts are new and %d there are", len(fresh), len(all))
	}
	if n := counted(t, l, fresh[0], versions); n != 100 {
		t.Errorf("the new part has %d versions, want 100", n)
	}
	if n := counted(t, l, all[0], versions); n != 300 {
		t.Errorf("the whole lake has %d versions, want 300", n)
	}
	if n := counted(t, l, fresh[0], "select count(*) from stored.mentions m anti join listing_versions v on v.version_key = m.version_key"); n != 0 {
		t.Errorf("%d mentions of the part are of versions elsewhere", n)
	}
	want(t, l, "select count(*) from glob('"+l.Dir()+"/staging/spill-*/*')", "0")
}
