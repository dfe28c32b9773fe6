package reports

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"time"

	"rung/internal/ui"
)

// Alerts are the thresholds above which a change is told. A zero switches its rule off.
type Alerts struct {
	// Top tells of skills that enter or leave the first so many ranks, by Ranks places or more.
	Top int
	// Ranks tells of skills that move by so many places, when the ranks that the intervals allow do not
	// meet.
	Ranks int
	// Share tells of shares of ads, and Pay of middles of pay, that move by so much beyond both intervals:
	// Share is a part of all ads, Pay a part of the older middle.
	Share float64
	Pay   float64
	// Verdicts tells of another verdict of a skill or of the market.
	Verdicts bool
	// SilentDays tells of sources that had no new ad for so many days, while others had. New sources are
	// told with it.
	SilentDays int `mapstructure:"silent_days"`
}

// Level is a value before or after a change. Intervals and N are there for figures alone.
type Level struct {
	Value any      `json:"value"`
	Low   *float64 `json:"low,omitempty"`
	High  *float64 `json:"high,omitempty"`
	N     int64    `json:"n,omitempty"`
}

// Change is one thing that changed by more than its threshold.
type Change struct {
	// Kind is entered, left, rank, share, pay, verdict, market, source or silent.
	Kind string `json:"kind"`
	// Subject is the id of the skill or the name of the source, Name what people call it.
	Subject string `json:"subject"`
	Name    string `json:"name"`
	// Figure is the id of the figure in the newer report, empty where there is none.
	Figure string `json:"figure,omitempty"`
	Before *Level `json:"before"`
	After  *Level `json:"after"`
	// Text is the change in a sentence that begins with Name.
	Text string `json:"text"`
}

// Changes are what changed between two reports.
type Changes struct {
	OlderGenerated time.Time `json:"older_generated"`
	OlderSnapshot  int64     `json:"older_snapshot"`
	OlderWindow    string    `json:"older_window"`
	NewerSnapshot  int64     `json:"newer_snapshot"`
	NewerWindow    string    `json:"newer_window"`
	Alerts         []Change  `json:"alerts"`
	// Notes say what else may be behind the changes.
	Notes []string `json:"notes"`
}

// Since compares the report with an older one, keeps the changes for its first page and returns them.
func (r *Report) Since(older *Past, a Alerts) (Changes, error) {
	newer, err := r.Past()
	if err != nil {
		return Changes{}, err
	}
	c, err := Compare(older, newer, a)
	if err != nil {
		return c, err
	}
	r.since = &c
	return c, nil
}

// Headline says in a sentence how much changed, and since when.
func (c Changes) Headline() string {
	since := fmt.Sprintf(" since the report of %s (snapshot %d, %s).", dayText(c.OlderGenerated), c.OlderSnapshot, c.OlderWindow)
	switch n := len(c.Alerts); n {
	case 0:
		return "Nothing moved beyond the thresholds" + since
	case 1:
		return "One thing moved beyond its threshold" + since
	default:
		return fmt.Sprintf("%d things moved beyond their thresholds", n) + since
	}
}

// Write writes the changes as a short text for a terminal.
func (c Changes) Write(w io.Writer) error {
	b := bufio.NewWriter(w)
	wrap(b, "", c.Headline())
	for _, a := range c.Alerts {
		wrap(b, "- ", ui.Safe(a.Text))
	}
	for _, n := range c.Notes {
		wrap(b, "", ui.Safe(n))
	}
	return b.Flush()
}

// sinceSection is the part of the first page that says what changed.
func (r *Report) sinceSection() section {
	c := r.since
	blocks := []block{paragraph(c.Headline())}
	var items []line
	for _, a := range c.Alerts {
		rest := strings.TrimPrefix(a.Text, a.Name)
		name := span{Text: a.Name, Strong: true}
		if r.hasCard(a.Subject) {
			name = to(a.Name, cardFile(a.Subject))
		}
		items = append(items, say(name, span{Text: rest, Figure: a.Figure}))
	}
	if len(items) > 0 {
		blocks = append(blocks, block{Items: items})
	}
	for _, n := range c.Notes {
		blocks = append(blocks, paragraph(n))
	}
	return section{ID: "since", Title: "Since the last report", Blocks: blocks}
}
