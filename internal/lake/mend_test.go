package lake_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"rung/internal/bucket/buckettest"
	"rung/internal/lake"
)

// garble turns round one byte in the middle of an object.
func garble(t testing.TB, r lake.Remote, f lake.File) {
	t.Helper()
	var data bytes.Buffer
	must(t, r.Get(t.Context(), f.Path, f.Bytes, &data))
	data.Bytes()[data.Len()/2] ^= 1
	must(t, r.Put(t.Context(), f.Path, bytes.NewReader(data.Bytes()), f.Bytes, false))
}

// TestMendBucket sends again what a bucket lost or garbled, but nothing that is damaged here, too.
func TestMendBucket(t *testing.T) {
	for kind, address := range buckettest.Addresses(t) {
		t.Run(kind, func(t *testing.T) {
			r := remote(t, address)
			l := writing(t, machine(t, r))
			fill(t, l, listing("a"))
			mentions, jobs, versions := l.Manifest().Table("mentions")[0], l.Manifest().Table("jobs")[0], l.Manifest().Table("listing_versions")[0]
			garble(t, r, mentions)
			must(t, r.Delete(t.Context(), jobs.Path))
			must(t, r.Delete(t.Context(), versions.Path))
			must(t, os.Truncate(filepath.Join(l.Dir(), versions.Path), 10))
			bad, err := l.VerifyBucket(t.Context())
			if err != nil || len(bad) != 3 {
				t.Fatalf("VerifyBucket = %v, %v; want three files", bad, err)
			}
			if n, err := l.MendBucket(t.Context(), bad); n != 2 || err != nil {
				t.Errorf("MendBucket = %d, %v; want 2", n, err)
			}
			if bad, err := l.VerifyBucket(t.Context()); err != nil || len(bad) != 1 || bad[0].File.Path != versions.Path {
				t.Errorf("VerifyBucket after MendBucket = %v, %v; want %s", bad, err, versions.Path)
			}
			if _, err := reading(t, machine(t, r)).MendBucket(t.Context(), bad); !errors.Is(err, lake.ErrReadOnly) {
				t.Errorf("MendBucket of a reader = %v, want ErrReadOnly", err)
			}
		})
	}
}

// TestMendSnapshots finds what a bucket lost of files that only a snapshot needs, and sends them again from the mirror
// that has them. A mirror that never fetched them is not damaged.
func TestMendSnapshots(t *testing.T) {
	t.Parallel()
	r := remote(t, "file://"+t.TempDir())
	l := writing(t, machine(t, r))
	fill(t, l, listing("a"))
	fill(t, l, listing("b"))
	must(t, l.Snapshot("before", noon))
	_, err := l.Compact(t.Context(), "compact", noon.AddDate(1, 0, 0))
	must(t, err)
	kept, err := l.SnapshotFiles()
	if err != nil || len(kept) < 2 {
		t.Fatalf("SnapshotFiles = %v, %v; want two at least", kept, err)
	}
	garble(t, r, kept[0])
	must(t, r.Delete(t.Context(), kept[1].Path))
	other := reading(t, machine(t, r))
	if bad, err := other.VerifySnapshots(t.Context()); err != nil || len(bad) > 0 {
		t.Errorf("VerifySnapshots of a mirror without them = %v, %v; want none", bad, err)
	}
	bad, err := other.VerifyBucket(t.Context())
	if err != nil || len(bad) != 2 {
		t.Fatalf("VerifyBucket = %v, %v; want two files", bad, err)
	}
	holders, err := l.Holders()
	if err != nil || len(holders[bad[0].File.Path]) != 1 || holders[bad[0].File.Path][0] != "before" {
		t.Errorf("Holders = %v, %v; want before", holders, err)
	}
	if n, err := l.MendBucket(t.Context(), bad); n != 2 || err != nil {
		t.Errorf("MendBucket = %d, %v; want 2", n, err)
	}
	if bad, err := other.VerifyBucket(t.Context()); err != nil || len(bad) > 0 {
		t.Errorf("VerifyBucket after MendBucket = %v, %v", bad, err)
	}
	must(t, os.Truncate(filepath.Join(l.Dir(), kept[0].Path), 10))
	if bad, err := l.VerifySnapshots(t.Context()); err != nil || len(bad) != 1 {
		t.Errorf("VerifySnapshots = %v, %v; want the file that was cut", bad, err)
	}
}

// TestMendAfterPurge brings back nothing that another machine purged while it was mended.
func TestMendAfterPurge(t *testing.T) {
	b := &broken{Remote: remote(t, "file://"+t.TempDir())}
	l := writing(t, machine(t, b))
	collectShown(t, l, sample()...)
	var lost lake.File
	for _, f := range l.Manifest().Files {
		if f.Table == "listing_versions" {
			lost = f
		}
	}
	must(t, b.Delete(t.Context(), lost.Path))
	purged := *l.Manifest()
	purged.Number++
	purged.Files = slices.DeleteFunc(slices.Clone(purged.Files), func(f lake.File) bool { return f.Path == lost.Path })
	data, err := json.Marshal(purged)
	must(t, err)
	b.put = func(string) error { // the other machine commits before the first file is sent
		b.put = nil
		return b.Remote.Put(t.Context(), fmt.Sprintf("manifests/%012d.json", purged.Number), bytes.NewReader(data), int64(len(data)), true)
	}
	if _, err := l.MendBucket(t.Context(), []lake.Damage{{File: lost}}); !errors.Is(err, lake.ErrOvertaken) {
		t.Errorf("MendBucket = %v, want ErrOvertaken", err)
	}
	if slices.Contains(names(t, b), lost.Path) {
		t.Errorf("%s is back, which was purged meanwhile", lost.Path)
	}
}
