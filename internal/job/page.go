package job

import "time"

// PageKind says what a collected page stands for.
type PageKind string

const (
	// PageBody is a response with a body to parse.
	PageBody PageKind = "body"
	// PageUnchanged is an answer "304 Not Modified", or a body equal to the last one kept for the
	// same address: every listing of that body was seen again. Hash names the body.
	PageUnchanged PageKind = "unchanged"
	// PageEnd marks that a scope was listed completely in this run, so what it did not show is gone.
	PageEnd PageKind = "end"
	// PageGone marks a scope that answered that it no longer exists.
	PageGone PageKind = "gone"
)

// Page is one response of a source, kept exactly as it came.
type Page struct {
	Source string
	Kind   PageKind
	// Scope is the unit that is listed completely or not: a board, a thread, a feed.
	Scope     string
	URL       string
	RunID     string
	FetchedAt time.Time
	Status    int
	MediaType string
	// ETag and LastModified are the validators of the answer, byte for byte.
	ETag         string
	LastModified string
	// Hash is the SHA-256 of Body in hex; of the body seen before for PageUnchanged.
	Hash string
	Body []byte
	// Meta is what parsing needs and the body does not say, such as the column mapping of a file.
	Meta map[string]string
}

// Parsed is what a source's parser read from one page. In = Listings + Rejects + Removed + Skipped.
type Parsed struct {
	Listings []Listing
	// Rates are what sources of reference give instead of listings.
	Rates []Rate
	// Removed are native ids that the source itself reports as withdrawn.
	Removed []Removal
	// Listed are native ids that the page shows as open and says little about: what they say was read,
	// or will be, from pages of their own. They are no rows.
	Listed []string
	// Rejects are rows that do not fit, each with its reason.
	Rejects []Reject
	// Skipped counts rows that are no adverts by the source's own rules, such as deleted comments,
	// replies, unlisted drafts and people who look for work.
	Skipped int
}

// Removal is a source's own notice that a listing is gone.
type Removal struct {
	ID string
	At time.Time
}

// Reject is a row that could not be read, kept so that nothing is lost silently.
type Reject struct {
	Source string
	RunID  string
	URL    string
	// ID is the native id where it could be read.
	ID string
	// Stage is the step that refused the row: parse, validate, or a transform step's name.
	Stage string
	// Field is the field that did not fit, where one is to blame.
	Field  string
	Reason string
	// Sample is the beginning of the offending row.
	Sample string
	SeenAt time.Time
}
