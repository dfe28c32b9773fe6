package cli

import (
	"regexp"
	"strings"
	"testing"

	"rung/analyze"
)

// TestColumnHelp wants every column of every answer in the help of its question.
func TestColumnHelp(t *testing.T) {
	db := emptyLake(t)
	for _, q := range analyze.Questions() {
		answer, err := analyze.Ask(t.Context(), db, q.Name, analyze.Args{})
		if err != nil {
			t.Fatal(err)
		}
		help := columnHelp(answer.Columns)
		for _, c := range answer.Columns {
			if !regexp.MustCompile(`(?m)^  ([a-z0-9_]+, )?` + c.Name + `(,| \()`).MatchString(help) {
				t.Errorf("the help of %s does not list %s:\n%s", q.Name, c.Name, help)
			}
		}
	}
}

func TestColumnHelpOfIntervals(t *testing.T) {
	got := columnHelp([]analyze.Column{
		{Name: "skill", Type: "text"},
		{Name: "share", Type: "number", Unit: "share", Doc: "of all ads"},
		{Name: "share_low", Type: "number", Unit: "share", Doc: "lower end of the 95 % interval of share"},
		{Name: "share_high", Type: "number", Unit: "share", Doc: "upper end of the 95 % interval of share"},
		{Name: "forecast_low", Type: "number"},
	})
	want := strings.TrimPrefix(`
  skill (text)
  share (share)
      of all ads
  share_low, share_high (share)
      lower and upper end of the 95 % interval of share
  forecast_low (number)`, "\n")
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
