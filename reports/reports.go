package reports

import (
	"context"
	"fmt"
	"slices"
	"time"

	"rung/analyze"
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
	// cards lists the skills that have a page of their own, most wanted first.
	cards []string
	// since is what changed since an older report, nil when it was compared with none.
	since *Changes
}

// maxCards bounds the pages of single technologies, maxConceptCards those of fields and methods, minCardAds
// the ads that one must have.
const (
	maxCards        = 150
	maxConceptCards = 50
	minCardAds      = 20
)

// Build asks the questions of a report, once each. [analyze.Prepare] must have run on the database.
func Build(ctx context.Context, db analyze.Querier, m Meta) (*Report, error) {
	r := &Report{meta: m, answers: map[string]*answer{}}
	for _, a := range asks {
		t, err := analyze.Ask(ctx, db, a.question, r.args(a))
		if err != nil {
			return nil, fmt.Errorf("ask %s for the report: %w", a.key, err)
		}
		r.add(a, t)
	}
	return r, nil
}

func (r *Report) add(a ask, t *analyze.Table) {
	r.answers[a.key] = newAnswer(a, t)
	r.order = append(r.order, a.key)
	if a.key == "demand" {
		room := map[bool]int{false: maxCards, true: maxConceptCards}
		for _, row := range r.answers[a.key].rows() {
			if c := isConcept(row); room[c] > 0 && row.count("ads") >= minCardAds && isName(row.text("skill")) {
				r.cards = append(r.cards, row.text("skill"))
				room[c]--
			}
		}
	}
}

// hasCard reports whether a skill has a page of its own.
func (r *Report) hasCard(skill string) bool {
	return slices.Contains(r.cards, skill)
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
