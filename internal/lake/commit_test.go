package lake_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"rung/internal/job"
	"rung/internal/lake"
)

func TestNoLake(t *testing.T) {
	for _, dir := range []string{t.TempDir(), filepath.Join(t.TempDir(), "absent")} {
		if _, err := lake.Open(dir); !errors.Is(err, lake.ErrNoLake) {
			t.Errorf("Open(%s) = %v, want ErrNoLake", dir, err)
		}
	}
}

func TestOtherFormats(t *testing.T) {
	for _, c := range []struct {
		have int
		say  string
	}{{0, "older format"}, {99, "use a newer rung"}} {
		l := openWrite(t)
		fill(t, l, listing("a"))
		must(t, l.Close())
		for _, path := range []string{"manifests/000000000001.json", "lake.json"} {
			path = filepath.Join(l.Dir(), path)
			data, err := os.ReadFile(path)
			must(t, err)
			data = []byte(strings.NewReplacer(`"schema":1`, fmt.Sprintf(`"schema":%d`, c.have), `"format":1`, fmt.Sprintf(`"format":%d`, c.have)).Replace(string(data)))
			must(t, os.WriteFile(path, data, 0o644))
			_, err = lake.Open(l.Dir())
			var wrong *lake.SchemaError
			if !errors.As(err, &wrong) || wrong.Have != c.have || !strings.Contains(err.Error(), c.say) {
				t.Errorf("%s with format %d: Open = %v, want a SchemaError that says %q", path, c.have, err, c.say)
			}
		}
	}
}

// TestHolder is no test: it is the other process of TestLocked.
func TestHolder(t *testing.T) {
	dir := os.Getenv("RUNG_TEST_HOLD")
	if dir == "" {
		t.Skip("runs only as the child of TestLocked")
	}
	l, err := lake.OpenWrite(dir, "the other run")
	must(t, err)
	defer l.Close()
	fmt.Println("held")
	var b [1]byte
	_, _ = os.Stdin.Read(b[:])
}

func TestLocked(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "lake")
	child := exec.Command(os.Args[0], "-test.run=^TestHolder$")
	child.Env = append(os.Environ(), "RUNG_TEST_HOLD="+dir)
	in, err := child.StdinPipe()
	must(t, err)
	out, err := child.StdoutPipe()
	must(t, err)
	must(t, child.Start())
	line := make([]byte, 5)
	if _, err := out.Read(line); err != nil || string(line) != "held\n" {
		t.Fatalf("the other process says %q, %v", line, err)
	}
	if _, err := lake.OpenWrite(dir, "test"); !errors.Is(err, lake.ErrLocked) || !strings.Contains(err.Error(), "the other run") {
		t.Errorf("OpenWrite = %v, want ErrLocked by the other run", err)
	}
	must(t, child.Process.Kill()) // the system frees the lock of a killed run
	in.Close()
	_ = child.Wait()
	l, err := lake.OpenWrite(dir, "test")
	must(t, err)
	must(t, l.Close())
}

func TestReadersCannotCommit(t *testing.T) {
	l := openWrite(t)
	fill(t, l, listing("a"))
	r, err := lake.Open(l.Dir())
	must(t, err)
	defer r.Close()
	if err := r.RecordRuns([]job.RunRecord{{RunID: "x"}}); !errors.Is(err, lake.ErrReadOnly) {
		t.Errorf("RecordRuns of a reader = %v, want ErrReadOnly", err)
	}
	if _, err := r.Sweep(noon); !errors.Is(err, lake.ErrReadOnly) {
		t.Errorf("Sweep of a reader = %v, want ErrReadOnly", err)
	}
}

// A writer that vanishes without Commit leaves the lake as it was, and its files are swept later.
func TestKilledWriter(t *testing.T) {
	l := openWrite(t)
	fill(t, l, listing("a"))
	before := l.Manifest()

	s := l.Silver("killed")
	big := listing("big")
	big.Text = strings.Repeat("word ", 4<<20) // more than a row group
	must(t, s.PutListing(big))
	must(t, s.PutJob(jobOf(big)))
	must(t, l.Bronze("killed", clock).PutPage(t.Context(), page("board", 1, "lost")))
	must(t, l.Close())
	if s.Commit(t.Context(), nil, "") == nil {
		t.Error("Commit after Close succeeded")
	}

	r, err := lake.OpenWrite(l.Dir(), "test")
	must(t, err)
	defer r.Close()
	if got := r.Manifest().Number; got != before.Number {
		t.Errorf("commit after the kill = %d, want %d", got, before.Number)
	}
	want(t, r, "select native_id from listings", "a")

	stray := filepath.Join(r.Dir(), "silver", "jobs", "stray.parquet")
	must(t, os.WriteFile(stray, []byte("no parquet"), 0o644))
	want(t, r, "select native_id from listings", "a")
	if n, err := r.Sweep(time.Now().Add(-time.Hour)); err != nil || n != 0 {
		t.Errorf("Sweep of what is young = %d, %v, want nothing", n, err)
	}
	n, err := r.Sweep(time.Now().Add(time.Hour))
	must(t, err)
	if n == 0 {
		t.Error("Sweep removed nothing")
	}
	if got, live := len(dataFiles(t, r)), len(r.Manifest().Files); got != live {
		t.Errorf("%d data files after Sweep, want the %d live ones: %v", got, live, dataFiles(t, r))
	}
	want(t, r, "select native_id from listings", "a")
}

func TestAbort(t *testing.T) {
	l := openWrite(t)
	s := l.Silver("run1")
	for i := range 500 {
		must(t, s.PutListing(listing(strconv.Itoa(i))))
	}
	must(t, s.PutReject(job.Reject{Source: "board"}))
	must(t, s.Abort())
	must(t, s.Abort())
	if err := s.PutListing(listing("late")); err == nil {
		t.Error("PutListing after Abort succeeded")
	}
	if files := dataFiles(t, l); len(files) != 0 || l.Manifest().Number != 0 {
		t.Errorf("after Abort: files %v, commit %d, want none", files, l.Manifest().Number)
	}
}

func TestSweepKeepsTwentyCommits(t *testing.T) {
	l := openWrite(t)
	for i := range 25 {
		s := l.Silver("run1")
		must(t, s.ReplaceSkills([]lake.SkillRow{{ID: strconv.Itoa(i)}}))
		must(t, s.Commit(t.Context(), nil, ""))
	}
	_, err := l.Sweep(time.Now().Add(time.Hour))
	must(t, err)
	entries, err := os.ReadDir(filepath.Join(l.Dir(), "manifests"))
	must(t, err)
	if files := dataFiles(t, l); len(entries) != 20 || len(files) != 20 {
		t.Errorf("%d manifests and %d files, want 20 and 20", len(entries), len(files))
	}
	want(t, l, "select id from skills", "24")
}

// A reader sees one commit from beginning to end, whatever a writer does meanwhile.
func TestReaderDuringCommits(t *testing.T) {
	l := openWrite(t)
	fill(t, l, listing("0"))
	done := make(chan error, 1)
	go func() {
		for i := range 6 {
			s := l.Silver("run2")
			if err := errors.Join(s.PutListing(listing(fmt.Sprint("more-", i))), s.Commit(context.Background(), nil, "")); err != nil {
				done <- err
				return
			}
		}
		done <- nil
	}()
	for {
		r, err := lake.Open(l.Dir())
		must(t, err)
		n := r.Manifest().Number
		for range 2 {
			want(t, r, "select count(*) from listing_versions", strconv.FormatInt(n, 10))
		}
		must(t, r.Close())
		if n == 7 {
			break
		}
	}
	must(t, <-done)
}

func TestSameFileTwiceCountsOnce(t *testing.T) {
	l := openWrite(t)
	for range 2 {
		s := l.Silver("run1")
		must(t, s.PutListing(listing("a")))
		must(t, s.Commit(t.Context(), nil, ""))
	}
	want(t, l, "select count(*) from listing_versions", "1")
}
