package lake_test

import (
	stdcmp "cmp"
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"rung/internal/job"
	"rung/internal/lake"
)

var noon = time.Date(2024, 5, 1, 12, 0, 0, 0, time.UTC)

func clock() time.Time { return noon }

func openWrite(t testing.TB) *lake.Lake {
	t.Helper()
	l, err := lake.OpenWrite(filepath.Join(t.TempDir(), "lake"), "test")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	})
	return l
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// ask returns the rows of a query as texts, columns joined by |.
func ask(t testing.TB, l *lake.Lake, query string) []string {
	t.Helper()
	db, err := l.DB(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	rows, err := db.QueryContext(t.Context(), query)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	defer rows.Close()
	out, err := texts(rows)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return out
}

func texts(rows *sql.Rows) ([]string, error) {
	columns, err := rows.Columns()
	if err != nil {
		return nil, err
	}
	values, into := make([]any, len(columns)), make([]any, len(columns))
	for i := range values {
		into[i] = &values[i]
	}
	var out []string
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return nil, err
		}
		var parts []string
		for _, v := range values {
			if at, ok := v.(time.Time); ok {
				v = at.Format(time.RFC3339)
			}
			parts = append(parts, fmt.Sprint(v))
		}
		out = append(out, strings.Join(parts, "|"))
	}
	return out, rows.Err()
}

func want(t testing.TB, l *lake.Lake, query string, rows ...string) {
	t.Helper()
	if diff := cmp.Diff(rows, ask(t, l, query)); diff != "" {
		t.Errorf("%s (-want +got)\n%s", query, diff)
	}
}

// listing is an advert with something in every field.
func listing(id string) *job.Listing {
	return &job.Listing{
		Source: "board", ID: id, URL: "https://example.com/" + id, ApplyURL: "https://acme.example/apply", Scope: "acme",
		Title: "Senior Go developer", Employer: "Acme, Inc.", Text: "We pay $50 an hour. Go and SQL, no PHP.",
		Locations: []string{"Berlin, Germany", "Remote"}, Tags: []string{"go", "sql"}, Category: "Engineering",
		PostedAt: noon.AddDate(0, -1, 0), UpdatedAt: noon.AddDate(0, 0, -2), ValidThrough: noon.AddDate(0, 1, 0),
		Competition: &job.Competition{Bids: 7, BidAverage: 45.5, ApplicantsMin: 5, ApplicantsMax: 10},
		Client:      &job.Client{Country: "DE", SpentUSD: 1000, Hires: new(3), Posts: new(4), Rating: 4.9, Verified: new(true)},
		Licence:     "cc-by", RunID: "run1", SeenAt: noon,
		Read: job.Read{
			Language: "en", EmployerKey: "acme", TitleKey: "senior go developer", ContentHash: "h-" + id,
			Signature: []uint32{1, 2, 0xffffffff}, Family: "backend", Seniority: job.Senior,
			Remote: job.Remote, Countries: []string{"DE", "EU"}, City: "Berlin",
			Employment: []job.Employment{job.FullTime, job.Contract},
			Roles: []job.Role{{
				Title: "Go developer", Family: "backend", Seniority: job.Senior, Remote: job.Remote,
				Countries: []string{"DE"}, Employment: []job.Employment{job.FullTime},
				Pay:      []job.Pay{{Min: 90000, Currency: "EUR", Period: job.Year, Basis: job.Stated}},
				Evidence: job.Evidence{Field: job.FieldTitle, Start: 7, End: 19},
			}},
			Pay: []job.Pay{{
				Min: 50, Max: 60, Currency: "USD", Period: job.Hour, Basis: job.ParsedText, Gross: "gross", Label: "L5",
				InferredPeriod: job.Hour, InferredBy: "size", Unit: "word", Flags: []string{"from"},
				Evidence: job.Evidence{Field: job.FieldText, Start: 7, End: 18}, Text: "$50 an hour",
			}},
			Mentions: []job.Mention{
				{Skill: "go", Name: "Go", Category: "language", Polarity: job.Wanted, Strength: job.Required, Evidence: job.Evidence{Field: job.FieldText, Start: 20, End: 22}, Text: "Go"},
				{Skill: "php", Name: "PHP", Category: "language", Concept: true, Polarity: job.Negated, Strength: job.Mentioned, Evidence: job.Evidence{Field: job.FieldText, Start: 35, End: 38}, Text: "PHP"},
			},
			AsksAI: true,
		},
	}
}

// jobOf is the row of jobs for a listing that stands alone.
func jobOf(l *job.Listing) job.JobRow {
	key := job.ListingKey(l.Source, l.ID)
	return job.JobRow{
		ListingKey: key, VersionKey: job.VersionKey(l.Source, l.ID, l.Read.ContentHash), JobKey: key, Source: l.Source, ID: l.ID,
		Representative: true, Reason: "alone", PostedAt: l.PostedAt, FirstSeen: l.SeenAt, LastSeen: l.SeenAt, Versions: 1,
	}
}

// compare begins a comparison over what was put so far, as of noon, of sources that list all that is open.
func compare(t testing.TB, s *lake.SilverWriter) *lake.Comparison {
	t.Helper()
	c, err := s.Compare(context.Background(), map[string]lake.Life{"board": {ShowsAllOpen: true}}, noon)
	must(t, err)
	t.Cleanup(func() { must(t, c.Close()) })
	return c
}

// putJobs writes rows of jobs in place of those that their listings had.
func putJobs(t testing.TB, s *lake.SilverWriter, rows ...job.JobRow) {
	t.Helper()
	c := compare(t, s)
	must(t, c.Put(context.Background(), rows))
	must(t, c.Done(context.Background()))
}

// identities returns the listings that an open commit speaks of, by key.
func identities(t testing.TB, s *lake.SilverWriter) []job.Identity {
	t.Helper()
	c := compare(t, s)
	ids, err := c.Identities(context.Background(), c.Lived())
	must(t, err)
	slices.SortFunc(ids, func(a, b job.Identity) int { return stdcmp.Compare(a.ListingKey, b.ListingKey) })
	return ids
}

// fill commits listings with their jobs.
func fill(t testing.TB, l *lake.Lake, listings ...*job.Listing) {
	t.Helper()
	s := l.Silver("run1")
	for _, r := range listings {
		must(t, s.PutListing(r))
	}
	rows := make([]job.JobRow, len(listings))
	for i, r := range listings {
		rows[i] = jobOf(r)
	}
	putJobs(t, s, rows...)
	must(t, s.Commit(context.Background(), nil, "reader1"))
}

// dataFiles lists the Parquet files below the lake, by their path in it.
func dataFiles(t testing.TB, l *lake.Lake) []string {
	t.Helper()
	var out []string
	must(t, filepath.WalkDir(l.Dir(), func(path string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() && strings.HasSuffix(path, ".parquet") {
			rel, _ := filepath.Rel(l.Dir(), path)
			out = append(out, rel)
		}
		return err
	}))
	return out
}

func openDuckDB(t testing.TB) *sql.DB {
	t.Helper()
	db, err := sql.Open("duckdb", "")
	must(t, err)
	t.Cleanup(func() { must(t, db.Close()) })
	return db
}
