package analyze_test

import (
	"slices"
	"strings"
	"testing"

	"rung/analyze"
)

// TestFiguresHaveIntervals walks the columns of every question: a figure that is no count has both ends of its interval
// beside it and a count that it rests on, or its meaning says "no interval: " and why.
func TestFiguresHaveIntervals(t *testing.T) {
	db := empty(t, analyze.DefaultSettings())
	for _, q := range analyze.Questions() {
		answer, err := analyze.Ask(t.Context(), db, q.Name, analyze.Args{})
		if err != nil {
			t.Fatal(err)
		}
		var counts, figures int
		for _, c := range answer.Columns {
			switch {
			case !isFigure(c):
				if c.Type == "integer" {
					counts++
				}
			case strings.Contains(c.Doc, "no interval: "):
			default:
				figures++
				if !hasInterval(answer, c.Name) {
					t.Errorf("%s.%s (%s): neither interval nor reason: %s", q.Name, c.Name, c.Unit, c.Doc)
				}
			}
		}
		if figures > 0 && counts == 0 {
			t.Errorf("%s has figures and no count that they rest on", q.Name)
		}
	}
}

// countUnits are the units of what is counted, which is known and no estimate.
var countUnits = []string{
	"ads", "adverts", "jobs", "listings", "employers", "sources", "skills", "months", "days", "cells", "kinds", "bids", "rows",
}

// isFigure says that a column is estimated from ads, and no end of an interval itself.
func isFigure(c analyze.Column) bool {
	if c.Type != "number" && c.Type != "integer" || slices.Contains(countUnits, c.Unit) || c.Unit == "" {
		return false
	}
	return !strings.HasSuffix(c.Name, "_low") && !strings.HasSuffix(c.Name, "_high")
}

// hasInterval says that the ends stand beside a figure: those of entry_share are entry_share_low or entry_low.
func hasInterval(t *analyze.Table, name string) bool {
	for _, stem := range []string{name, strings.TrimSuffix(name, "_share")} {
		if hasColumn(t, stem+"_low") && hasColumn(t, stem+"_high") {
			return true
		}
	}
	return false
}
