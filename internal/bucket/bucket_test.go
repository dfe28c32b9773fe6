package bucket_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"rung/internal/bucket"
	"rung/internal/bucket/buckettest"
)

func open(t *testing.T, address string) *bucket.Bucket {
	t.Helper()
	a, err := bucket.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	b, err := bucket.Open(t.Context(), a)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { b.Close() })
	return b
}

func put(ctx context.Context, b *bucket.Bucket, name, text string, create bool) error {
	return b.Put(ctx, name, strings.NewReader(text), int64(len(text)), create)
}

func TestBucket(t *testing.T) {
	for kind, address := range buckettest.Addresses(t) {
		t.Run(kind, func(t *testing.T) {
			b, ctx := open(t, address), t.Context()
			large := strings.Repeat("0123456789abcdef", 1<<20)
			for name, text := range map[string]string{"a/source=x/1.parquet": "one", "a/2.parquet": "", "b/large": large} {
				if err := put(ctx, b, name, text, false); err != nil {
					t.Fatal(err)
				}
				var got bytes.Buffer
				if err := b.Get(ctx, name, int64(len(text)), &got); err != nil || got.String() != text {
					t.Errorf("Get(%s) = %d bytes, %v; want %d bytes", name, got.Len(), err, len(text))
				}
			}
			var head bytes.Buffer
			if err := b.Get(ctx, "a/source=x/1.parquet", 2, &head); err != nil || head.String() != "on" {
				t.Errorf("Get of 3 bytes with a limit of 2 = %q, %v", head.String(), err)
			}
			if err := b.Get(ctx, "a/none", 2, new(bytes.Buffer)); !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("Get(none) = %v, want ErrNotExist", err)
			}
			var got []string
			list := func(prefix string) []string {
				got = nil
				err := b.List(ctx, prefix, func(name string, bytes int64, changed time.Time) error {
					if time.Since(changed).Abs() > time.Minute {
						t.Errorf("%s was changed at %v", name, changed)
					}
					got = append(got, fmt.Sprint(name, " ", bytes))
					return nil
				})
				if err != nil {
					t.Fatal(err)
				}
				return got
			}
			if diff := cmp.Diff([]string{"a/2.parquet 0", "a/source=x/1.parquet 3"}, list("a/")); diff != "" {
				t.Error(diff)
			}
			for range 2 {
				if err := b.Delete(ctx, "a/2.parquet"); err != nil {
					t.Fatal(err)
				}
			}
			if diff := cmp.Diff([]string{"a/source=x/1.parquet 3", "b/large 16777216"}, list("")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestCreate wants one winner among many that create the same object.
func TestCreate(t *testing.T) {
	for kind, address := range buckettest.Addresses(t) {
		t.Run(kind, func(t *testing.T) {
			b := open(t, address)
			var won atomic.Int32
			var wg sync.WaitGroup
			for i := range 12 {
				wg.Go(func() {
					err := put(t.Context(), b, "manifests/1.json", strconv.Itoa(i), true)
					switch {
					case err == nil:
						won.Add(1)
					case !errors.Is(err, fs.ErrExist):
						t.Errorf("Put = %v, want ErrExist", err)
					}
				})
			}
			wg.Wait()
			if won.Load() != 1 {
				t.Errorf("%d created the same object, want 1", won.Load())
			}
		})
	}
}

func TestBrokenPut(t *testing.T) {
	for kind, address := range buckettest.Addresses(t) {
		t.Run(kind, func(t *testing.T) {
			b := open(t, address)
			if err := b.Put(t.Context(), "x", strings.NewReader("cut"), 10, false); err == nil {
				t.Error("Put of 3 bytes that were announced as 10 succeeded")
			}
			if err := b.Get(t.Context(), "x", 10, new(bytes.Buffer)); !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("after a broken Put, Get = %v, want ErrNotExist", err)
			}
		})
	}
}

// TestThere tells a bucket that is not there from an empty one.
func TestThere(t *testing.T) {
	for kind, address := range buckettest.Addresses(t) {
		t.Run(kind, func(t *testing.T) {
			if ok, err := open(t, address).There(t.Context()); !ok || err != nil {
				t.Errorf("There of an empty bucket = %v, %v", ok, err)
			}
			if kind == "file" {
				return // its folder is made
			}
			other := strings.Replace(address, "//lake", "//none", 1)
			if ok, err := open(t, other).There(t.Context()); ok || err != nil {
				t.Errorf("There of no bucket = %v, %v; want false", ok, err)
			}
		})
	}
}

func TestUnreachable(t *testing.T) {
	buckettest.Addresses(t)
	server := httptest.NewServer(nil)
	address := "s3://lake?use_path_style=true&endpoint=" + server.URL
	server.Close()
	b := open(t, address)
	err := b.List(t.Context(), "", func(string, int64, time.Time) error { return nil })
	var e *bucket.Error
	if !errors.As(err, &e) || !strings.HasPrefix(err.Error(), "s3://lake: list") {
		t.Errorf("List = %v, want an *Error that names the bucket", err)
	}
}
