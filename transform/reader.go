package transform

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"io"
	"strconv"

	"rung/internal/job"
	"rung/transform/skill"
)

// rulesVersion changes when a step reads adverts differently, or when the tables that hold what was read change,
// so that a lake knows what it was read with and is read again.
const rulesVersion = "5"

// Reader reads adverts by a fixed list of steps. It may be used by several goroutines.
type Reader struct {
	steps   []Step
	version string
}

// Step is one part of reading an advert. A step that fails rejects the advert.
type Step struct {
	Name  string
	Apply func(*Draft) error
}

// NewReader returns a reader with the steps of [Steps].
func NewReader(t *skill.Taxonomy) *Reader {
	return &Reader{steps: Steps(t), version: rulesVersion + "-" + t.Version()}
}

// Version names the rules and the taxonomy. Equal versions read equal adverts equally.
func (r *Reader) Version() string { return r.version }

// Read fills l.Read and makes the given texts plain and free of people's contacts. It depends on
// nothing but l. The error is a *StepError.
func (r *Reader) Read(l *job.Listing) error {
	d := Draft{Listing: l}
	for _, s := range r.steps {
		if err := s.apply(&d); err != nil {
			return &StepError{Step: s.Name, Err: err}
		}
	}
	return nil
}

// apply turns a panic of a step into an error: one advert that a rule cannot bear must not end a run.
func (s Step) apply(d *Draft) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("the step broke on this advert: %v", v)
		}
	}()
	return s.Apply(d)
}

// StepError says which step refused an advert.
type StepError struct {
	Step string
	Err  error
}

func (e *StepError) Error() string { return fmt.Sprintf("%s: %v", e.Step, e.Err) }

func (e *StepError) Unwrap() error { return e.Err }

// contentHash names what the source gave: everything that makes another version of a listing. What
// changes by itself, such as the number of bids, does not.
func contentHash(l *job.Listing) string {
	h := sha256.New()
	for _, s := range []string{l.URL, l.ApplyURL, l.Title, l.Employer, l.Text, string(l.Markup), l.PayText, l.Category} {
		field(h, s)
	}
	for _, list := range [][]string{l.Locations, l.Tags, l.Given.Countries} {
		field(h, strconv.Itoa(len(list)))
		for _, s := range list {
			field(h, s)
		}
	}
	for _, p := range l.Given.Pay {
		field(h, fmt.Sprint(p.Min, p.Max, p.Currency, p.Period, p.Unit, p.Basis, p.Gross, p.Label))
	}
	field(h, fmt.Sprint(l.Given.Employment, l.Given.Remote, l.Given.City, l.Given.Seniority, l.Given.EntryLevel))
	field(h, l.ValidThrough.UTC().Format("2006-01-02T15:04"))
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// field writes one value so that no two lists of values are written alike.
func field(h hash.Hash, s string) {
	_, _ = io.WriteString(h, strconv.Itoa(len(s)))
	_, _ = io.WriteString(h, ":")
	_, _ = io.WriteString(h, s)
}
