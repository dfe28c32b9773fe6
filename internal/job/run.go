package job

import "time"

// Outcome is the verdict over one source in one run.
type Outcome string

const (
	// Done means that all that was to be asked was answered.
	Done Outcome = "done"
	// Partial means that some pages came and some failed.
	Partial Outcome = "partial"
	// Failed means that nothing came.
	Failed Outcome = "failed"
	// Refused means that the source's terms do not allow the run as it is set up.
	Refused Outcome = "refused"
	// TooEarly means that the least interval of the source has not passed.
	TooEarly Outcome = "too_early"
	// Interrupted means that the user or the system stopped the run.
	Interrupted Outcome = "interrupted"
)

// RunRecord is what one run did with one source in one stage.
type RunRecord struct {
	RunID  string
	Source string
	// Stage is "collect" or "transform".
	Stage   string
	Started time.Time
	Ended   time.Time
	Outcome Outcome
	// Message says what went wrong, or when the next run may be.
	Message string

	// Requests counts what was sent, Bodies the answers with a body that was kept, Unchanged the
	// answers that had nothing new, Retries the requests sent again, Failures the ones given up.
	Requests  int64
	Bodies    int64
	Unchanged int64
	Retries   int64
	Failures  int64
	// Bytes is the size of the bodies after decompression, Waited the time spent waiting for a turn.
	Bytes  int64
	Waited time.Duration

	// Read counts the adverts in pages: Read = New + Changed + Same + Repeated + Rejected.
	Read     int64
	New      int64
	Changed  int64
	Same     int64
	Rejected int64
	Closed   int64
}

// Sighting says that a listing was seen, or reported as withdrawn, by a run.
type Sighting struct {
	Source string
	ID     string
	// Scope is the board, thread or feed that showed it.
	Scope string
	RunID string
	At    time.Time
	// PageHash names the body that showed it, so that an unchanged answer is a sighting too.
	PageHash string
	// VersionKey is the version that was shown; 0 when Removed, or when the page named the listing only.
	VersionKey int64
	// Removed is true for the source's own notice that it is gone.
	Removed bool
}

// ScopeEvent says that a run saw a scope completely, or found it gone.
type ScopeEvent struct {
	Source string
	Scope  string
	RunID  string
	At     time.Time
	Kind   PageKind
	// PageHash is set for PageUnchanged: the body whose listings were all seen again.
	PageHash string
}

// JobRow ties a listing to the vacancy behind it and tells its life.
type JobRow struct {
	ListingKey int64
	// VersionKey is the current version of the listing.
	VersionKey int64
	JobKey     int64
	Source     string
	ID         string
	// Representative is true for the one listing that stands for the job.
	Representative bool
	// Reason is the rule that tied the listing to the job: alone, apply_url, key, text, ...
	Reason string
	// TwinOf is the job of another employer with the same text, 0 when there is none.
	TwinOf    int64
	PostedAt  time.Time
	FirstSeen time.Time
	LastSeen  time.Time
	// ClosedAt is zero while the listing is open; CloseRule says how that is known.
	ClosedAt  time.Time
	CloseRule string
	Versions  int64
	// Reposts counts earlier listings of the same vacancy whose time was over.
	Reposts int64
}

// Rate is how many units of a currency one euro bought on a day.
type Rate struct {
	Date     time.Time
	Currency string
	PerEUR   float64
}
