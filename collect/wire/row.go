package wire

import (
	"encoding/json"
	"errors"
	"time"

	"rung/internal/job"
)

// ErrSkip says of a row that it is no advert by the source's own rules, such as an unlisted draft.
var ErrSkip = errors.New("no advert")

// Listings reads rows of page p, each into a T, and makes listings of them. A row that is none becomes a
// reject, with the id that read gave it as far as it came; one that read answers with ErrSkip is counted.
func Listings[T any](p job.Page, rows []json.RawMessage, read func(T, *job.Listing) error) job.Parsed {
	var out job.Parsed
	for _, raw := range rows {
		l := job.Listing{Source: p.Source, Scope: p.Scope, RunID: p.RunID, SeenAt: p.FetchedAt}
		var row T
		wrong := json.Unmarshal(raw, &row)
		err := read(row, &l)
		switch {
		case wrong != nil: // names the field better than what follows from it
			err = wrong
		case errors.Is(err, ErrSkip):
			out.Skipped++
			continue
		case err == nil:
			err = Check(&l)
		}
		if err != nil {
			out.Rejects = append(out.Rejects, Reject(p, cut(l.ID, 200), raw, err))
			continue
		}
		out.Listings = append(out.Listings, l)
	}
	return Unique(out, p)
}

// Unique keeps the first listing of each id: a page may show one twice, and the second is a reject.
func Unique(in job.Parsed, p job.Page) job.Parsed {
	seen := map[string]bool{}
	kept := in.Listings[:0]
	for _, l := range in.Listings {
		if seen[l.ID] {
			in.Rejects = append(in.Rejects, Reject(p, l.ID, nil, &FieldError{Field: "id", Reason: "there twice on one page"}))
			continue
		}
		seen[l.ID] = true
		kept = append(kept, l)
	}
	in.Listings = kept
	return in
}

// List is a list of texts that may be sent as one text. Null is no list.
type List []Text

// UnmarshalJSON implements [json.Unmarshaler].
func (l *List) UnmarshalJSON(b []byte) error {
	if b[0] == '[' || string(b) == "null" {
		return json.Unmarshal(b, (*[]Text)(l))
	}
	var one Text
	if err := one.UnmarshalJSON(b); err != nil {
		return err
	}
	*l = nil
	if one != "" {
		*l = List{one}
	}
	return nil
}

// Strings returns the list, cleaned by [Line], without what is empty.
func (l List) Strings() []string {
	var out []string
	for _, t := range l {
		if s := Line(t); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// Epoch returns the moment of a count of seconds or of milliseconds, told apart by its size; 0 is the
// zero time. 100 000 000 000 seconds are the year 5138, and as many milliseconds the year 1973.
func Epoch(field string, n Int) (time.Time, error) {
	if n > 100_000_000_000 {
		n /= 1000
	}
	return Unix(field, n)
}
