//go:build unix

package lake_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"rung/internal/job"
	"rung/internal/lake"
)

// year builds what daily runs over many sources leave behind in a year. The files of one run are made by
// the lake's own writers; those of the other days are links to them under names of their own, listed in a
// manifest as if they had been committed.
func year(t testing.TB, sources, runs int) *lake.Lake {
	t.Helper()
	l := openWrite(t)
	b, s := l.Bronze("run", clock), l.Silver("run")
	for i := range sources {
		name := fmt.Sprint("source-", i)
		must(t, b.PutPage(t.Context(), page(name, i, strings.Repeat("body ", 50))))
		for k := range 10 {
			a := listing(strconv.Itoa(k))
			a.Source = name
			must(t, s.PutListing(a))
			must(t, s.PutSighting(job.Sighting{Source: name, ID: a.ID, RunID: "run", At: noon}))
		}
	}
	must(t, b.Flush(t.Context()))
	must(t, s.Commit(t.Context(), l.AllBronze(), "reader"))
	man := l.Manifest()
	day := *man
	day.Files, day.Number = nil, man.Number+1
	for r := range runs {
		at := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, r*365/runs)
		for _, f := range man.Files {
			link := strings.NewReplacer("date=2024-05-01", at.Format("date=2006-01-02"), "month=2024-05", at.Format("month=2006-01"), ".parquet", fmt.Sprint("-", r, ".parquet")).Replace(f.Path)
			must(t, os.MkdirAll(filepath.Dir(filepath.Join(l.Dir(), link)), 0o755))
			must(t, os.Link(filepath.Join(l.Dir(), f.Path), filepath.Join(l.Dir(), link)))
			f.Path = link
			day.Files = append(day.Files, f)
		}
	}
	data, err := json.Marshal(day)
	must(t, err)
	must(t, os.WriteFile(filepath.Join(l.Dir(), "manifests", fmt.Sprintf("%012d.json", day.Number)), data, 0o644))
	must(t, l.Close())
	l, err = lake.OpenWrite(l.Dir(), "test")
	must(t, err)
	t.Cleanup(func() { must(t, l.Close()) })
	return l
}

// used is the processor time of this process.
func used(t testing.TB) time.Duration {
	t.Helper()
	var u syscall.Rusage
	must(t, syscall.Getrusage(syscall.RUSAGE_SELF, &u))
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// firstAnswer opens a lake and asks one question over all skills, as "rung sql -c" does. Took is the time on the
// clock, or the processor time of all cores where that is less: others may use the machine as well.
func firstAnswer(t testing.TB, dir string) (took time.Duration, answer []string) {
	t.Helper()
	start, before := time.Now(), used(t)
	l, err := lake.Open(dir)
	must(t, err)
	defer l.Close()
	s, err := l.Query(t.Context(), lake.Limits{})
	must(t, err)
	defer s.Close()
	answer, err = run(t, s, "select skill, count(*), count(distinct source) from stored.mentions group by skill order by skill")
	must(t, err)
	return min(time.Since(start), used(t)-before), answer
}

// TestYear wants a lake of many small files to open in SQL within a second once it is compact. The whole
// year, 365 runs over 20 sources, takes minutes: RUNG_TEST_YEAR=1.
func TestYear(t *testing.T) {
	sources, runs := 2, 24
	if os.Getenv("RUNG_TEST_YEAR") != "" {
		sources, runs = 20, 365
	}
	l := year(t, sources, runs)
	before, want := firstAnswer(t, l.Dir())
	start := time.Now()
	done, err := l.Compact(t.Context(), "compact", noon)
	must(t, err)
	compacting := time.Since(start)
	after, got := firstAnswer(t, l.Dir())
	for range 2 {
		again, _ := firstAnswer(t, l.Dir())
		after = min(after, again)
	}
	t.Logf("%d files became %d in %v (%.1f MB: %.1f MB); first answer %v before and %v after", done.Before, done.After, compacting.Round(time.Millisecond),
		float64(done.BytesBefore)/1e6, float64(done.BytesAfter)/1e6, before.Round(time.Millisecond), after.Round(time.Millisecond))
	if strings.Join(got, "\n") != strings.Join(want, "\n") || len(got) != 2 {
		t.Errorf("answer after compaction: %v, before %v", got, want)
	}
	whole := len(l.Manifest().Table("identities"))
	if files := len(l.Manifest().Files) - whole; files != sources*12*6 || whole > 3 {
		t.Errorf("%d files are left, and %d of identities, want one for each of 6 tables, 12 months and %d sources, and few", files, whole, sources)
	}
	if after > time.Second {
		t.Errorf("the first answer takes %v after compaction, want less than a second (%v before)", after, before)
	}
}
