package lake_test

import (
	"testing"

	"rung/internal/job"
	"rung/internal/lake"
)

// counted is a number of a part.
func counted(t *testing.T, l *lake.Lake, part *lake.Part, query string) (n int64) {
	t.Helper()
	db, end, err := l.PartDB(t.Context(), part)
	must(t, err)
	must(t, db.QueryRowContext(t.Context(), query).Scan(&n))
	must(t, end())
	return n
}

// TestParts wants what a commit brought to be a part of its own, and the whole lake to be there without one.
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
	if n := counted(t, l, &fresh[0], versions); n != 100 {
		t.Errorf("the new part has %d versions, want 100", n)
	}
	for _, part := range []*lake.Part{&all[0], nil} {
		if n := counted(t, l, part, versions); n != 300 {
			t.Errorf("the whole lake has %d versions, want 300", n)
		}
	}
	if n := counted(t, l, &fresh[0], "select count(*) from stored.mentions m anti join listing_versions v on v.version_key = m.version_key"); n != 0 {
		t.Errorf("%d mentions of the part are of versions elsewhere", n)
	}
	want(t, l, "select count(*) from glob('"+l.Dir()+"/staging/spill-*/*')", "0")
}
