package wire

import (
	"encoding/json"
	"errors"
	"reflect"

	"rung/internal/job"
)

// ErrSkip says of a row that it is no advert by the source's own rules, such as an unlisted draft.
var ErrSkip = errors.New("no advert")

// Row is one entry of a list as a source writes it.
type Row interface {
	// Native is the source's own id, "" where it could not be read.
	Native() string
	// Listing turns the row of page p into an advert. Its error is ErrSkip or the reason for a reject.
	Listing(p job.Page) (job.Listing, error)
}

// Each reads every row of page p as a T. A row that cannot be read is a reject.
func Each[T any, P interface {
	*T
	Row
}](p job.Page, rows []json.RawMessage) job.Parsed {
	var out job.Parsed
	for _, raw := range rows {
		row := P(new(T))
		var l job.Listing
		err := json.Unmarshal(raw, row)
		if err == nil {
			l, err = row.Listing(p)
		}
		Add(&out, p, l, row.Native(), raw, err)
	}
	return out
}

// Add puts one row of page p where it belongs: among the listings, or what err says. A listing is
// checked before.
func Add(out *job.Parsed, p job.Page, l job.Listing, id string, sample []byte, err error) {
	if err == nil {
		err = Check(&l)
	}
	switch {
	case errors.Is(err, ErrSkip):
		out.Skipped++
	case err != nil:
		out.Rejects = append(out.Rejects, Reject(p, id, sample, err))
	default:
		out.Listings = append(out.Listings, l)
	}
}

// Texts is a list of strings that may be sent as one string. Null is no string, and so is "".
type Texts []string

// UnmarshalJSON implements [json.Unmarshaler].
func (t *Texts) UnmarshalJSON(b []byte) error {
	many := []Text{""}
	if b[0] == '[' {
		many = nil
		if err := json.Unmarshal(b, &many); err != nil {
			return err
		}
	} else if err := many[0].UnmarshalJSON(b); err != nil {
		return wrongType(b, reflect.TypeFor[[]string]())
	}
	*t = nil
	for _, s := range many {
		if s != "" {
			*t = append(*t, string(s))
		}
	}
	return nil
}
