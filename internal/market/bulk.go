package market

import (
	"crypto/sha256"
	"encoding/hex"
	"iter"
	"math/rand/v2"
	"runtime"
	"time"

	"rung/internal/job"
)

// Bulk is a market of any size, for measuring: listings in the formats of three sources, with the lengths
// of text, the shares of duplicates and the few large and many small employers of a real lake. The shape
// was measured in November 2026 over 139,645 listings; see bulk_shape.go. Equal values make equal pages,
// byte for byte, however many processors make them.
type Bulk struct {
	Seed uint64
	// Listings is how many the market has; it counts in steps of UnitListings.
	Listings int
	// First leaves out so many of the market's first listings. What follows them is dated after Until, as
	// the next day of a lake is.
	First int
	Until time.Time
	RunID string
}

const (
	// UnitListings is the number of listings that are made at once.
	UnitListings = comments + postings + rows

	comments   = 550
	postings   = 45
	rows       = 405
	bulkMonths = 120
)

// Pages makes the pages in the order in which they would be fetched. It holds a few units in memory.
func (b Bulk) Pages() iter.Seq[job.Page] {
	return func(yield func(job.Page) bool) {
		workers := runtime.GOMAXPROCS(0)
		units := (b.Listings + UnitListings - 1) / UnitListings
		made := make(chan chan []job.Page, workers)
		stop := make(chan struct{})
		defer close(stop)
		go b.make(units, made, stop)
		for slot := range made {
			for _, p := range <-slot {
				if !yield(p) {
					return
				}
			}
		}
	}
}

// make queues the pages of units in order; each unit is made by a goroutine of its own.
func (b Bulk) make(units int, made chan<- chan []job.Page, stop <-chan struct{}) {
	defer close(made)
	for n := b.First / UnitListings; n < units; n++ {
		slot := make(chan []job.Page, 1)
		select {
		case made <- slot:
		case <-stop:
			return
		}
		go func() { slot <- b.unit(n) }()
	}
}

// unit is one part of the market: a page of a thread, two boards and a page of a file.
type unit struct {
	Bulk
	number int
	r      *rand.Rand
	month  time.Time // in which what is posted was posted
	seen   time.Time // when the pages are fetched
	text   writer
}

func (b Bulk) unit(n int) []job.Page {
	u := &unit{Bulk: b, number: n, r: seeded(b.Seed, uint64(n)<<8|1)}
	first := time.Date(b.Until.Year(), b.Until.Month(), 1, 0, 0, 0, 0, time.UTC)
	age := bulkMonths - 1 - n*bulkMonths/max(1, (b.Listings+UnitListings-1)/UnitListings)
	if b.First > 0 {
		age = -1
	}
	u.month = first.AddDate(0, -age, 0)
	u.seen = u.month.AddDate(0, 0, 24)
	pages := []job.Page{u.thread()}
	pages = append(pages, u.boards()...)
	return append(pages, u.file())
}

// page is a page with a body. Its source asked for address.
func (u *unit) page(source, scope, address, media string, body []byte) job.Page {
	sum := sha256.Sum256(body)
	return job.Page{
		Source: source, Kind: job.PageBody, Scope: scope, URL: address, RunID: u.RunID, FetchedAt: u.seen, Status: 200,
		MediaType: media, Hash: hex.EncodeToString(sum[:]), Body: body,
	}
}

// named is how many listings of the market say who offers the work.
func (b Bulk) named() float64 { return float64(b.Listings) * (comments + rows/2) / UnitListings }

// employers is how many employers they come from: in the real lake one for every four listings.
func (b Bulk) employers() float64 { return max(50, b.named()/4) }

// offer is what one employer offers in one title: a vacancy that may be posted month after month.
type offer struct {
	employer uint64
	title    int
}

// draw picks an offer. The square of an even draw is the rank of its employer: half of the employers then
// have one or two listings, one of a hundred has twenty, and the largest 0.6 % of 113,000, as measured.
func (u *unit) draw() offer {
	x := u.r.Float64()
	rank := u.employers() * x * x
	expected := u.named() / u.employers() / 2 / max(x, 1e-6)
	return offer{uint64(rank), u.r.IntN(1 + int(expected/6))}
}
