package cli

import (
	"database/sql"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"rung/collect"
	"rung/internal/job"
	"rung/internal/lake"
	"rung/transform"
	"rung/transform/skill"
)

// madeUp is a page of a made-up source: adverts, ids that it names only, and ids that it withdraws.
type madeUp struct {
	Adverts []madeUpAdvert
	Listed  []string
	Removed map[string]time.Time
}

type madeUpAdvert struct {
	ID, Employer, Title, Text, Place, URL, Apply string
	Posted, Until                                time.Time
}

func parseMadeUp(p job.Page) (job.Parsed, error) {
	var m madeUp
	if err := json.Unmarshal(p.Body, &m); err != nil {
		return job.Parsed{}, err
	}
	out := job.Parsed{Listed: m.Listed}
	for id, at := range m.Removed {
		out.Removed = append(out.Removed, job.Removal{ID: id, At: at})
	}
	for _, a := range m.Adverts {
		l := job.Listing{
			ID: a.ID, Employer: a.Employer, Title: a.Title, Text: a.Text, URL: a.URL, ApplyURL: a.Apply, PostedAt: a.Posted, ValidThrough: a.Until,
		}
		if a.Place != "" {
			l.Locations = []string{a.Place}
		}
		out.Listings = append(out.Listings, l)
	}
	return out, nil
}

// smallLake is a lake of made-up sources, one of each kind of life, that is read by commits of a few pages.
type smallLake struct {
	*session
	reader *transform.Reader
	n      int
}

func newSmallLake(t testing.TB, taxonomy *skill.Taxonomy, dir string) *smallLake {
	t.Helper()
	l, err := lake.OpenWrite(dir, "test")
	if err != nil {
		t.Fatal(err)
	}
	a := &app{now: func() time.Time { return time.Time{} }, sources: []collect.Source{
		{Name: "board", Parse: parseMadeUp, Life: collect.Life{ShowsAllOpen: true}},
		{Name: "feed", Parse: parseMadeUp, Life: collect.Life{Days: 20}},
		{Name: "archive", Parse: parseMadeUp},
	}}
	return &smallLake{session: &session{app: a, lake: l, log: slog.New(slog.DiscardHandler)}, reader: transform.NewReader(taxonomy)}
}

// someSmallLake is an empty one.
func someSmallLake(t testing.TB) *smallLake {
	t.Helper()
	taxonomy, err := skill.Load()
	if err != nil {
		t.Fatal(err)
	}
	s := newSmallLake(t, taxonomy, filepath.Join(t.TempDir(), "lake"))
	t.Cleanup(func() { s.lake.Close() })
	return s
}

// madeUpPage is a page of a source that came on a day.
func madeUpPage(t testing.TB, source string, day int, m madeUp) job.Page {
	t.Helper()
	body, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	return job.Page{
		Source: source, Scope: "a", Kind: job.PageBody, FetchedAt: madeUpStart.AddDate(0, 0, day), RunID: fmt.Sprint("collect-", day),
		URL: "https://site.example/", Status: 200, Hash: fmt.Sprint("page-", day), Body: body,
	}
}

func (s *smallLake) collect(t testing.TB, pages []job.Page) {
	t.Helper()
	b := s.lake.Bronze(fmt.Sprint("collect-", s.n), s.now)
	for _, p := range pages {
		if err := b.PutPage(t.Context(), p); err != nil {
			t.Fatal(err)
		}
	}
	if err := b.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// read transforms what is not read yet, or everything, as of a moment.
func (s *smallLake) read(t testing.TB, rebuild bool, asOf time.Time) *transformed {
	t.Helper()
	s.n++
	s.runID, s.start = fmt.Sprint("run-", s.n), asOf
	w, files := s.lake.Silver(s.runID), s.lake.Unread()
	o := transform.Options{Reader: s.reader, Parsers: s.parsers(), Workers: 2}
	w.ReadBy(s.reader.Version())
	if rebuild {
		files = s.lake.AllBronze()
		w.Rebuild()
	} else {
		known, err := s.lake.Known(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		o.Versions, o.Listings = transform.NewKeySet(known.Versions), transform.NewKeySet(known.Listings)
	}
	sum := &transformed{}
	_, err := transform.Run(t.Context(), s.pages(t.Context(), files), w, o)
	if err == nil {
		err = s.compare(t.Context(), w, sum)
	}
	if err == nil {
		err = w.Commit(t.Context(), files, s.reader.Version())
	}
	if err != nil {
		t.Fatal(err)
	}
	return sum
}

// contents are all rows of the tables that are read from pages, as JSON.
func (s *smallLake) contents(t testing.TB) map[string][]string {
	t.Helper()
	db, err := s.lake.DB(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	all := map[string][]string{}
	for _, table := range lake.Tables() {
		name := table.Name
		switch name {
		case "runs", "pages", "fx", "skills":
			continue
		case "roles", "mentions", "pay":
			name = "stored." + name
		case "sightings", "scopes", "rejects":
			// A page that comes twice in one moment is known by its one file where it makes one of its own.
			name = "(select distinct * from " + name + ")"
		}
		all[table.Name] = rowTexts(t, db, "select x::varchar from (from "+name+" order by all) x")
	}
	return all
}

func rowTexts(t testing.TB, db *sql.DB, query string) (out []string) {
	t.Helper()
	rows, err := db.QueryContext(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var row string
		if err := rows.Scan(&row); err != nil {
			t.Fatal(err)
		}
		out = append(out, row)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

// madeUpTexts are long enough to be compared, but for the last; the second is near the first.
var madeUpTexts = func() []string {
	var base, other strings.Builder
	for i := range 120 {
		fmt.Fprintf(&base, "word%d ", i*7%101)
	}
	for i := range 90 {
		fmt.Fprintf(&other, "thing%d ", i*5%97)
	}
	return []string{base.String(), base.String() + "and a little more", other.String(), "short text"}
}()

var madeUpStart = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

func drawDay(t *rapid.T, from, to int, name string) time.Time {
	return madeUpStart.AddDate(0, 0, rapid.IntRange(from, to).Draw(t, name))
}

func drawAdvert(t *rapid.T) madeUpAdvert {
	pick := func(name string, of ...string) string { return rapid.SampledFrom(of).Draw(t, name) }
	a := madeUpAdvert{
		ID: pick("id", "1", "2", "3", "4", "5", "6"), Employer: pick("employer", "Acme", "Acme", "Beta", "Gamma", ""),
		Title: pick("title", "Go engineer", "Go engineer", "Designer", "Senior Go engineer", ""),
		Text:  rapid.SampledFrom(madeUpTexts).Draw(t, "text"), Place: pick("place", "", "Berlin, Germany", "Paris, France"),
	}
	if n := rapid.IntRange(0, 5).Draw(t, "link"); n < 2 {
		a.Apply = fmt.Sprint("https://jobs.example/", n)
	}
	if rapid.Bool().Draw(t, "dated") {
		a.Posted = drawDay(t, -40, 0, "posted")
	}
	if rapid.IntRange(0, 3).Draw(t, "ends") == 0 {
		a.Until = drawDay(t, 1, 60, "until")
	}
	return a
}

// drawPage makes a page of any kind, up to three days before or after the day of its commit.
func drawPage(t *rapid.T, day int, seen *[]job.Page) job.Page {
	p := job.Page{
		Source: rapid.SampledFrom([]string{"board", "board", "feed", "archive"}).Draw(t, "source"),
		Scope:  rapid.SampledFrom([]string{"a", "b"}).Draw(t, "scope"), Kind: job.PageBody,
		FetchedAt: drawDay(t, max(0, day-3), day, "fetched"), URL: "https://site.example/", Status: 200,
	}
	p.RunID = "collect-" + p.FetchedAt.Format("0102")
	switch kind := rapid.IntRange(0, 9).Draw(t, "kind"); {
	case kind == 0:
		p.Kind = job.PageGone
		return p
	case kind <= 2:
		p.Kind = job.PageEnd
		return p
	case kind <= 4 && len(*seen) > 0:
		// An old page is unchanged, or comes back as it was.
		old := rapid.SampledFrom(*seen).Draw(t, "old")
		p.Source, p.Scope, p.Hash, p.Body = old.Source, old.Scope, old.Hash, old.Body
		if kind == 3 {
			p.Kind, p.Body = job.PageUnchanged, nil
		}
		return p
	}
	m := madeUp{Adverts: rapid.SliceOfN(rapid.Custom(drawAdvert), 0, 4).Draw(t, "adverts")}
	if rapid.IntRange(0, 3).Draw(t, "lists") == 0 {
		m.Listed = []string{"1", "2"}
	}
	if rapid.IntRange(0, 3).Draw(t, "removes") == 0 {
		m.Removed = map[string]time.Time{"3": p.FetchedAt}
	}
	p.Body, _ = json.Marshal(m)
	p.Hash = fmt.Sprintf("%x", len(*seen))
	*seen = append(*seen, p)
	return p
}

// TestComparisonFails: what was read stays, the jobs of before too, and the next transform compares everything.
func TestComparisonFails(t *testing.T) {
	t.Parallel()
	s := someSmallLake(t)
	page := func(day int, title string) job.Page {
		return madeUpPage(t, "board", day, madeUp{Adverts: []madeUpAdvert{{ID: title, Employer: "Acme", Title: title, Text: madeUpTexts[0]}}})
	}
	s.collect(t, []job.Page{page(0, "Go engineer")})
	s.read(t, false, madeUpStart)
	before := s.contents(t)["jobs"]

	s.collect(t, []job.Page{page(1, "Designer")})
	w, files := s.lake.Silver("failed"), s.lake.Unread()
	w.ReadBy(s.reader.Version())
	if _, err := transform.Run(t.Context(), s.pages(t.Context(), files), w, transform.Options{Reader: s.reader, Parsers: s.parsers()}); err != nil {
		t.Fatal(err)
	}
	c, err := w.Compare(t.Context(), nil, madeUpStart)
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Put(t.Context(), []job.JobRow{{Source: "board", ListingKey: 1, FirstSeen: madeUpStart}}); err != nil {
		t.Fatal(err)
	}
	why := errors.New("no memory")
	if err := s.keepRead(t.Context(), w, files, s.reader.Version(), errors.Join(why, c.Close())); !errors.Is(err, why) {
		t.Errorf("error %v, want the one of the comparison", err)
	}
	got := s.contents(t)
	if len(s.lake.Unread()) != 0 || len(got["listing_versions"]) != 2 || !slices.Equal(got["jobs"], before) {
		t.Fatalf("%d files are not read, rows %v, want none, two versions, and the jobs of before: %v", len(s.lake.Unread()), got, before)
	}
	s.read(t, false, madeUpStart)
	grown := s.contents(t)
	s.read(t, true, madeUpStart)
	if diff := cmp.Diff(s.contents(t), grown); diff != "" || len(grown["jobs"]) != 2 {
		t.Errorf("%d rows of jobs, want 2; rows (-rebuilt +grown)\n%s", len(grown["jobs"]), diff)
	}
}

// TestCommitsMakeARebuild wants a lake that grew by commits to be, row by row, what its pages make in one go:
// whatever the pages are, in whatever order they come, compacted in between or not.
func TestCommitsMakeARebuild(t *testing.T) {
	t.Parallel()
	if f := flag.Lookup("rapid.checks"); f.Value.String() == f.DefValue {
		if err := f.Value.Set("12"); err != nil { // each takes a second, and no other test here asks rapid
			t.Fatal(err)
		}
	}
	taxonomy, err := skill.Load()
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(r *rapid.T) {
		s := newSmallLake(t, taxonomy, filepath.Join(t.TempDir(), "lake"))
		defer s.lake.Close()
		var seen []job.Page
		day := 0
		for range rapid.IntRange(2, 5).Draw(r, "commits") {
			day += rapid.IntRange(0, 15).Draw(r, "days")
			var pages []job.Page
			for range rapid.IntRange(0, 3).Draw(r, "pages") {
				pages = append(pages, drawPage(r, day, &seen))
			}
			s.collect(t, pages)
			s.read(t, false, madeUpStart.AddDate(0, 0, day))
			if rapid.IntRange(0, 4).Draw(r, "compact") == 0 {
				if _, err := s.lake.Compact(t.Context(), "compact", madeUpStart); err != nil {
					r.Fatal(err)
				}
			}
		}
		grown := s.contents(t)
		s.read(t, true, s.start)
		if diff := cmp.Diff(s.contents(t), grown); diff != "" {
			r.Fatalf("rows (-rebuilt +grown)\n%s", diff)
		}
	})
}

// TestNamedBeforeShown: a board names a listing that no page has shown yet, and a later commit shows it. It was first
// seen when it was named.
func TestNamedBeforeShown(t *testing.T) {
	t.Parallel()
	s := someSmallLake(t)
	for day, m := range []madeUp{
		{Listed: []string{"1"}, Adverts: []madeUpAdvert{{ID: "2", Employer: "Acme", Title: "Designer", Text: madeUpTexts[0]}}},
		{Adverts: []madeUpAdvert{{ID: "1", Employer: "Beta", Title: "Go engineer", Text: madeUpTexts[2]}}},
	} {
		s.collect(t, []job.Page{madeUpPage(t, "board", day, m)})
		s.read(t, false, madeUpStart.AddDate(0, 0, day))
	}
	grown := s.contents(t)
	if len(grown["jobs"]) != 2 || !strings.Contains(grown["jobs"][0]+grown["jobs"][1], "'first_seen_at': '2026-03-01 12:00:00', 'last_seen_at': '2026-03-02 12:00:00'") {
		t.Errorf("jobs are %v, want one seen on the first day and the second", grown["jobs"])
	}
	s.read(t, true, s.start)
	if diff := cmp.Diff(s.contents(t), grown); diff != "" {
		t.Errorf("rows (-rebuilt +grown)\n%s", diff)
	}
}
