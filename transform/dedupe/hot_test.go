//go:build unix && !race

// Processor time is what is compared here: the race detector and other systems do not tell it.

package dedupe_test

import (
	"fmt"
	"runtime"
	"strconv"
	"syscall"
	"testing"
	"time"

	"rung/internal/job"
	"rung/transform/dedupe"
)

// TestHotBlocks groups listings that all fall into one block, of each kind, and compares the work with
// that for as many listings that have nothing in common: some twenty times as much at most, where a look
// at all pairs would take sixty times as much and more.
func TestHotBlocks(t *testing.T) {
	const n = 20_000
	same := text(7, 200, 0)
	_, usual, _ := grouped(n, func(i int) dedupe.Item {
		return dedupe.Item{Employer: fmt.Sprint("employer", i), Title: "Driver", Place: "us", Start: day(i % 10)}
	})
	for _, c := range []struct {
		name string
		item func(i int) dedupe.Item
		jobs int
	}{
		{"one employer, title and text", func(i int) dedupe.Item {
			return dedupe.Item{Employer: "acme", Title: "Driver", Place: "us", Signature: same, Start: day(i % 10)}
		}, 1},
		{"one employer, title and text, everywhere", func(i int) dedupe.Item {
			return dedupe.Item{Employer: "acme", Title: "Driver", Place: strconv.Itoa(i), Signature: same, Start: day(i % 10)}
		}, 1},
		{"in as many sets of countries", func(i int) dedupe.Item {
			return dedupe.Item{
				Employer: "acme", Title: "Driver", Place: strconv.Itoa(i), Signature: same, Start: day(i % 10),
				Countries: []string{"EU", fmt.Sprintf("%c%c", 'A'+i%26, 'A'+i/26%26), fmt.Sprintf("%c%c", 'A'+i/676%26, 'A'+i/17576)},
			}
		}, 320}, // one for every 64 sets, less those that come twice
		{"no text", func(i int) dedupe.Item {
			return dedupe.Item{Employer: "acme", Title: "Driver", Place: "us", Start: day(i % 10)}
		}, 1},
		{"one after another, for years", func(i int) dedupe.Item {
			return dedupe.Item{Employer: "acme", Title: "Driver", Place: "us", Signature: same, Start: day(50 * i)}
		}, n},
		{"neither who nor what", func(i int) dedupe.Item {
			return dedupe.Item{Source: "a", Signature: same, Start: day(i % 10)}
		}, 1},
		{"one address of one employer", func(i int) dedupe.Item {
			return dedupe.Item{Employer: "acme", Title: fmt.Sprint("Driver of line x", i), ApplyURL: "https://acme.example/jobs/1234", Start: day(i % 10)}
		}, 1},
		{"one address and text of many employers", func(i int) dedupe.Item {
			return dedupe.Item{
				Employer: fmt.Sprint("employer", i), Title: "Driver", ApplyURL: "https://acme.example/jobs/1234", Signature: same,
				Level: job.Senior, Start: day(i % 10),
			}
		}, n},
	} {
		jobs, took, bytes := grouped(n, c.item)
		t.Logf("%s: %v where apart it is %v, %d bytes a listing", c.name, took, usual, bytes)
		if jobs != c.jobs {
			t.Errorf("%s: %d jobs, want %d", c.name, jobs, c.jobs)
		}
		if took > 40*usual || bytes > 6000 {
			t.Errorf("%s: %v and %d bytes a listing, want at most 40 times %v and 6,000 bytes", c.name, took, bytes, usual)
		}
	}
}

// grouped groups n items and returns the number of jobs, the processor time and the memory for each.
func grouped(n int, item func(i int) dedupe.Item) (int, time.Duration, uint64) {
	items := make([]dedupe.Item, n)
	for i := range items {
		items[i] = item(i)
		items[i].Key = int64(i + 1)
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	began := used()
	got := dedupe.Group(items, dedupe.Options{})
	took := used() - began
	runtime.ReadMemStats(&after)
	jobs := map[int64]bool{}
	for _, r := range got {
		jobs[r.JobKey] = true
	}
	return len(jobs), took, (after.TotalAlloc - before.TotalAlloc) / uint64(n)
}

// used is the processor time of this process: wall time would tell of others on the machine.
func used() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
