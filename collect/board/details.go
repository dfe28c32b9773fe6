package board

import (
	"context"
	"fmt"
	"strconv"

	"rung/collect"
)

// Details bounds the answers about single adverts that one run asks for beside the lists of its boards.
type Details struct {
	// Wanted says that such answers are asked for at all; left is how many still may be.
	Wanted bool
	left   int
}

// ReadDetails reads the bound from an option, which may be empty or 0 for none.
func ReadDetails(s collect.Settings, option string) (*Details, error) {
	text := s.First(option)
	if text == "" {
		return &Details{}, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 {
		return nil, fmt.Errorf("setting %s: %q is no count", option, text)
	}
	return &Details{Wanted: n > 0, left: n}, nil
}

// Left says that one more answer may be asked for.
func (d *Details) Left() bool { return d.left > 0 }

// Of begins with the adverts of one board. What is the word for what is asked for, such as "pay of job".
func (d *Details) Of(r *collect.Run, board, what string) *BoardDetails {
	return &BoardDetails{details: d, run: r, board: board, what: what}
}

// BoardDetails asks for the adverts of one board until the bound is met or one fails; the others are left for
// the next run.
type BoardDetails struct {
	// More says that some are left.
	More bool

	details     *Details
	run         *collect.Run
	board, what string
	stuck       bool
}

// Ask calls get for an advert, if it is its turn. Its error ends the run over the source: the context's end, or
// a site that refuses us. Any other failure is reported.
func (b *BoardDetails) Ask(ctx context.Context, id string, get func() error) error {
	if !b.details.Left() || b.stuck {
		b.More = b.More || b.details.Wanted
		return nil
	}
	b.details.left--
	err := get()
	if err == nil {
		return nil
	}
	b.More, b.stuck = true, true
	if ctx.Err() != nil || Refused(err) {
		return err
	}
	b.run.Failed(b.board, fmt.Errorf("%s %s: %w", b.what, id, err))
	return nil
}
