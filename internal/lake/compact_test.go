package lake_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"rung/internal/job"
	"rung/internal/lake"
)

// daily commits pages and listings of sources, one run every other day, and reads all but the last one's.
func daily(t testing.TB, l *lake.Lake, sources, days int) {
	t.Helper()
	for d := range days {
		at := noon.AddDate(0, 0, 2*d)
		runID := at.Format("run-20060102")
		b, s := l.Bronze(runID, func() time.Time { return at }), l.Silver(runID)
		for i := range sources {
			a := listing(strconv.Itoa(d % 10)) // every advert comes back
			a.Source, a.SeenAt, a.RunID, a.Read.EmployerKey = fmt.Sprint("source-", i), at, runID, fmt.Sprint("employer ", d%7)
			a.Read.ContentHash = strconv.Itoa(d)
			p := page(a.Source, d, fmt.Sprintf("body %d of %s", d, a.Source))
			p.FetchedAt = at
			must(t, b.PutPage(t.Context(), p))
			must(t, s.PutListing(a))
			must(t, s.PutSighting(job.Sighting{Source: a.Source, ID: a.ID, Scope: a.Scope, RunID: runID, At: at, PageHash: p.Hash}))
			must(t, s.PutScope(job.ScopeEvent{Source: a.Source, Scope: a.Scope, RunID: runID, At: at, Kind: job.PageEnd}))
			must(t, s.PutRun(job.RunRecord{RunID: runID, Source: a.Source, Stage: "collect", Started: at, Ended: at, Outcome: job.Done}))
		}
		var rows []job.JobRow
		for _, id := range identities(t, s) {
			rows = append(rows, job.JobRow{ListingKey: id.ListingKey, VersionKey: id.VersionKey, JobKey: id.ListingKey, Source: id.Source, ID: id.ID, Representative: true, Reason: "alone", FirstSeen: id.FirstSeen})
		}
		putJobs(t, s, rows...)
		must(t, b.Flush(t.Context()))
		read := l.Unread()
		if d == days-1 {
			read = nil
		}
		must(t, s.Commit(t.Context(), read, "reader"))
	}
}

// contents is every row of every table.
func contents(t testing.TB, l *lake.Lake) map[string][]string {
	t.Helper()
	all := make(map[string][]string)
	for _, table := range lake.Tables() {
		name := table.Name
		switch name {
		case "roles", "mentions", "pay":
			name = "stored." + name
		}
		all[name] = ask(t, l, "select * from "+name+" order by all")
	}
	return all
}

func TestCompact(t *testing.T) {
	t.Parallel()
	l := openWrite(t)
	daily(t, l, 2, 20)
	before, pages, unread := contents(t, l), readAll(t, l, l.AllBronze()), len(readAll(t, l, l.Unread()))
	files := len(l.Manifest().Files)
	reader, err := lake.Open(l.Dir())
	must(t, err)
	defer reader.Close()

	done, err := l.Compact(t.Context(), "compact", noon)
	must(t, err)
	if done.Before < 2*20*5 || done.After > 2*3*8 || done.BytesAfter >= done.BytesBefore/4 {
		t.Errorf("Compact = %+v of %d files, want a few files of much less bytes", done, files)
	}
	if got := len(l.Manifest().Files); got != files-done.Before+done.After {
		t.Errorf("%d files after compaction, want %d", got, files-done.Before+done.After)
	}
	if diff := cmp.Diff(before, contents(t, l)); diff != "" {
		t.Errorf("rows (-before +after)\n%s", diff)
	}
	bySource := func(pages []job.Page) map[string][]job.Page {
		m := map[string][]job.Page{}
		for _, p := range pages {
			m[p.Source] = append(m[p.Source], p)
		}
		return m
	}
	if diff := cmp.Diff(bySource(pages), bySource(readAll(t, l, l.AllBronze()))); diff != "" {
		t.Errorf("pages (-before +after)\n%s", diff)
	}
	if got := len(readAll(t, l, l.Unread())); got != unread {
		t.Errorf("%d pages are not read, want %d", got, unread)
	}
	if diff := cmp.Diff(before, contents(t, reader)); diff != "" {
		t.Errorf("rows for one who opened the lake before (-before +after)\n%s", diff)
	}
	n, made := l.Manifest().Number, l.Manifest().Made
	if !made.Equal(reader.Manifest().Made) {
		t.Errorf("the data is of %v after compaction, and was of %v", made, reader.Manifest().Made)
	}
	again, err := l.Compact(t.Context(), "compact", noon)
	if err != nil || again != (lake.Compaction{}) || l.Manifest().Number != n {
		t.Errorf("a second Compact = %+v, %v, commit %d, want nothing done", again, err, l.Manifest().Number)
	}
	damaged, err := l.Verify(t.Context())
	if err != nil || len(damaged) > 0 {
		t.Errorf("Verify = %v, %v", damaged, err)
	}
	sorted := ask(t, l, "select employer_key from listing_versions where source = 'source-1' and seen_at < '2024-06-01'")
	if !strings.HasPrefix(strings.Join(sorted, ","), "employer 0,employer 0") {
		t.Errorf("employers in the order of the file: %v, want them sorted", sorted)
	}
}

// Once a year is over its months are one file.
func TestCompactYears(t *testing.T) {
	t.Parallel()
	l := openWrite(t)
	daily(t, l, 1, 20)
	before := contents(t, l)
	later := noon.AddDate(1, 0, 0)
	for range 2 {
		_, err := l.Compact(t.Context(), "compact", noon)
		must(t, err)
		_, err = l.Compact(t.Context(), "compact", later)
		must(t, err)
	}
	for _, name := range []string{"listing_versions", "mentions", "sightings", "scopes", "runs"} {
		if files := l.Manifest().Table(name); len(files) != 1 {
			t.Errorf("%s has %d files, want one", name, len(files))
		}
	}
	if diff := cmp.Diff(before, contents(t, l)); diff != "" {
		t.Errorf("rows (-before +after)\n%s", diff)
	}
	n := l.Manifest().Number
	if done, err := l.Compact(t.Context(), "compact", later); err != nil || l.Manifest().Number != n {
		t.Errorf("one more Compact = %+v, %v, commit %d, want nothing done", done, err, l.Manifest().Number)
	}
}

// New small files are merged with the month's compact one; other months stay.
func TestCompactGoesOn(t *testing.T) {
	t.Parallel()
	l := openWrite(t)
	daily(t, l, 1, 20)
	_, err := l.Compact(t.Context(), "compact", noon)
	must(t, err)
	old := l.Manifest().Table("listing_versions")
	a := listing("new")
	a.Source, a.SeenAt = "source-0", noon.AddDate(0, 0, 38)
	s := l.Silver("run")
	must(t, s.PutListing(a))
	must(t, s.Commit(t.Context(), nil, "reader"))
	done, err := l.Compact(t.Context(), "compact", noon)
	must(t, err)
	now := l.Manifest().Table("listing_versions")
	if len(old) != 2 || len(now) != 2 || now[0] != old[0] || now[1].Rows != old[1].Rows+1 {
		t.Errorf("files before %+v, after %+v, want the first as it was and one more row in the second (%+v)", old, now, done)
	}
}

// Damaged files stay in the manifest, named, and are never merged into sound ones.
func TestCompactLeavesDamage(t *testing.T) {
	t.Parallel()
	l := openWrite(t)
	daily(t, l, 1, 5)
	bad := l.AllBronze()[2]
	spoil(t, l, bad, func(b []byte) []byte { return b[:len(b)-1] })
	flipped := l.Manifest().Table("sightings")[1]
	spoil(t, l, flipped, flip(func(int) int { return 40 }))
	r, err := lake.OpenWrite(l.Dir(), "second")
	if !errors.Is(err, lake.ErrLocked) {
		t.Fatalf("OpenWrite = %v, %v, want ErrLocked", r, err)
	}
	_, err = l.Compact(t.Context(), "compact", noon)
	var damage lake.Damage
	if !errors.As(err, &damage) || damage.File.Path != flipped.Path {
		t.Fatalf("Compact over a flipped bit = %v, want the damage of %s", err, flipped.Path)
	}
	_, err = l.Compact(t.Context(), "compact", noon) // now it is known
	must(t, err)
	var left []string
	for _, d := range l.Damaged() {
		left = append(left, d.File.Path)
	}
	if diff := cmp.Diff([]string{bad.Path, flipped.Path}, left); len(left) != 2 {
		t.Errorf("damaged files (-want +got)\n%s", diff)
	}
	if got := len(l.AllBronze()); got != 4 {
		t.Errorf("%d files of pages, want those before, the damaged one, the one after, and the one not read", got)
	}
}

func TestCompactNeedsTheLock(t *testing.T) {
	l := openWrite(t)
	daily(t, l, 1, 2)
	r, err := lake.Open(l.Dir())
	must(t, err)
	defer r.Close()
	if _, err := r.Compact(t.Context(), "x", noon); !errors.Is(err, lake.ErrReadOnly) {
		t.Errorf("Compact of a reader = %v, want ErrReadOnly", err)
	}
	if err := r.Snapshot("x", noon); !errors.Is(err, lake.ErrReadOnly) {
		t.Errorf("Snapshot of a reader = %v, want ErrReadOnly", err)
	}
	must(t, os.RemoveAll(filepath.Join(l.Dir(), "staging")))
	n := l.Manifest().Number
	if _, err := l.Compact(t.Context(), "x", noon); err == nil || l.Manifest().Number != n {
		t.Errorf("Compact without staging = %v, commit %d, want an error and no commit", err, l.Manifest().Number)
	}
	must(t, os.Mkdir(filepath.Join(l.Dir(), "staging"), 0o755))
}
