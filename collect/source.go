// Package collect fetches the pages of public sources, in line with their terms, and keeps them as
// they came.
//
// A source is a value with two functions: Fetch gets pages and does nothing else, Parse reads one page
// and touches nothing else. Collecting uses the first, transforming the second, so a better parser
// re-reads last year's pages without the network. The sources are listed in package all.
package collect

import (
	"context"
	"log/slog"
	"time"

	"rung/internal/job"
	"rung/internal/polite"
)

// Source is a site, API, feed or file that lists jobs.
type Source struct {
	// Name is short and stable: lower-case letters, digits and hyphens.
	Name  string
	Title string
	Home  string
	// BaseURL is the address that Fetch builds its requests on unless the settings name another.
	BaseURL string
	Access  Access
	Terms   Terms
	// Gives lists what its listings hold beyond title and employer: pay, competition, text, tags,
	// seniority, employment, place.
	Gives []string
	// Options are the source's own settings beside the common ones.
	Options []Option
	// CheckImport says what is wrong with how a file of the user's is described; nil for all sources but
	// the one that reads such files. It opens nothing.
	CheckImport func(FileImport) error
	// ByDefault asks that the source is collected by everybody who does not say otherwise.
	ByDefault bool
	// Reference marks a source that has no listings but what they are compared by, such as rates.
	Reference bool
	// Life says how it is known that a listing is gone.
	Life Life

	// Fetch asks the source for what is new and hands every page to the run. It returns early when
	// ctx ends, with ctx's error. A part that fails is reported by Run.Failed and does not end it.
	Fetch func(ctx context.Context, r *Run) error
	// Parse reads one page of kind body. It is pure, and it never fails for one bad row: that is a
	// reject. An error means that the page as a whole could not be read.
	Parse func(p job.Page) (job.Parsed, error)
}

// Access says how pages are asked for.
type Access string

const (
	// API is a documented interface for programs; robots.txt does not speak to it.
	API Access = "api"
	// Feed is RSS, XML or JSON published for readers of feeds.
	Feed Access = "feed"
	// Crawl is reading pages made for people: robots.txt decides.
	Crawl Access = "crawl"
	// File is a file of the user's own.
	File Access = "file"
)

// Verdict says whether a source may be collected.
type Verdict string

const (
	Allowed     Verdict = "allowed"
	Conditional Verdict = "conditional"
	// Ask and No refuse to run unless the user states a permission.
	Ask Verdict = "ask"
	No  Verdict = "no"
)

// Terms is what a source asks of those who use it, as read on a day.
type Terms struct {
	Verdict Verdict
	// Why is the verdict's reason in one sentence.
	Why string
	URL string
	// ReadOn is the day the terms were read, as 2006-01-02.
	ReadOn string
	// Asks are the conditions, one sentence each.
	Asks []string
	// Credit is the line that reports show; empty when none is asked for.
	Credit string
	// Licence travels with every row.
	Licence string
	// MinInterval is the least time between two runs, Rate the most requests a second.
	MinInterval time.Duration
	Rate        float64
	// Key names the credential that is needed, empty when none is.
	Key string
	// Keep is how long what came may be kept.
	Keep Retention
}

// Retention is what terms say of how long data may be kept.
type Retention struct {
	// For is the longest time from the moment a page came; 0 where the terms name none.
	For time.Duration
	// Says is what the terms say of it, in their words or in short; empty where they were not found to say
	// anything.
	Says string
	// URL is where that stands, where it is not the address of the terms.
	URL string
}

// Life says how a source's listings end.
type Life struct {
	// ShowsAllOpen is true when the source lists everything that is open, so what is missing is gone.
	ShowsAllOpen bool
	// Days is the assumed life of a listing of a source that only adds, where the listing does not say when it ends.
	Days int
}

// Option is one setting of a source's own. Every value is a list of texts in the settings; single
// values are lists of one.
type Option struct {
	Name    string
	Doc     string
	Default []string
	// Check says what is wrong with one value, such as "want a whole number of 1 or more"; nil takes all.
	Check func(value string) error
	// Secret values are masked when settings are shown, and come from the environment or a file only.
	Secret bool
}

// Settings are the user's choices for one source.
type Settings struct {
	Enabled bool
	// BaseURL replaces the source's own; empty means the source's own.
	BaseURL     string
	MinInterval time.Duration
	Rate        float64
	// Permission is the user's reason why a source with verdict ask or no may run.
	Permission string
	// Keep is how long the user wants to keep what came; 0 means: as long as the terms allow.
	Keep time.Duration
	// Options holds the source's own options by name, defaults filled in.
	Options map[string][]string
	// Files are the imports of the source "files".
	Files []FileImport
}

// FileImport describes one file of the user's own.
type FileImport struct {
	// Name becomes the source name of its listings: lower-case letters, digits and hyphens.
	Name string
	Path string
	// Format is csv, tsv, json, jsonl or parquet; empty means: by the file's ending.
	Format string
	// Encoding is the character set of a text file that is not UTF-8, such as windows-1252 or cp858.
	Encoding string
	// Columns maps fields of a listing to columns of the file; see docs/files.md.
	Columns map[string]string
	// Terms says under which licence or permission the file is used. It is required.
	Terms string
}

// ColumnError is what is wrong with one field in the Columns of an import.
type ColumnError struct {
	Field string
	Err   error
}

func (e *ColumnError) Error() string { return "columns: " + e.Err.Error() }

func (e *ColumnError) Unwrap() error { return e.Err }

// First returns the first value of an option, or "".
func (s Settings) First(option string) string {
	if v := s.Options[option]; len(v) > 0 {
		return v[0]
	}
	return ""
}

// Run is what one run of one source works with. It is used by one goroutine.
type Run struct {
	ID       string
	Settings Settings
	// Base is the address to build requests on, without a slash at its end.
	Base   string
	Client *polite.Client
	// Now is the moment at which the run began.
	Now time.Time
	Log *slog.Logger

	source   *Source
	sink     Sink
	state    job.SourceState
	record   *job.RunRecord
	failure  []error
	clock    func() time.Time
	progress func(source string, pages, bytes int64)
	// bytes is the size of the bodies kept, since the number of pages since the state was handed on.
	bytes int64
	since int
	// over tells whether the user or the system ended the run, stopped that it was noticed.
	over    func() error
	stopped bool
}

// Sink keeps pages. The lake is one.
type Sink interface {
	// PutPage keeps a page. A page that was put is durable after the next Flush at the latest.
	PutPage(ctx context.Context, p job.Page) error
	// PutState replaces the state of a source; it is published together with the pages put before.
	PutState(source string, s job.SourceState) error
	// State returns the last published state of a source. The caller may change it.
	State(source string) job.SourceState
	// Flush publishes everything put so far.
	Flush(ctx context.Context) error
}

// Enabled says whether the source is collected unless the settings say otherwise: it needs no key, its
// terms ask for nothing that a user would have to do first, and it has something to ask for by itself.
func (s Source) Enabled() bool {
	return s.ByDefault && s.Terms.Key == "" && (s.Terms.Verdict == Allowed || s.Terms.Verdict == Conditional)
}
