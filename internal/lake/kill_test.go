package lake_test

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"rung/internal/job"
	"rung/internal/lake"
)

// TestRestless is no test: it is the process that TestKills kills. It collects pages with running
// numbers, reads them, compacts, sweeps, takes snapshots and purges one listing after another, and says
// what is done.
func TestRestless(t *testing.T) {
	dir := os.Getenv("RUNG_TEST_RESTLESS")
	if dir == "" {
		t.Skip("runs only as the child of TestKills")
	}
	l, err := lake.OpenWrite(dir, "restless")
	must(t, err)
	defer l.Close()
	start := time.Now().Add(-time.Millisecond)
	fmt.Println("ready 0")
	for i := rand.IntN(6); ; i++ { // it is killed long before it has done everything
		n := collectMore(t, l)
		fmt.Println("collected", n)
		if i%2 == 1 {
			readMore(t, l)
			fmt.Println("read", n)
		}
		switch i % 6 {
		case 2:
			_, err = l.Compact(t.Context(), "compact", noon)
		case 3:
			_, err = l.Sweep(start)
		case 4:
			must(t, l.Snapshot(fmt.Sprint("at-", n), noon))
			fmt.Println("snapshot", n)
			dropOldest(t, l)
		case 5:
			_, err = l.Purge(t.Context(), "purge", lake.Forget{Source: "other", Listing: fmt.Sprint("listing-", n)})
		}
		must(t, err)
	}
}

// collectMore keeps up to three pages of each of two sources, numbered on from what the state says, and
// returns the last number of the board. A kill between the two commits lets the sources differ.
func collectMore(t *testing.T, l *lake.Lake) (n int) {
	b := l.Bronze("run", clock)
	for _, source := range []string{"other", "board"} {
		n, _ = strconv.Atoi(b.State(source).Cursors["n"])
		for range 1 + n%3 {
			n++
			p := page(source, n, strconv.Itoa(n))
			p.Hash = fmt.Sprint(source, "-", n)
			must(t, b.PutPage(t.Context(), p))
		}
		must(t, b.PutState(source, job.SourceState{Cursors: map[string]string{"n": strconv.Itoa(n)}}))
	}
	must(t, b.Flush(t.Context()))
	return n
}

// dropOldest keeps no more than three snapshots.
func dropOldest(t *testing.T, l *lake.Lake) {
	list, err := l.Snapshots()
	must(t, err)
	if len(list) > 3 {
		oldest := slices.MinFunc(list, func(a, b lake.Snapshot) int { return cmp.Compare(a.Manifest.Number, b.Manifest.Number) })
		must(t, l.DropSnapshot(oldest.Name))
	}
}

// readMore makes one listing of each page that is not read yet.
func readMore(t *testing.T, l *lake.Lake) {
	s, files := l.Silver("run"), l.Unread()
	for _, p := range readAll(t, l, files) {
		a := listing("listing-" + string(p.Body))
		a.Source = p.Source
		must(t, s.PutListing(a))
		must(t, s.PutSighting(job.Sighting{Source: p.Source, ID: a.ID, RunID: "run", At: noon, PageHash: p.Hash}))
	}
	must(t, s.Commit(t.Context(), files, "reader"))
}

// TestKills kills a process at random moments while it changes a lake in every way there is. Whatever
// it was doing, nothing that it said to be done is lost, nothing is doubled, and the lake reads.
// RUNG_TEST_KILLS sets how often.
func TestKills(t *testing.T) {
	t.Parallel()
	kills := 12
	if n, err := strconv.Atoi(os.Getenv("RUNG_TEST_KILLS")); err == nil {
		kills = n
	}
	seed := uint64(time.Now().UnixNano())
	rnd := rand.New(rand.NewPCG(seed, 0))
	dir := filepath.Join(t.TempDir(), "lake")
	done := map[string]int{}
	for i := range kills {
		killOne(t, dir, time.Duration(rnd.Int64N(int64(200*time.Millisecond))), done)
		if checkKilled(t, dir, done); t.Failed() {
			t.Fatalf("after kill %d with seed %d", i, seed)
		}
	}
	t.Logf("%d kills, %d pages, %v", kills, done["collected"], done)
	l, err := lake.OpenWrite(dir, "test")
	must(t, err)
	_, err = l.Compact(t.Context(), "compact", noon)
	must(t, err)
	_, err = l.Sweep(time.Now().Add(time.Hour))
	must(t, err)
	must(t, l.Close())
	checkKilled(t, dir, done)
}

// killOne runs the restless process, kills it some time after it began and notes what it said.
func killOne(t *testing.T, dir string, after time.Duration, done map[string]int) {
	t.Helper()
	child := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestRestless$")
	child.Env = append(os.Environ(), "RUNG_TEST_RESTLESS="+dir)
	out, err := child.StdoutPipe()
	must(t, err)
	must(t, child.Start())
	lines := bufio.NewReader(out)
	var said []string
	for {
		line, err := lines.ReadString('\n')
		if errors.Is(err, io.EOF) || errors.Is(err, os.ErrClosed) {
			break
		}
		must(t, err)
		word, n, ok := strings.Cut(strings.TrimSpace(line), " ")
		number, err := strconv.Atoi(n)
		if !ok || err != nil {
			said = append(said, line)
			continue
		}
		if done[word] = number; word == "ready" {
			time.AfterFunc(after, func() { _ = child.Process.Kill() })
		}
	}
	if err := child.Wait(); err == nil || child.ProcessState.Exited() {
		t.Errorf("the child ended by itself: %v\n%s", err, strings.Join(said, ""))
	}
}

func checkKilled(t *testing.T, dir string, done map[string]int) {
	t.Helper()
	l, err := lake.Open(dir)
	must(t, err)
	defer l.Close()
	if damaged, err := l.Verify(context.Background()); err != nil || len(damaged) > 0 {
		t.Errorf("Verify = %v, %v", damaged, err)
	}
	n, _ := strconv.Atoi(l.Manifest().Sources["board"].Cursors["n"])
	if n < done["collected"] {
		t.Errorf("%d pages were collected and the state says %d", done["collected"], n)
	}
	next := 1
	for _, p := range readAll(t, l, l.AllBronze()) {
		if p.Source != "board" {
			continue
		}
		if string(p.Body) != strconv.Itoa(next) {
			t.Errorf("page %s stands in the place of page %d", p.Body, next)
		}
		next++
	}
	if next-1 != n {
		t.Errorf("%d pages are there and the state says %d", next-1, n)
	}
	unread := 0
	for _, p := range readAll(t, l, l.Unread()) {
		if p.Source == "board" {
			unread++
		}
	}
	want(t, l, "select count(*), count(distinct native_id) from listing_versions where source = 'board'", fmt.Sprint(n-unread, "|", n-unread))
	want(t, l, "select count(*), count(distinct native_id) from sightings where source = 'board'", fmt.Sprint(n-unread, "|", n-unread))
	if n-unread < done["read"] {
		t.Errorf("%d pages were read and %d are", done["read"], n-unread)
	}
	checkSnapshots(t, l, done["snapshot"])
}

func checkSnapshots(t *testing.T, l *lake.Lake, last int) {
	t.Helper()
	list, err := l.Snapshots()
	must(t, err)
	found := last == 0
	for _, s := range list {
		found = found || s.Name == fmt.Sprint("at-", last)
	}
	if !found {
		t.Errorf("snapshot at-%d is lost", last)
	}
	if len(list) == 0 {
		return
	}
	s := list[len(list)/2]
	at, err := lake.OpenAt(l.Dir(), s.Name)
	must(t, err)
	defer at.Close()
	want(t, at, "select 'at-' || count(*)::varchar from pages where source = 'board'", s.Name)
	if damaged := at.Damaged(); len(damaged) > 0 {
		t.Errorf("snapshot %s: %v", s.Name, damaged)
	}
}
