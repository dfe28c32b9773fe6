package transform

import (
	"cmp"
	"maps"
	"math/rand"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"rung/internal/job"
	"rung/internal/shared"
	"rung/transform/skill"
)

// TestRegroupRealAdverts lets threads and boards come in one after another: the rows that are kept after
// each are those of a run over all, and so are those of small batches in any order.
func TestRegroupRealAdverts(t *testing.T) {
	dir := shared.Dir(t, "corpus")
	w := newWorld()
	w.o = JobOptions{AsOf: boardsSeen, Lives: map[string]Life{"ashby": {ShowsAllOpen: true}, "hackernews": {Days: 42}}}
	twins, ties := 0, 0
	for n, list := range slices.Concat(boards(t, dir, 4), threads(t, dir, 6)) {
		var touched []int64
		for _, l := range list {
			id := identityOf(t, l)
			w.put(id)
			touched = append(touched, id.ListingKey)
		}
		w.regroup(t, touched, 0)
		want, kept := Jobs(w.all(), w.o).Rows, w.kept()
		if !slices.Equal(want, kept) {
			t.Fatalf("after commit %d rows of a run over all and those kept (-want +got):\n%s", n, gocmp.Diff(want, kept))
		}
	}
	keys := slices.Sorted(maps.Keys(w.ids))
	rand.New(rand.NewSource(1)).Shuffle(len(keys), func(i, j int) { keys[i], keys[j] = keys[j], keys[i] })
	want := w.kept()
	rows := w.regroup(t, keys, 700)
	slices.SortFunc(rows, func(a, b job.JobRow) int { return cmp.Compare(a.ListingKey, b.ListingKey) })
	if !slices.Equal(want, rows) {
		t.Errorf("rows kept and rows of small batches (-want +got):\n%s", gocmp.Diff(want, rows))
	}
	for _, r := range rows {
		if r.TwinOf != 0 {
			twins++
		}
		if r.JobKey != r.ListingKey {
			ties++
		}
	}
	if len(rows) < 7000 || ties < 100 || twins == 0 {
		t.Errorf("%d adverts, %d of them copies, %d twins: too few to show anything", len(rows), ties, twins)
	}
}

// boardsSeen is when the boards of the corpus were captured.
var boardsSeen = time.Date(2025, 10, 15, 0, 0, 0, 0, time.UTC)

// boards reads the recorded boards into some parts.
func boards(t *testing.T, dir string, parts int) [][]job.Listing {
	t.Helper()
	names, _ := filepath.Glob(filepath.Join(dir, "ashby", "*.json.gz"))
	out := make([][]job.Listing, parts)
	for i, name := range names {
		eachItem(t, name, func(b struct {
			Jobs []struct {
				ID, Title, Location, JobURL, ApplyURL, DescriptionPlain string
				PublishedAt                                             time.Time
			}
		},
		) {
			for _, j := range b.Jobs {
				out[i%parts] = append(out[i%parts], job.Listing{
					Source: "ashby", ID: j.ID, URL: j.JobURL, ApplyURL: j.ApplyURL, Title: j.Title, Text: j.DescriptionPlain,
					Locations: []string{j.Location}, PostedAt: j.PublishedAt.UTC(), SeenAt: boardsSeen,
					Employer: filepath.Base(name[:len(name)-len(".json.gz")]),
				})
			}
		})
	}
	return out
}

// threads reads the adverts of the last recorded threads.
func threads(t *testing.T, dir string, n int) [][]job.Listing {
	t.Helper()
	names, _ := filepath.Glob(filepath.Join(dir, "hackernews", "20*.gz"))
	var out [][]job.Listing
	for _, name := range names[max(0, len(names)-n):] {
		var list []job.Listing
		eachItem(t, name, func(c struct {
			ID, Time   int64
			Type, Text string
		},
		) {
			at := time.Unix(c.Time, 0).UTC()
			list = append(list, job.Listing{
				Source: "hackernews", ID: strconv.FormatInt(c.ID, 10), Text: c.Text, Markup: job.HTML, PostedAt: at, SeenAt: at,
			})
		})
		out = append(out, list)
	}
	return out
}

func eachItem[T any](t *testing.T, name string, use func(T)) {
	t.Helper()
	if err := shared.EachItem(name, use); err != nil {
		t.Fatal(err)
	}
}

// identityOf reads an advert as far as it is compared with others.
func identityOf(t *testing.T, l job.Listing) job.Identity {
	t.Helper()
	r := &Reader{steps: slices.DeleteFunc(Steps(&skill.Taxonomy{}), func(s Step) bool {
		return slices.Contains([]string{"employment", "pay", "skills", "check"}, s.Name)
	})}
	if err := r.Read(&l); err != nil {
		t.Fatalf("%s: %v", l.ID, err)
	}
	id := job.Identity{
		ListingKey: job.ListingKey(l.Source, l.ID), VersionKey: 1, Versions: 1, Source: l.Source, ID: l.ID, URL: l.URL, ApplyURL: l.ApplyURL,
		EmployerKey: l.Read.EmployerKey, Title: l.Title, Countries: l.Read.Countries, Seniority: l.Read.Seniority, Signature: l.Read.Signature,
		PostedAt: l.PostedAt, FirstSeen: l.SeenAt, LastSeen: l.SeenAt,
	}
	if len(l.Locations) > 0 {
		id.Place = l.Locations[0]
	}
	if got := blocksOf(&id); !slices.Equal(got, l.Read.Blocks) {
		t.Fatalf("%s is in the blocks %v as a listing and %v as an identity", l.ID, l.Read.Blocks, got)
	}
	return id
}
