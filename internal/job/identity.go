package job

import "time"

// Identity is what is needed of a listing to tell how long it lived and which other listings stand for
// the same vacancy. It holds no text, so that a whole market fits into memory.
type Identity struct {
	ListingKey int64
	// VersionKey is the current version of the listing, and Versions how many there were.
	VersionKey int64
	Versions   int64
	Source     string
	ID         string
	URL        string
	ApplyURL   string

	EmployerKey string
	// Title is as people read it.
	Title string
	// Place is the first place as given, and Countries are where the work may be done.
	Place     string
	Countries []string
	Seniority Seniority
	// Client is the country of a marketplace's client and Offer the first offer of pay, each as one text:
	// they tell clients apart whose names the marketplace keeps to itself.
	Client string
	Offer  string
	// Signature is the MinHash of the text, nil when the text is too short to compare.
	Signature []uint32

	PostedAt     time.Time
	ValidThrough time.Time
	FirstSeen    time.Time
	LastSeen     time.Time
	// RemovedAt is the source's own notice; GoneAt is when the scope that showed the listing was found
	// gone; MissedAt is the first run that listed the scope completely without the listing. Each is
	// zero where it did not happen after LastSeen.
	RemovedAt time.Time
	GoneAt    time.Time
	MissedAt  time.Time
}
