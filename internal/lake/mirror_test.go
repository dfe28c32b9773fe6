package lake_test

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"rung/internal/bucket"
	"rung/internal/bucket/buckettest"
	"rung/internal/lake"
)

// remote opens the bucket at an address.
func remote(t testing.TB, address string) *bucket.Bucket {
	t.Helper()
	a, err := bucket.Parse(address)
	must(t, err)
	b, err := bucket.Open(t.Context(), a)
	must(t, err)
	t.Cleanup(func() { must(t, b.Close()) })
	return b
}

// machine is a machine with an empty folder for the mirror of a bucket.
func machine(t testing.TB, r lake.Remote) lake.Mirror {
	t.Helper()
	return lake.Mirror{Dir: filepath.Join(t.TempDir(), "mirror"), Of: "s3://lake", Remote: r, Now: time.Now()}
}

func writing(t testing.TB, m lake.Mirror) *lake.Lake {
	t.Helper()
	l, err := m.OpenWrite(t.Context(), "test")
	must(t, err)
	t.Cleanup(func() { must(t, l.Close()) })
	return l
}

func reading(t testing.TB, m lake.Mirror) *lake.Lake {
	t.Helper()
	l, err := m.Open(t.Context())
	must(t, err)
	t.Cleanup(func() { must(t, l.Close()) })
	return l
}

// names lists a bucket, without the files of commits and marks.
func names(t testing.TB, r lake.Remote) []string {
	t.Helper()
	var all []string
	must(t, r.List(t.Context(), "", func(name string, _ int64, _ time.Time) error {
		if strings.HasSuffix(name, ".parquet") {
			all = append(all, name)
		}
		return nil
	}))
	return all
}

const everything = `select native_id, seen_at, run_id from listings union all select native_id, seen_at, page_hash from sightings
	union all select url, fetched_at, hash from pages order by all`

// same wants two machines to see the same rows.
func same(t testing.TB, a, b *lake.Lake) {
	t.Helper()
	if diff := cmp.Diff(ask(t, a, everything), ask(t, b, everything)); diff != "" {
		t.Errorf("two machines see different rows:\n%s", diff)
	}
}

// TestBucketLife collects, reads, compacts, names, purges and verifies a lake in a bucket, and looks at it
// from a second machine after every step.
func TestBucketLife(t *testing.T) {
	for kind, address := range buckettest.Addresses(t) {
		t.Run(kind, func(t *testing.T) {
			r := remote(t, address)
			second := machine(t, r)
			if _, err := second.Open(t.Context()); !errors.Is(err, lake.ErrNoLake) {
				t.Fatalf("Open of an empty bucket = %v, want ErrNoLake", err)
			}
			l := writing(t, machine(t, r))
			collectShown(t, l, sample()...)
			same(t, l, reading(t, second))
			must(t, l.Snapshot("may", noon))
			if _, err := l.Compact(t.Context(), "compact", noon.AddDate(1, 0, 0)); err != nil {
				t.Fatal(err)
			}
			same(t, l, reading(t, second))
			old, err := second.OpenAt(t.Context(), "may")
			must(t, err)
			if got, want := old.Manifest().Number, l.Manifest().Number-1; got != want {
				t.Errorf("the snapshot is commit %d, want %d", got, want)
			}
			must(t, old.Close())

			done, err := l.Purge(t.Context(), "purge", lake.Forget{Before: day(5)})
			must(t, err)
			if done.Pages == 0 || done.Snapshots != 1 || done.Files == 0 {
				t.Errorf("Purge = %+v", done)
			}
			files, size, traces, err := l.Search(t.Context(), lake.Forget{Before: day(5)}, done)
			if err != nil || len(traces) > 0 || files == 0 || size == 0 {
				t.Errorf("Search = %d files, %d bytes, %v, %v; want no trace", files, size, traces, err)
			}
			same(t, l, reading(t, second))
			known := map[string]bool{}
			for _, name := range names(t, r) {
				known[name] = true
			}
			for _, name := range dataFiles(t, reading(t, second)) {
				if !known[filepath.ToSlash(name)] {
					t.Errorf("the second machine still has %s", name)
				}
			}
			must(t, l.DropSnapshot("may"))
			if list, err := reading(t, second).Snapshots(); err != nil || len(list) > 0 {
				t.Errorf("the second machine has snapshots %v, %v; want none", list, err)
			}
			if bad, err := l.VerifyBucket(t.Context()); err != nil || len(bad) > 0 {
				t.Errorf("VerifyBucket = %v, %v", bad, err)
			}
		})
	}
}

// TestHostileManifest refuses a manifest that leads to other places.
func TestHostileManifest(t *testing.T) {
	for _, path := range []string{"../../evil.parquet", "/etc/evil.parquet", "silver/../../evil.parquet", "manifests/1.parquet", "silver/x.json"} {
		r := remote(t, "file://"+t.TempDir())
		m := machine(t, r)
		must(t, writing(t, m).Close())
		text := fmt.Sprintf(`{"number":1,"schema":1,"files":[{"table":"skills","path":%q,"bytes":4}]}`, path)
		must(t, r.Put(t.Context(), "manifests/000000000001.json", strings.NewReader(text), int64(len(text)), false))
		if _, err := m.Open(t.Context()); err == nil || !strings.Contains(err.Error(), "is no data file") {
			t.Errorf("Open with a file %s = %v, want an error", path, err)
		}
	}
}

// TestMirrorFolders keeps folders apart that are something else.
func TestMirrorFolders(t *testing.T) {
	r := remote(t, "file://"+t.TempDir())
	own := openWrite(t)
	fill(t, own, listing("mine"))
	m := machine(t, r)
	fill(t, writing(t, m), listing("a"))
	for what, mirror := range map[string]lake.Mirror{
		"a lake of its own":        {Dir: own.Dir(), Of: m.Of, Remote: r},
		"a mirror of another lake": {Dir: m.Dir, Of: "s3://other", Remote: r},
	} {
		if l, err := mirror.Open(t.Context()); err == nil || !strings.Contains(err.Error(), "name another folder") {
			t.Errorf("Open over %s = %v, %v; want an error", what, l, err)
		}
	}
	if _, err := lake.OpenWrite(m.Dir, "test"); err == nil || !strings.Contains(err.Error(), m.Of) {
		t.Errorf("OpenWrite of a mirror as a lake = %v, want an error that names the bucket", err)
	}
}

// TestOutOfReach reads a mirror as it is where that is asked for, and only then.
func TestOutOfReach(t *testing.T) {
	b := &broken{Remote: remote(t, "file://"+t.TempDir())}
	m := machine(t, b)
	l := writing(t, m)
	fill(t, l, listing("a"))
	must(t, l.Snapshot("first", noon))
	must(t, l.Close())
	b.get = func(string) error { return errNetwork }
	if _, err := m.Open(t.Context()); !errors.Is(err, errNetwork) {
		t.Errorf("Open without a network = %v, want the fault", err)
	}
	m.Remote = nil
	want(t, reading(t, m), "select native_id from listings", "a")
	at, err := m.OpenAt(t.Context(), "first")
	must(t, err)
	want(t, at, "select native_id from listings", "a")
	must(t, at.Close())
	if _, err := m.OpenWrite(t.Context(), "test"); !errors.Is(err, lake.ErrReadOnly) {
		t.Errorf("OpenWrite without a bucket = %v, want ErrReadOnly", err)
	}
	m.Dir = t.TempDir()
	if _, err := m.Open(t.Context()); !errors.Is(err, lake.ErrNoLake) {
		t.Errorf("Open of an empty mirror without a bucket = %v, want ErrNoLake", err)
	}
}

// TestFetchGoesOn takes up a fetch that was cut off, with what it has already, and cleans up after it.
func TestFetchGoesOn(t *testing.T) {
	b := &broken{Remote: remote(t, "file://"+t.TempDir())}
	l := writing(t, machine(t, b))
	fill(t, l, listing("a"))
	m := machine(t, b)
	cut := l.Manifest().Files[len(l.Manifest().Files)-1].Path
	b.get = func(name string) error {
		if name == cut {
			return errNetwork
		}
		return nil
	}
	if _, err := m.Open(t.Context()); !errors.Is(err, errNetwork) {
		t.Fatalf("Open = %v, want the fault", err)
	}
	left := filepath.Join(m.Dir, "staging", "fetch-1.parquet")
	must(t, os.WriteFile(left, []byte("half"), 0o644))
	must(t, os.Chtimes(left, time.Time{}, time.Now().Add(-48*time.Hour)))
	b.get = nil
	m.Fetching = func(files int, _ int64) {
		if files != 1 {
			t.Errorf("%d files are fetched, want the one that is lacking", files)
		}
	}
	same(t, l, reading(t, m))
	if _, err := os.Stat(left); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the leftover of a fetch is still there: %v", err)
	}
}

func TestBucketImport(t *testing.T) {
	for kind, address := range buckettest.Addresses(t) {
		t.Run(kind, func(t *testing.T) {
			own := openWrite(t)
			collectShown(t, own, sample()...)
			file := filepath.Join(t.TempDir(), "lake.tar")
			_, err := own.Export(t.Context(), file)
			must(t, err)
			b := &broken{Remote: remote(t, address)}
			m := machine(t, b)
			_, _ = m.Open(t.Context()) // nothing is there yet
			b.put = func(name string) error {
				if strings.HasPrefix(name, "manifests/") {
					return errNetwork
				}
				return nil
			}
			if _, err := m.Import(t.Context(), file); !errors.Is(err, errNetwork) {
				t.Fatalf("Import = %v, want the fault", err)
			}
			b.put = nil
			man, err := m.Import(t.Context(), file)
			must(t, err)
			if man.Number != own.Manifest().Number {
				t.Errorf("Import is commit %d, want %d", man.Number, own.Manifest().Number)
			}
			same(t, own, reading(t, machine(t, b)))
			if _, err := machine(t, b).Import(t.Context(), file); err == nil || !strings.Contains(err.Error(), "there is a lake") {
				t.Errorf("a second import = %v, want an error", err)
			}
			fill(t, writing(t, m), listing("later"))
		})
	}
}
