package lake_test

import (
	"errors"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"rung/internal/job"
	"rung/internal/lake"
)

// What a snapshot needs outlives compaction and sweeping, and gives the same bytes.
func TestSnapshotLasts(t *testing.T) {
	t.Parallel()
	l := openWrite(t)
	daily(t, l, 2, 6)
	must(t, l.Snapshot("2024-q2", noon))
	before := contents(t, l)
	fill(t, l, listing("later"))
	for i := range 25 {
		_, err := l.Compact(t.Context(), "compact", noon)
		must(t, err)
		s := l.Silver("run")
		must(t, s.PutReject(job.Reject{Source: "board", Reason: strconv.Itoa(i), SeenAt: noon}))
		must(t, s.Commit(t.Context(), nil, ""))
	}
	removed, err := l.Sweep(time.Now().Add(time.Hour))
	must(t, err)
	if removed == 0 {
		t.Error("Sweep removed nothing")
	}
	at, err := lake.OpenAt(l.Dir(), "2024-q2")
	must(t, err)
	defer at.Close()
	if diff := cmp.Diff(before, contents(t, at)); diff != "" {
		t.Errorf("rows of the snapshot (-then +now)\n%s", diff)
	}
	if damaged, err := at.Verify(t.Context()); err != nil || len(damaged) > 0 {
		t.Errorf("Verify of the snapshot = %v, %v", damaged, err)
	}
	if list, err := l.Snapshots(); err != nil || len(list) != 1 || list[0].Name != "2024-q2" || !list[0].Taken.Equal(noon) {
		t.Errorf("Snapshots = %+v, %v", list, err)
	}
	held := len(dataFiles(t, l))
	must(t, l.DropSnapshot("2024-q2"))
	_, err = l.Sweep(time.Now().Add(time.Hour))
	must(t, err)
	if got := len(dataFiles(t, l)); got >= held {
		t.Errorf("%d files after the snapshot went, before %d", got, held)
	}
	if _, err := lake.OpenAt(l.Dir(), "2024-q2"); !errors.Is(err, lake.ErrNoSnapshot) {
		t.Errorf("OpenAt of a dropped snapshot = %v, want ErrNoSnapshot", err)
	}
}

func TestSnapshotNames(t *testing.T) {
	l := openWrite(t)
	if err := l.Snapshot("early", noon); !errors.Is(err, lake.ErrNoLake) {
		t.Errorf("snapshot of nothing = %v, want ErrNoLake", err)
	}
	fill(t, l, listing("a"))
	must(t, l.Snapshot("a.b-C_1", noon))
	for _, name := range []string{"", ".", "..", "../x", "a/b", ".hidden", "a b", strings.Repeat("x", 65), "a.b-C_1", "a\x00"} {
		if err := l.Snapshot(name, noon); err == nil {
			t.Errorf("snapshot %q was taken", name)
		}
		if _, err := lake.OpenAt(l.Dir(), name); name != "a.b-C_1" && !errors.Is(err, lake.ErrNoSnapshot) {
			t.Errorf("OpenAt(%q) = %v, want ErrNoSnapshot", name, err)
		}
	}
	if err := l.DropSnapshot("../lake"); !errors.Is(err, lake.ErrNoSnapshot) {
		t.Errorf("DropSnapshot(../lake) = %v, want ErrNoSnapshot", err)
	}
}

// A reader who opened the lake a short while ago keeps its files, however many commits came since.
func TestSweepSparesReaders(t *testing.T) {
	l := openWrite(t)
	fill(t, l, listing("a"))
	reader, err := lake.Open(l.Dir())
	must(t, err)
	defer reader.Close()
	for i := range 25 {
		s := l.Silver("run")
		row := jobOf(listing("a"))
		row.Reposts = int64(i + 1)
		putJobs(t, s, row)
		must(t, s.Commit(t.Context(), nil, ""))
	}
	_, err = l.Sweep(time.Now().Add(-time.Hour))
	must(t, err)
	want(t, reader, "select native_id from listings", "a")
}
