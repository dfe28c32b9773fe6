package lake_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"rung/internal/job"
	"rung/internal/lake"
)

// shown is what pages of a board showed: on each day the ids of that day's page.
type shown struct {
	source string
	days   map[int][]string
}

// collectShown collects and reads one page for each day of May, as a transform would. The body of a
// page names its listings, and an advert is new in substance when its id ends in a letter of its own.
func collectShown(t testing.TB, l *lake.Lake, boards ...shown) {
	t.Helper()
	firsts := map[string]int64{}
	for _, b := range boards {
		for d := 1; d <= 31; d++ {
			ids, ok := b.days[d]
			if !ok {
				continue
			}
			runID := fmt.Sprint("run-", d)
			w := l.Bronze(runID, func() time.Time { return day(d) })
			p := page(b.source, d, "adverts: "+strings.Join(ids, ", "))
			p.FetchedAt, p.RunID, p.Hash, p.URL = day(d), runID, fmt.Sprint(b.source, "-hash-", d), "https://example.com/board"
			must(t, w.PutPage(t.Context(), p))
			must(t, w.PutState(b.source, job.SourceState{
				Cursors:    map[string]string{"acme": strconv.Itoa(d)},
				Validators: map[string]job.Validator{p.URL: {ETag: "e", Hash: p.Hash}, "https://example.com/item/" + ids[0]: {Hash: "x"}},
			}))
			must(t, w.Flush(t.Context()))
			s := l.Silver(runID)
			for _, id := range ids {
				a := listing(id)
				a.Source, a.SeenAt, a.RunID = b.source, day(d), runID
				version := job.VersionKey(a.Source, a.ID, a.Read.ContentHash)
				if len(ask(t, l, fmt.Sprint("select 1 from listing_versions where version_key = ", version))) == 0 {
					must(t, s.PutListing(a))
				}
				must(t, s.PutSighting(job.Sighting{Source: b.source, ID: id, Scope: "acme", RunID: runID, At: day(d), PageHash: p.Hash, VersionKey: version}))
			}
			must(t, s.PutScope(job.ScopeEvent{Source: b.source, Scope: "acme", RunID: runID, At: day(d), Kind: job.PageEnd}))
			must(t, s.PutReject(job.Reject{Source: b.source, RunID: runID, Stage: "parse", Reason: "x", Sample: "near " + ids[0], SeenAt: day(d)}))
			// All listings of one day's beginning are one job, named after the first.
			var rows []job.JobRow
			for _, id := range identities(t, s) {
				began := id.Source + id.FirstSeen.String()
				if firsts[began] == 0 {
					firsts[began] = id.ListingKey
				}
				rows = append(rows, job.JobRow{
					ListingKey: id.ListingKey, VersionKey: id.VersionKey, JobKey: firsts[began], Source: id.Source, ID: id.ID, Representative: firsts[began] == id.ListingKey,
					Reason: "x", FirstSeen: id.FirstSeen, LastSeen: id.LastSeen, Versions: id.Versions,
				})
			}
			putJobs(t, s, rows...)
			must(t, s.Commit(t.Context(), l.Unread(), "reader"))
		}
	}
}

// orphans are rows that break what belongs together; there must be none.
const orphans = `select 'job', listing_key from jobs where version_key not in (select version_key from listing_versions)
	union all select 'version', listing_key from listing_versions where listing_key not in (select listing_key from jobs)
	union all select 'mention', listing_key from stored.mentions where version_key not in (select version_key from listing_versions)
	union all select 'month', listing_key from listing_versions where month <> strftime(coalesce(posted_at, seen_at), '%Y-%m')
	union all select 'representative', job_key from jobs group by job_key having count(*) filter (representative) <> 1
	union all select 'named', job_key from jobs where job_key not in (select listing_key from jobs)`

func purge(t testing.TB, l *lake.Lake, f lake.Forget) lake.Purged {
	t.Helper()
	done, err := l.Purge(t.Context(), "purge", f)
	must(t, err)
	files, bytes, traces, err := l.Search(t.Context(), f, done)
	if err != nil || len(traces) > 0 || files == 0 || bytes == 0 {
		t.Errorf("Search = %d files, %d bytes, %v, %v, want no trace", files, bytes, traces, err)
	}
	want(t, l, orphans)
	if damaged, err := l.Verify(t.Context()); err != nil || len(damaged) > 0 {
		t.Errorf("Verify after a purge = %v, %v", damaged, err)
	}
	fresh, err := lake.Open(l.Dir())
	must(t, err)
	defer fresh.Close()
	want(t, fresh, orphans)
	again, err := l.Purge(t.Context(), "purge", f)
	if err != nil || again.Pages+again.Rows != 0 || again.Snapshots+again.Files != 0 {
		t.Errorf("a second purge = %+v, %v, want nothing to do", again, err)
	}
	return done
}

func sample() []shown {
	return []shown{
		{"board", map[int][]string{1: {"oldest-1", "lasting-1"}, 2: {"lasting-1", "middle-1"}, 9: {"lasting-1", "young-1"}}},
		{"other", map[int][]string{1: {"oldest-2"}, 9: {"young-2"}}},
	}
}

func TestPurgeBefore(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		source                string
		listings, pages       []string
		runs, rejects, states string
	}{
		{
			"",
			[]string{"lasting-1|2024-05-09T12:00:00Z|run-9", "young-1|2024-05-09T12:00:00Z|run-9", "young-2|2024-05-09T12:00:00Z|run-9"},
			[]string{"board|2024-05-09T12:00:00Z", "other|2024-05-09T12:00:00Z"},
			"2", "2", "board-hash-9",
		},
		{
			"board",
			[]string{"lasting-1|2024-05-09T12:00:00Z|run-9", "oldest-2|2024-05-01T12:00:00Z|run-1", "young-1|2024-05-09T12:00:00Z|run-9", "young-2|2024-05-09T12:00:00Z|run-9"},
			[]string{"board|2024-05-09T12:00:00Z", "other|2024-05-01T12:00:00Z", "other|2024-05-09T12:00:00Z"},
			"3", "3", "board-hash-9",
		},
	} {
		t.Run("source "+c.source, func(t *testing.T) {
			l := openWrite(t)
			collectShown(t, l, sample()...)
			must(t, l.Snapshot("may", noon))
			_, err := l.Compact(t.Context(), "compact", noon)
			must(t, err)
			stray := filepath.Join(l.Dir(), "staging", "stray.parquet")
			must(t, os.WriteFile(stray, []byte("oldest-1"), 0o644))

			done := purge(t, l, lake.Forget{Before: day(5), Source: c.source})
			if done.Pages == 0 || done.Versions == 0 || done.Rows <= done.Versions || done.Snapshots != 1 || done.Files == 0 {
				t.Errorf("Purge = %+v", done)
			}
			want(t, l, "select native_id, seen_at, run_id from listings order by 1", c.listings...)
			want(t, l, "select source, fetched_at from pages order by all", c.pages...)
			want(t, l, "select count(*) from rejects", c.rejects)
			want(t, l, "select count(*) from scopes", c.runs)
			want(t, l, "select min(first_seen_at) >= '2024-05-09' from jobs where source = 'board'", "true")
			at, err := lake.OpenAt(l.Dir(), "may")
			must(t, err)
			defer at.Close()
			want(t, at, "select native_id, seen_at, run_id from listings order by 1", c.listings...)
			if v := l.Manifest().Sources["board"].Validators["https://example.com/board"]; v.Hash != c.states {
				t.Errorf("validator of the last page = %+v, want it kept", v)
			}
			if cursor := l.Manifest().Sources["board"].Cursors["acme"]; cursor != "9" {
				t.Errorf("cursor = %q, want 9", cursor)
			}
		})
	}
}

// When everything of a source goes, so do the validators, or the next run would be told that nothing is new.
func TestPurgeAllPages(t *testing.T) {
	t.Parallel()
	l := openWrite(t)
	collectShown(t, l, sample()...)
	purge(t, l, lake.Forget{Before: day(20)})
	want(t, l, "select count(*) from listing_versions", "0")
	want(t, l, "select count(*) from pages", "0")
	if v, ok := l.Manifest().Sources["board"].Validators["https://example.com/board"]; ok {
		t.Errorf("validator %+v is left of a page that is gone", v)
	}
	for _, path := range dataFiles(t, l) {
		t.Errorf("%s is left", path)
	}
	fill(t, l, listing("new"))
	want(t, l, "select native_id from listings", "new")
}

func TestPurgeListing(t *testing.T) {
	t.Parallel()
	l := openWrite(t)
	collectShown(t, l, sample()...)
	must(t, l.Snapshot("may", noon))
	before := ask(t, l, "select * from listing_versions where native_id <> 'lasting-1' order by all")
	done := purge(t, l, lake.Forget{Source: "board", Listing: "lasting-1"})
	if done.Pages != 3 || done.Versions != 1 {
		t.Errorf("Purge = %+v, want three pages and one version gone", done)
	}
	if diff := cmp.Diff(before, ask(t, l, "select * from listing_versions order by all")); diff != "" {
		t.Errorf("other listings (-before +after)\n%s", diff)
	}
	want(t, l, "select native_id from listings order by 1", "middle-1", "oldest-1", "oldest-2", "young-1", "young-2")
	want(t, l, "select source, fetched_at from pages order by all", "other|2024-05-01T12:00:00Z", "other|2024-05-09T12:00:00Z")
	want(t, l, "select sample from rejects where source = 'board'", "near oldest-1")
	for url := range l.Manifest().Sources["board"].Validators {
		t.Errorf("validator of %s is left", url)
	}
	at, err := lake.OpenAt(l.Dir(), "may")
	must(t, err)
	defer at.Close()
	want(t, at, "select count(*) from stored.mentions where listing_key = "+strconv.FormatInt(job.ListingKey("board", "lasting-1"), 10), "0")
}

// A page that no transform has read is searched for the id.
func TestPurgeUnreadPages(t *testing.T) {
	t.Parallel()
	l := openWrite(t)
	collectShown(t, l, sample()...)
	w := l.Bronze("late", clock)
	for i, body := range []string{"x lasting-1 y", "lasting-12", "the other's lasting-1"} {
		p := page([]string{"board", "board", "other"}[i], i, body)
		p.Hash = body
		must(t, w.PutPage(t.Context(), p))
	}
	must(t, w.Flush(t.Context()))
	purge(t, l, lake.Forget{Source: "board", Listing: "lasting-1"})
	want(t, l, "select hash from pages where run_id = 'run1' order by 1", "lasting-12", "the other's lasting-1")
	if len(l.Unread()) != 2 {
		t.Errorf("unread files = %v, want two", l.Unread())
	}
}

func TestSearchFinds(t *testing.T) {
	t.Parallel()
	l := openWrite(t)
	collectShown(t, l, sample()...)
	must(t, l.Snapshot("may", noon))
	for _, f := range []lake.Forget{{Before: day(5)}, {Source: "board", Listing: "lasting-1"}} {
		_, _, traces, err := l.Search(t.Context(), f, lake.Purged{})
		must(t, err)
		var tables []string
		for _, trace := range traces {
			tables = append(tables, strings.Split(trace.Path, "/")[min(1, strings.Count(trace.Path, "/"))])
		}
		for _, name := range []string{"listing_versions", "sightings", "jobs", "rejects"} {
			if name == "rejects" && f.Listing != "" {
				continue
			}
			if !slices.Contains(tables, name) {
				t.Errorf("%+v: no trace in %s: %v", f, name, traces)
			}
		}
	}
	stray := filepath.Join(l.Dir(), "silver", "jobs", "stray.parquet")
	must(t, os.WriteFile(stray, nil, 0o644))
	_, _, traces, err := l.Search(t.Context(), lake.Forget{Before: day(1)}, lake.Purged{})
	if err != nil || len(traces) != 1 || traces[0].What != "a file that no commit lists" {
		t.Errorf("Search = %v, %v, want the stray file", traces, err)
	}
}

func TestPurgeRefuses(t *testing.T) {
	l := openWrite(t)
	collectShown(t, l, sample()...)
	for _, f := range []lake.Forget{{}, {Source: "board"}, {Listing: "x"}, {Before: noon, Source: "a'b"}, {Before: noon, Source: "board", Listing: "x"}} {
		if _, err := l.Purge(t.Context(), "purge", f); err == nil {
			t.Errorf("Purge(%+v) went through", f)
		}
	}
	spoil(t, l, l.Manifest().Table("mentions")[0], func(b []byte) []byte { return b[:len(b)-1] })
	if _, err := l.Purge(context.Background(), "purge", lake.Forget{Before: noon}); err == nil || !strings.Contains(err.Error(), "is damaged") {
		t.Errorf("Purge of a damaged lake = %v, want an error that names the file", err)
	}
}
