package cli

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"rung/internal/job"
	"rung/internal/lake"
)

// feedPage makes a page of new adverts; one in twenty is the vacancy of an earlier one under another id.
func feedPage(t testing.TB, rnd *rand.Rand, page, adverts int) job.Page {
	t.Helper()
	var m madeUp
	for i := range adverts {
		n := page*adverts + i
		id := fmt.Sprint("advert-", n)
		if rnd.IntN(20) == 0 {
			n = rnd.IntN(n + 1)
		}
		of := rand.New(rand.NewPCG(uint64(n), 1))
		var text strings.Builder
		for range 60 {
			fmt.Fprintf(&text, "word%d ", of.IntN(5000))
		}
		m.Adverts = append(m.Adverts, madeUpAdvert{
			ID: id, Employer: fmt.Sprint("Employer ", of.IntN(3000)), Title: fmt.Sprint("Engineer of kind ", of.IntN(200)), Text: text.String(),
		})
	}
	body, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	return job.Page{
		Source: "feed", Scope: "new", Kind: job.PageBody, FetchedAt: madeUpStart.AddDate(0, 0, page), RunID: fmt.Sprint("collect-", page),
		URL: "https://site.example/", Status: 200, Hash: fmt.Sprint("page-", page), Body: body,
	}
}

// TestCostOfOneMoreRun counts what a commit of 1 % new adverts has to look at, against a rebuild: listings that
// are read to be compared, and rows that are written. Time would depend on what else the machine does.
func TestCostOfOneMoreRun(t *testing.T) {
	t.Parallel()
	const pages, adverts = 100, 60
	s := someSmallLake(t)
	rnd := rand.New(rand.NewPCG(1, 2))
	var all []job.Page
	for p := range pages {
		all = append(all, feedPage(t, rnd, p, adverts))
	}
	s.collect(t, all)
	asOf := madeUpStart.AddDate(0, 0, pages)
	s.read(t, false, asOf)
	s.collect(t, []job.Page{feedPage(t, rnd, pages, adverts)})
	asOf = asOf.AddDate(0, 0, 1) // the assumed life of some is over
	more := s.read(t, false, asOf).work
	whole := s.read(t, true, asOf).work
	looked := func(w lake.Work) int64 { return w.Identities + w.Lives + w.Rows }
	t.Logf("one more run: %+v, a rebuild: %+v", more, whole)
	if whole.Rows != (pages+1)*adverts || more.Rows < adverts {
		t.Errorf("a rebuild writes %d rows, one more run %d, want %d and at least %d", whole.Rows, more.Rows, (pages+1)*adverts, adverts)
	}
	if share := float64(looked(more)) / float64(looked(whole)); share > 0.05 {
		t.Errorf("one more run of 1 %% looks at %.1f %% of what a rebuild does, want at most 5 %%", 100*share)
	}
	if more.Lives == 0 {
		t.Error("no listing ended")
	}
	// Keys are hashes, so what is asked of the lake is looked for in a whole table, but a few times only.
	rows := map[string]int64{}
	for _, f := range s.lake.Manifest().Files {
		rows[f.Table] += f.Rows
	}
	if most := 5*rows["blocks"] + 8*rows["jobs"]; more.Looks > most || more.Looks == 0 {
		t.Errorf("one more run passes %d rows of the lake, want at most %d: some table is gone through again and again", more.Looks, most)
	}
	if more.Copied > whole.Rows/2 {
		t.Errorf("%d rows of other listings were copied, of %d: jobs is not in parts", more.Copied, whole.Rows)
	}
}
