package transform

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"rung/internal/job"
)

// TestRegroup: whatever commits bring, the rows that Regroup gives make those that are kept equal to the
// rows of a run over everything, and it asks for nothing twice and for nothing that decides nothing.
func TestRegroup(t *testing.T) {
	for range 20 { // a hundred worlds are too few to meet every case
		rapid.Check(t, func(t *rapid.T) {
			w := newWorld()
			for range rapid.IntRange(1, 6).Draw(t, "commits") {
				touched := w.commit(t)
				w.forgetAsked()
				batch := rapid.SampledFrom([]int{0, 1, 2}).Draw(t, "batch")
				once(t, w.regroup(t, touched, batch))
				if batch == 0 {
					if err := w.wasted(touched); err != nil {
						t.Fatal(err)
					}
				}
				if diff := gocmp.Diff(Jobs(w.all(), w.o).Rows, w.kept()); diff != "" {
					t.Fatalf("touched %v, batch %d: rows of a run over all and those kept (-want +got):\n%s", touched, batch, diff)
				}
			}
		})
	}
}

// TestRegroupInAnyOrder: with all listings touched, batches of any size and order give all rows once.
func TestRegroupInAnyOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := newWorld()
		for range rapid.IntRange(0, 40).Draw(t, "n") {
			w.put(w.add(t))
		}
		want := Jobs(w.all(), w.o).Rows
		w.o.Listings = int64(len(w.ids))
		order := rapid.Permutation(slices.Sorted(maps.Keys(w.ids))).Draw(t, "order")
		rows := w.regroup(t, order, rapid.IntRange(1, 50).Draw(t, "batch"))
		once(t, rows)
		slices.SortFunc(rows, func(a, b job.JobRow) int { return cmp.Compare(a.ListingKey, b.ListingKey) })
		if diff := gocmp.Diff(want, rows, cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("rows of one group and of batches (-want +got):\n%s", diff)
		}
	})
}

// TestALongerLifeReachesOtherTitles: one job has listings of two titles, by their address. That the first
// lasts longer decides whether what comes under the other title is a repost.
func TestALongerLifeReachesOtherTitles(t *testing.T) {
	listing := func(key int64, title, url string, day int) job.Identity {
		at := firstDay.AddDate(0, 0, day)
		return job.Identity{
			ListingKey: key, VersionKey: key, Source: "board", EmployerKey: "acme", Title: title, URL: url, FirstSeen: at, LastSeen: at,
		}
	}
	first := listing(1, "Cook", "https://x.example/jobs/1234", 0)
	w := newWorld()
	for _, id := range []job.Identity{first, listing(2, "Chef", first.URL, 0), listing(3, "Chef", "", 43)} {
		w.put(id)
	}
	w.regroup(t, []int64{1, 2, 3}, 0)
	if got := w.rows[3]; got.Reposts != 1 || w.rows[2].JobKey != 1 {
		t.Fatalf("the later listing is %+v, want a repost of job 1, which has listing 2: %+v", got, w.rows[2])
	}
	first.LastSeen = firstDay.AddDate(0, 0, 64)
	w.put(first)
	if !w.reaches(1) {
		t.Error("a longer life of listing 1 does not reach listing 3")
	}
	w.regroup(t, []int64{1}, 0)
	if got := w.rows[3]; got.Reposts != 0 {
		t.Errorf("the later listing is still %+v, want no repost: its job was open until later", got)
	}
}

func once(t *rapid.T, rows []job.JobRow) {
	given := map[int64]bool{}
	for _, r := range rows {
		if given[r.ListingKey] {
			t.Fatalf("row %d is given twice", r.ListingKey)
		}
		given[r.ListingKey] = true
	}
}

// failing is an Index of which one method fails.
type failing struct {
	*memory
	mates, ids error
}

func (f failing) Mates(ctx context.Context, listings []int64, twins bool) ([]int64, error) {
	if f.mates != nil {
		return nil, f.mates
	}
	return f.memory.Mates(ctx, listings, twins)
}

func (f failing) Identities(ctx context.Context, listings []int64) ([]job.Identity, error) {
	if f.ids != nil {
		return nil, f.ids
	}
	return f.memory.Identities(ctx, listings)
}

func TestRegroupStopsAtErrors(t *testing.T) {
	bad := errors.New("the disk is on fire")
	m := newMemory()
	m.put(job.Identity{ListingKey: 1, Source: "board", EmployerKey: "acme", Title: "Cook"})
	for what, c := range map[string]struct {
		idx  Index
		give error
	}{
		"mates":      {failing{memory: m, mates: bad}, nil},
		"identities": {failing{memory: m, ids: bad}, nil},
		"give":       {m, bad},
	} {
		err := Regroup(t.Context(), []int64{1}, c.idx, JobOptions{}, func([]job.JobRow) error { return c.give })
		if !errors.Is(err, bad) {
			t.Errorf("%s fails: Regroup = %v, want %v", what, err, bad)
		}
	}
}
