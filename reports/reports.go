package reports

import (
	"context"
	"fmt"
	"time"

	"rung/analyze"

	"golang.org/x/sync/errgroup"
)

// Meta is what a report says about itself.
type Meta struct {
	Generated time.Time
	// Snapshot is the number of the lake's commit, SnapshotAt when that was made.
	Snapshot   int64
	SnapshotAt time.Time
	// Version is the program's, Reader that of the rules and the taxonomy.
	Version, Reader string
	// Notice stands at the top of every page and in every file when it is not empty.
	Notice string
	// RatesUntil is the day of the newest exchange rate, zero where it is not known.
	RatesUntil time.Time
	Sources    []Source
	Accuracy   []Accuracy
	// Parquet writes a table as a Parquet file, for a package that may. Without it a report has none.
	Parquet func(columns []analyze.Column, rows [][]any) ([]byte, error)
	// Explain are the flags with which "rung explain" finds the figures of the report, such as --country DE; empty for none.
	Explain string
	// Args are the parameters of the questions as given: since, until, country, category and the like.
	// A question over time gets no since, so that its history stays whole.
	Args analyze.Args
}

// Source is the credit of a source that the report rests on.
type Source struct {
	Name, Title, Home, Credit, TermsURL, Licence string
}

// Accuracy is a measured figure of a reader of adverts, on N labelled cases, beside its bar.
type Accuracy struct {
	Task, Name string
	Value, Bar float64
	N          int
}

// Report is the answers that a report is written from.
type Report struct {
	meta    Meta
	answers map[string]*answer
	// order lists the answers by key as they were asked.
	order []string
	// cards lists the skills that have a page of their own, those that most ads want first.
	cards []string
	// archived are those of cards that too few ads of the window want, so that archives without dates tell their neighbours.
	archived []string
	cardSeen map[string]bool
	// since is what changed since an older report, nil when it was compared with none.
	since *Changes
}

// maxCards bounds the pages of single skills, minCardAds the ads of the window and of archives without dates that one
// must have.
const (
	maxCards   = 400
	minCardAds = 20
)

// Build asks the questions of a report, once each, two at a time: db is asked from two goroutines. [analyze.Prepare] must have run on the database.
func Build(ctx context.Context, db analyze.Querier, m Meta) (*Report, error) {
	r := &Report{meta: m, answers: map[string]*answer{}, cardSeen: map[string]bool{}}
	db = analyze.Once(db)
	// The first decides which skills have cards, which others are asked about.
	if err := r.askAll(ctx, db, asks[:1]); err != nil {
		return nil, err
	}
	if err := r.askAll(ctx, db, asks[1:]); err != nil {
		return nil, err
	}
	return r, r.askParts(ctx, db)
}

// askers bounds the questions that are asked at once: half of a question is drawing employers anew, for which the
// database has nothing to do, and each holds its rows in memory.
const askers = 2

func (r *Report) askAll(ctx context.Context, db analyze.Querier, list []ask) error {
	tables := make([]*analyze.Table, len(list))
	err := together(ctx, askers, len(list), func(ctx context.Context, i int) error {
		if list[i].split {
			return nil
		}
		t, err := analyze.Ask(ctx, db, list[i].question, r.args(list[i]))
		if err != nil {
			return fmt.Errorf("ask %s for the report: %w", list[i].key, err)
		}
		tables[i] = t
		return nil
	})
	if err != nil {
		return err
	}
	for i, t := range tables {
		if t != nil {
			r.add(list[i], t)
		}
	}
	return nil
}

// together does n pieces of work, so many at a time, and returns the first error.
func together(ctx context.Context, most, n int, do func(ctx context.Context, i int) error) error {
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(most)
	for i := range n {
		g.Go(func() error { return do(ctx, i) })
	}
	return g.Wait()
}

func (r *Report) add(a ask, t *analyze.Table) {
	r.answers[a.key] = newAnswer(a, t)
	r.order = append(r.order, a.key)
	if a.key == "names" {
		for _, row := range r.answers[a.key].rows() {
			if len(r.cards) < maxCards && row.count("ads") >= minCardAds && isName(row.text("skill")) {
				r.cards = append(r.cards, row.text("skill"))
				if row.count("ads")-row.count("undated") < minCardAds {
					r.archived = append(r.archived, row.text("skill"))
				}
				r.cardSeen[row.text("skill")] = true
			}
		}
	}
}

// hasCard reports whether a skill has a page of its own.
func (r *Report) hasCard(skill string) bool {
	return r.cardSeen[skill]
}

// isName reports whether an id may be the name of a file.
func isName(id string) bool {
	for i := range len(id) {
		c := id[i]
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' && c != '_' && (c != '.' || i == 0) {
			return false
		}
	}
	return id != "" && len(id) <= 80
}
