// Package board fetches company boards that answer with all their postings at once.
package board

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"rung/collect"
	"rung/internal/job"
	"rung/internal/polite"
)

// Site says how one applicant-tracking system is asked.
type Site struct {
	// Option is the setting that lists the boards, each as its name in addresses, or as "name=Employer"
	// where the answer does not say who the employer is.
	Option string
	// Path returns what follows the base address for a board; name is already escaped.
	Path func(name string) string
	// Check says whether a body is an answer of the board at all. What it refuses is not kept: a page
	// of a proxy must not close every posting.
	Check func(body []byte) error
	// Ask are options of each request.
	Ask []polite.Option
}

// Fetch asks every board of the settings once. A board that is gone is remembered and left alone; one
// that fails is reported and does not stop the others, but a site that refuses us ends the run.
func (s Site) Fetch(ctx context.Context, r *collect.Run) error {
	for _, entry := range r.Settings.Options[s.Option] {
		name, employer := Split(entry)
		if name == "" || r.IsGone(name) {
			continue
		}
		if err := s.one(ctx, r, name, employer); err != nil {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			if refused(err) {
				return fmt.Errorf("board %s: %w", name, err)
			}
			r.Failed(name, err)
		}
	}
	return nil
}

// refused tells a site that wants us to stop from a single board that is not public any more (401).
func refused(err error) bool {
	var status *polite.StatusError
	if errors.As(err, &status) && status.Status == http.StatusUnauthorized {
		return false
	}
	return errors.Is(err, polite.ErrBlocked)
}

func (s Site) one(ctx context.Context, r *collect.Run, name, employer string) error {
	page, err := s.get(ctx, r, name)
	if err != nil {
		return err
	}
	if page.Kind == job.PageGone {
		return r.Gone(ctx, page)
	}
	if employer != "" {
		page.Meta = map[string]string{"employer": employer}
	}
	if err := r.Keep(ctx, page); err != nil {
		return err
	}
	return r.Complete(ctx, name)
}

// get asks for a board, and once more when what came is no answer of it.
func (s Site) get(ctx context.Context, r *collect.Run, name string) (page job.Page, err error) {
	for range 2 {
		page, err = r.Get(ctx, name, r.Base+s.Path(url.PathEscape(name)), s.Ask...)
		if err != nil || page.Kind != job.PageBody {
			return page, err
		}
		if err = s.Check(page.Body); err == nil {
			return page, nil
		}
	}
	return page, err
}

// Split reads an entry of the setting: a name as it stands in addresses, escaped or not, and the
// employer's name after an equals sign.
func Split(entry string) (name, employer string) {
	name, employer, _ = strings.Cut(strings.TrimSpace(entry), "=")
	if plain, err := url.PathUnescape(name); err == nil {
		name = plain
	}
	return strings.TrimSpace(name), strings.TrimSpace(employer)
}
