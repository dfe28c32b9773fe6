package transform

import (
	"errors"
	"fmt"
	"strings"

	"rung/internal/job"
)

// Parser reads one page of one source; see collect.Source.
type Parser func(job.Page) (job.Parsed, error)

// PageResult is what was read from one page. Read = len(Listings) + Known + len(Rejects).
type PageResult struct {
	Source string
	RunID  string
	// Listings are versions that the lake does not hold yet, read in full.
	Listings []job.Listing
	// Known counts versions that the lake holds already.
	Known int
	// Skipped counts rows that are no adverts by the source's own rules.
	Skipped   int
	Sightings []job.Sighting
	Scopes    []job.ScopeEvent
	Rejects   []job.Reject
	// Rates are what a page of a source of reference holds.
	Rates []job.Rate
}

// maxSample bounds the part of an offending row that is kept with a reject.
const maxSample = 500

// Page reads one page. It is pure: parse and r decide, known only saves work.
func Page(p job.Page, parse Parser, r *Reader, known KeySet) PageResult {
	res := PageResult{Source: p.Source, RunID: p.RunID}
	if p.Kind != job.PageBody {
		res.Scopes = append(res.Scopes, job.ScopeEvent{
			Source: p.Source, Scope: p.Scope, RunID: p.RunID, At: p.FetchedAt, Kind: p.Kind, PageHash: p.Hash,
		})
		return res
	}
	parsed, err := parsePage(p, parse)
	if err != nil {
		res.Rejects = append(res.Rejects, job.Reject{
			Source: p.Source, RunID: p.RunID, URL: p.URL, Stage: "parse", Reason: err.Error(), Sample: sample(string(p.Body)), SeenAt: p.FetchedAt,
		})
		return res
	}
	for _, rj := range parsed.Rejects {
		rj.Source, rj.RunID, rj.SeenAt = or(rj.Source, p.Source), p.RunID, p.FetchedAt
		rj.URL, rj.Stage, rj.Sample = or(rj.URL, p.URL), or(rj.Stage, "parse"), sample(rj.Sample)
		res.Rejects = append(res.Rejects, rj)
	}
	for _, rm := range parsed.Removed {
		res.Sightings = append(res.Sightings, job.Sighting{
			Source: p.Source, ID: rm.ID, Scope: p.Scope, RunID: p.RunID, At: rm.At, PageHash: p.Hash, Removed: true,
		})
	}
	for _, id := range parsed.Listed {
		res.Sightings = append(res.Sightings, job.Sighting{
			Source: p.Source, ID: id, Scope: p.Scope, RunID: p.RunID, At: p.FetchedAt, PageHash: p.Hash,
		})
	}
	res.Skipped, res.Rates = parsed.Skipped, parsed.Rates
	for i := range parsed.Listings {
		res.listing(p, &parsed.Listings[i], r, known)
	}
	return res
}

// parsePage guards against a parser that panics: one bad page must not end the run.
func parsePage(p job.Page, parse Parser) (parsed job.Parsed, err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("the parser of %s broke: %v", p.Source, v)
		}
	}()
	return parse(p)
}

// listing reads one advert of a page, or counts it when it is known.
func (res *PageResult) listing(p job.Page, l *job.Listing, r *Reader, known KeySet) {
	l.Source = or(l.Source, p.Source)
	l.Scope = or(l.Scope, p.Scope)
	l.RunID, l.SeenAt = p.RunID, p.FetchedAt
	l.Read = job.Read{ContentHash: contentHash(l)}
	reject := func(stage string, err error) {
		res.Rejects = append(res.Rejects, job.Reject{
			Source: l.Source, RunID: p.RunID, URL: or(l.URL, p.URL), ID: l.ID, Stage: stage,
			Reason: err.Error(), Sample: sample(l.Title + "\n" + l.Text), SeenAt: p.FetchedAt,
		})
	}
	if err := l.Validate(); err != nil {
		reject("validate", err)
		return
	}
	version := job.VersionKey(l.Source, l.ID, l.Read.ContentHash)
	if known.Has(version) {
		res.Known++
	} else if err := r.Read(l); err != nil {
		var step *StepError
		if !errors.As(err, &step) {
			step = &StepError{Step: "read", Err: err}
		}
		reject(step.Step, step.Err)
		return
	} else {
		res.Listings = append(res.Listings, *l)
	}
	res.Sightings = append(res.Sightings, job.Sighting{
		Source: l.Source, ID: l.ID, Scope: l.Scope, RunID: p.RunID, At: p.FetchedAt, PageHash: p.Hash, VersionKey: version,
	})
}

// or returns a, or b where a is empty.
func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// sample cuts a text to what is kept with a reject.
func sample(s string) string {
	if len(s) > maxSample {
		s = s[:maxSample]
	}
	return strings.ToValidUTF8(s, "")
}
