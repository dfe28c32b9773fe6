package files_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v3"

	"rung/collect"
	"rung/collect/files"
	"rung/internal/job"
	"rung/internal/shared"
)

// documented returns the imports of docs/files.md, with paths that are true from here.
func documented(t *testing.T) []collect.FileImport {
	t.Helper()
	root := filepath.Join("..", "..")
	doc, err := os.ReadFile(filepath.Join(root, "docs", "files.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, block, ok := strings.Cut(string(doc), "```yaml\n")
	block, _, ok2 := strings.Cut(block, "```")
	if !ok || !ok2 {
		t.Fatal("docs/files.md holds no yaml")
	}
	var settings struct{ Files []collect.FileImport }
	if err := yaml.Unmarshal([]byte(block), &settings); err != nil {
		t.Fatal(err)
	}
	for i := range settings.Files {
		settings.Files[i].Path = shared.Dir(t, strings.TrimPrefix(settings.Files[i].Path, "../shared/"))
	}
	return settings.Files
}

// counts are figures of an import that were counted in the files themselves by other means.
type counts struct {
	Pages, Listings, IDs, Rejects                     int
	Paid, Hourly, Projects, Yearly                    int
	Tagged, Dated, Entry, Verified, Applicants, Texts int
}

func TestDocumentedMappings(t *testing.T) {
	want := map[string]counts{
		"upwork-2024":        {Pages: 1, Listings: 18600, IDs: 5051, Paid: 14728, Hourly: 7451, Projects: 7277, Tagged: 17800, Entry: 501},
		"upwork-fixed-2023":  {Pages: 2, Listings: 19867, IDs: 19867, Paid: 19867, Projects: 19867, Tagged: 19690, Verified: 13860, Applicants: 19867},
		"upwork-sample-2025": {Pages: 1, Listings: 70, IDs: 70, Paid: 57, Hourly: 38, Projects: 19, Tagged: 70, Dated: 70, Verified: 70, Applicants: 70, Texts: 70},
		"data-jobs-2023":     {Pages: 5, Listings: 32672, IDs: 32671, Paid: 32672, Hourly: 10636, Yearly: 22036, Tagged: 29485, Dated: 32672},
	}
	for _, f := range documented(t) {
		t.Run(f.Name, func(t *testing.T) {
			pages := fetch(t, nil, f)
			got, ids := counts{Pages: len(pages)}, map[string]bool{}
			for _, p := range pages {
				out, err := files.Parse(p)
				if err != nil {
					t.Fatal(err)
				}
				got.Rejects += len(out.Rejects)
				for i := range out.Listings {
					got.add(&out.Listings[i])
					ids[out.Listings[i].ID] = true
				}
				for _, r := range out.Rejects[:min(3, len(out.Rejects))] {
					t.Errorf("reject: %s: %s: %s", r.Field, r.Reason, r.Sample)
				}
			}
			got.IDs = len(ids)
			if diff := cmp.Diff(want[f.Name], got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", f.Name, diff)
			}
			checkRow(t, f, pages[0])
		})
	}
}

func (c *counts) add(l *job.Listing) {
	c.Listings++
	for _, p := range l.Given.Pay {
		c.Paid++
		switch p.Period {
		case job.Hour:
			c.Hourly++
		case job.Project:
			c.Projects++
		case job.Year:
			c.Yearly++
		}
	}
	for _, b := range []struct {
		is bool
		n  *int
	}{
		{len(l.Tags) > 0, &c.Tagged},
		{!l.PostedAt.IsZero(), &c.Dated},
		{l.Given.EntryLevel, &c.Entry},
		{l.Client != nil && l.Client.Verified != nil && *l.Client.Verified, &c.Verified},
		{l.Competition != nil, &c.Applicants},
		{l.Text != "", &c.Texts},
	} {
		if b.is {
			*b.n++
		}
	}
}

// known returns one listing of each file, field by field.
func known() map[string]job.Listing {
	return map[string]job.Listing{
		"upwork-2024": {
			Title: "Software Architect / Technical Lead (Node.js Expertise)",
			Tags:  []string{"TypeScript", "NestJS", "Next.js", "Node.js", "JavaScript", "React", "CI/CD"},
			Given: job.Given{
				Pay:        []job.Pay{{Min: 25, Max: 35, Currency: "USD", Period: job.Hour, Basis: job.BudgetBand, Text: "Hourly: $25.00 - $35.00"}},
				Employment: []job.Employment{job.Freelance}, Remote: job.Remote, Seniority: job.Mid,
			},
		},
		"upwork-fixed-2023": {
			Title: "Extracción de Datos", Category: "Data_science", ID: "336",
			Tags: []string{"Data Entry", "Microsoft Excel"},
			Given: job.Given{
				Pay:        []job.Pay{{Min: 120, Max: 120, Currency: "USD", Period: job.Project, Basis: job.BudgetBand, Text: "120"}},
				Employment: []job.Employment{job.Freelance}, Remote: job.Remote,
			},
			Client: &job.Client{Country: "US", Verified: new(true)}, Competition: &job.Competition{ApplicantsMin: 20, ApplicantsMax: 50},
		},
		"upwork-sample-2025": {
			ID: "1986219192228697140", URL: "https://www.upwork.com/jobs/~021986219192228697140",
			Title: "Python Developer Needed for Financial Data Projects",
			Tags:  []string{"Python", "Data Scraping", "Microsoft Excel", "API"}, PostedAt: time.Date(2025, 11, 5, 23, 48, 52, 733e6, time.UTC),
			Given: job.Given{
				Pay:        []job.Pay{{Min: 15, Max: 35, Currency: "USD", Period: job.Hour, Basis: job.BudgetBand}},
				Employment: []job.Employment{job.Freelance}, Remote: job.Remote, Seniority: job.Mid,
			},
			Competition: &job.Competition{ApplicantsMin: 50},
			Client:      &job.Client{Country: "US", SpentUSD: 3499.89, Rating: 4.98, Verified: new(true)},
		},
		"data-jobs-2023": {
			Title: "Data Scientist, AWS", Category: "Data Scientist", Employer: "Presidio, Inc.", Locations: []string{"Irving, TX"},
			Tags:     strings.Split("python r sql c aws gcp bigquery hadoop scikit-learn tensorflow keras pytorch mxnet matplotlib seaborn ggplot2 spark tableau git", " "),
			PostedAt: time.Date(2023, 10, 15, 6, 2, 51, 0, time.UTC),
			Given: job.Given{
				Pay:        []job.Pay{{Min: 39.79500198364258, Max: 39.79500198364258, Currency: "USD", Period: job.Hour, Basis: job.BoardFigure, Text: "39.79500198364258"}},
				Employment: []job.Employment{job.FullTime, job.PartTime},
			},
		},
	}
}

// checkRow looks for the known listing of an import in its first page.
func checkRow(t *testing.T, f collect.FileImport, page job.Page) {
	t.Helper()
	want := known()[f.Name]
	out, err := files.Parse(page)
	if err != nil {
		t.Fatal(err)
	}
	for _, got := range out.Listings {
		if got.Title != want.Title {
			continue
		}
		if got.Source != f.Name || got.Licence != f.Terms || got.ID == "" {
			t.Errorf("source %q, licence %q, id %q", got.Source, got.Licence, got.ID)
		}
		want.Source, want.Licence, want.Scope, want.RunID, want.SeenAt = got.Source, got.Licence, got.Scope, got.RunID, got.SeenAt
		want.Text = got.Text
		if want.ID == "" {
			want.ID = got.ID
		}
		for i := range got.Given.Pay {
			got.Given.Pay[i].Evidence = job.Evidence{}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("row (-want +got):\n%s", diff)
		}
		return
	}
	t.Errorf("no listing %q", want.Title)
}
