package lake_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"rung/internal/bucket/buckettest"
	"rung/internal/lake"
)

// broken is a bucket with faults.
type broken struct {
	lake.Remote
	put func(name string) error // what Put returns instead of writing
	get func(name string) error
	// deaf tells whether the answer to a write is lost after it. Files are written side by side.
	deaf func(name string) bool
	// careless overwrites what is to be created.
	careless bool
}

var errNetwork = errors.New("the network is down")

func (b *broken) Put(ctx context.Context, name string, r io.Reader, n int64, create bool) error {
	if b.put != nil {
		if err := b.put(name); err != nil {
			return err
		}
	}
	err := b.Remote.Put(ctx, name, r, n, create && !b.careless)
	if err == nil && b.deaf != nil && b.deaf(name) {
		return errNetwork
	}
	return err
}

func (b *broken) Get(ctx context.Context, name string, limit int64, w io.Writer) error {
	if b.get != nil {
		if err := b.get(name); err != nil {
			return err
		}
	}
	return b.Remote.Get(ctx, name, limit, w)
}

// TestBrokenUpload fails the k-th write of a commit, for every k. The lake is then as it was, for
// the writer and for others, and the same writer can try again.
func TestBrokenUpload(t *testing.T) {
	for kind, address := range buckettest.Addresses(t) {
		t.Run(kind, func(t *testing.T) {
			b := &broken{Remote: remote(t, address)}
			l := writing(t, machine(t, b))
			fill(t, l, listing("a"))
			for k := 0; ; k++ {
				left := k
				var mu sync.Mutex
				b.put = func(string) error {
					mu.Lock()
					defer mu.Unlock()
					left--
					if left < 0 {
						return errNetwork
					}
					return nil
				}
				s := l.Silver("run2")
				must(t, s.PutListing(listing("b")))
				err := s.Commit(t.Context(), nil, "reader1")
				b.put = nil
				if err == nil {
					if k < 3 {
						t.Errorf("a commit took %d writes", k)
					}
					break
				}
				if !errors.Is(err, errNetwork) {
					t.Fatalf("commit = %v, want the fault", err)
				}
				want(t, l, "select native_id from listing_versions", "a")
				want(t, reading(t, machine(t, b)), "select native_id from listing_versions", "a")
			}
			want(t, reading(t, machine(t, b)), "select native_id from listing_versions order by 1", "a", "b")
		})
	}
}

// TestLostAnswer loses the answers to writes that arrived: the commit counts, and says so.
func TestLostAnswer(t *testing.T) {
	b := &broken{Remote: remote(t, "file://"+t.TempDir())}
	l := writing(t, machine(t, b))
	b.deaf = func(name string) bool { return strings.HasPrefix(name, "manifests/") }
	fill(t, l, listing("a"))
	b.deaf = nil
	fill(t, l, listing("b"))
	want(t, reading(t, machine(t, b)), "select native_id from listing_versions order by 1", "a", "b")
}

func TestCarelessBucket(t *testing.T) {
	b := &broken{Remote: remote(t, "file://"+t.TempDir()), careless: true}
	if _, err := machine(t, b).OpenWrite(t.Context(), "test"); err == nil || !strings.Contains(err.Error(), "If-None-Match") {
		t.Errorf("OpenWrite on a bucket without conditional writes = %v, want an error", err)
	}
}

// TestDamagedObjects names what a bucket lost or garbled, mends a mirror from it, and reads the rest.
func TestDamagedObjects(t *testing.T) {
	for kind, address := range buckettest.Addresses(t) {
		t.Run(kind, func(t *testing.T) {
			r := remote(t, address)
			first := machine(t, r)
			l := writing(t, first)
			fill(t, l, listing("a"))
			f := l.Manifest().Table("mentions")[0]
			var whole bytes.Buffer
			must(t, r.Get(t.Context(), f.Path, f.Bytes, &whole))
			other := bytes.Clone(whole.Bytes())
			other[len(other)/2] ^= 1
			for reason, data := range map[string][]byte{
				"what the bucket holds is not what was written":   other,
				"what the bucket holds is not what was written ":  whole.Bytes()[:100],
				"what the bucket holds is not what was written  ": append(bytes.Clone(other), 0, 0),
				"the bucket does not hold it":                     nil,
			} {
				reason = strings.TrimSpace(reason)
				must(t, r.Delete(t.Context(), f.Path))
				if data != nil {
					must(t, r.Put(t.Context(), f.Path, bytes.NewReader(data), int64(len(data)), false))
				}
				fresh := reading(t, machine(t, r))
				for what, list := range map[string]func() ([]lake.Damage, error){
					"Damaged":      func() ([]lake.Damage, error) { return fresh.Damaged(), nil },
					"VerifyBucket": func() ([]lake.Damage, error) { return l.VerifyBucket(t.Context()) },
				} {
					if got, err := list(); err != nil || len(got) != 1 || got[0].File.Path != f.Path || got[0].Reason != reason {
						t.Errorf("%s = %v, %v; want %s: %s", what, got, err, f.Path, reason)
					}
				}
				want(t, fresh, "select native_id from listings", "a")
				want(t, fresh, "select count(*) from stored.mentions", "0")
				want(t, l, "select count(*) from stored.mentions", "2")
			}
			must(t, r.Put(t.Context(), f.Path, bytes.NewReader(whole.Bytes()), f.Bytes, false))
			must(t, os.WriteFile(filepath.Join(l.Dir(), f.Path), other, 0o644))
			bad, err := l.Verify(t.Context())
			if err != nil || len(bad) != 1 {
				t.Fatalf("Verify = %v, %v; want one file", bad, err)
			}
			if n, err := l.Mend(t.Context(), bad); err != nil || n != 1 {
				t.Errorf("Mend = %d, %v", n, err)
			}
			if bad, err := l.Verify(t.Context()); err != nil || len(bad) > 0 {
				t.Errorf("Verify after Mend = %v, %v", bad, err)
			}
		})
	}
}

// TestRebuildMends sends a file again that the bucket lost, when a commit makes it anew.
func TestRebuildMends(t *testing.T) {
	r := remote(t, "file://"+t.TempDir())
	l := writing(t, machine(t, r))
	fill(t, l, listing("a"))
	f := l.Manifest().Table("mentions")[0]
	must(t, r.Delete(t.Context(), f.Path))
	fresh := writing(t, machine(t, r))
	if bad := fresh.Damaged(); len(bad) != 1 {
		t.Fatalf("Damaged = %v, want one file", bad)
	}
	s := fresh.Silver("rebuild")
	s.Rebuild()
	must(t, s.PutListing(listing("a")))
	putJobs(t, s, jobOf(listing("a")))
	must(t, s.Commit(t.Context(), nil, "reader1"))
	if bad := fresh.Damaged(); len(bad) != 0 {
		t.Errorf("Damaged after a rebuild = %v", bad)
	}
	if bad, err := fresh.VerifyBucket(t.Context()); err != nil || len(bad) > 0 {
		t.Errorf("VerifyBucket after a rebuild = %v, %v", bad, err)
	}
}
