package lake_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"rung/internal/bucket/buckettest"
	"rung/internal/lake"
)

// TestTwoWriters lets one of two machines that write at the same time win, and sweeps what the other left.
func TestTwoWriters(t *testing.T) {
	for kind, address := range buckettest.Addresses(t) {
		t.Run(kind, func(t *testing.T) {
			r := remote(t, address)
			second := machine(t, r)
			a, b := writing(t, machine(t, r)), writing(t, second)
			fill(t, a, listing("a"))
			s := b.Silver("run1")
			must(t, s.PutListing(listing("b")))
			if err := s.Commit(t.Context(), nil, "reader1"); !errors.Is(err, lake.ErrOvertaken) {
				t.Fatalf("the second commit = %v, want ErrOvertaken", err)
			}
			if _, err := b.Sweep(time.Now().Add(time.Hour)); !errors.Is(err, lake.ErrOvertaken) {
				t.Errorf("Sweep of the machine that lost = %v, want ErrOvertaken", err)
			}
			want(t, reading(t, machine(t, r)), "select native_id from listings", "a")
			left := len(names(t, r)) - len(a.Manifest().Files)
			must(t, b.Close())
			time.Sleep(1100 * time.Millisecond) // S3 tells times in seconds
			b, err := second.OpenWrite(t.Context(), "again")
			must(t, err)
			defer b.Close()
			fill(t, b, listing("a"), listing("b"))
			want(t, reading(t, machine(t, r)), "select distinct native_id from listings order by 1", "a", "b")
			n, err := b.Sweep(time.Now().Add(time.Hour))
			if err != nil || left == 0 || n != left {
				t.Errorf("Sweep = %d, %v; want the %d files that the loser left", n, err, left)
			}
			same(t, b, reading(t, machine(t, r)))
		})
	}
}

// TestManyWriters counts: as many commits succeed as are in the lake, whoever raced.
func TestManyWriters(t *testing.T) {
	for kind, address := range buckettest.Addresses(t) {
		t.Run(kind, func(t *testing.T) {
			r := remote(t, address)
			var lakes []*lake.Lake
			for range 6 {
				lakes = append(lakes, writing(t, machine(t, r)))
			}
			var mu sync.Mutex
			var won []string
			var wg sync.WaitGroup
			for i, l := range lakes {
				wg.Go(func() {
					s := l.Silver("run1")
					id := fmt.Sprint("by-", i)
					err := s.PutListing(listing(id))
					if err == nil {
						err = s.Commit(context.Background(), nil, "reader1")
					}
					switch {
					case err == nil:
						mu.Lock()
						won = append(won, id)
						mu.Unlock()
					case !errors.Is(err, lake.ErrOvertaken):
						t.Errorf("commit = %v, want ErrOvertaken", err)
					}
				})
			}
			wg.Wait()
			slices.Sort(won)
			if len(won) != 1 {
				t.Errorf("%q won, want one", won)
			}
			want(t, reading(t, machine(t, r)), "select native_id from listing_versions order by 1", won...)
		})
	}
}

// TestOvertakenLongAgo commits to a lake whose later commits were swept away meanwhile, number and all.
func TestOvertakenLongAgo(t *testing.T) {
	r := remote(t, "file://"+t.TempDir())
	a, late := writing(t, machine(t, r)), writing(t, machine(t, r))
	collectShown(t, a, sample()...)
	_, err := a.Purge(t.Context(), "purge", lake.Forget{Before: day(5)})
	must(t, err)
	s := late.Silver("run1")
	must(t, s.PutListing(listing("late")))
	if err := s.Commit(t.Context(), nil, "reader1"); !errors.Is(err, lake.ErrOvertaken) {
		t.Errorf("a commit whose number was free again = %v, want ErrOvertaken", err)
	}
	same(t, a, reading(t, machine(t, r)))
}
