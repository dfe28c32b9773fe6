// Package board fetches company boards that answer with all their postings at once.
package board

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
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
	// Address returns where a board is asked for, given the source's base address; name is escaped
	// already. See [Path] and [Host] for the usual forms.
	Address func(base, name string) string
	// Check says whether a body is an answer of the board at all. What it refuses is not kept: a page
	// of a proxy must not close every posting.
	Check func(body []byte) error
	// Ask are options of each request.
	Ask []polite.Option
	// HostEach says that every board has a host of its own, so that one which refuses us says nothing
	// about the others.
	HostEach bool
	// MovedIsGone says that the site answers for a board that does not exist by sending us to another
	// host.
	MovedIsGone bool
}

// Path returns the addresses of boards that lie under one host: before, the board's name, after.
func Path(before, after string) func(base, name string) string {
	return func(base, name string) string { return base + before + name + after }
}

// Placeholder stands for the board's name in the base address of a site with a host for each board.
const Placeholder = "{board}"

// Host returns the addresses of boards that have a host of their own, named by the base address.
func Host(after string) func(base, name string) string {
	return func(base, name string) string { return strings.ReplaceAll(base, Placeholder, name) + after }
}

// Fetch asks every board of the settings once. A board that is gone is remembered and left alone; one
// that fails is reported and does not stop the others, but a site that refuses us ends the run.
func (s Site) Fetch(ctx context.Context, r *collect.Run) error {
	return each(ctx, r, s.Option, s.HostEach, s.one)
}

// Each calls ask for every board of a setting that is not known to be gone, for sites that take more than
// one request for a board. An error is treated as Site.Fetch does.
func Each(ctx context.Context, r *collect.Run, option string, ask func(ctx context.Context, r *collect.Run, name, employer string) error) error {
	return each(ctx, r, option, false, ask)
}

func each(ctx context.Context, r *collect.Run, option string, hostEach bool, ask func(context.Context, *collect.Run, string, string) error) error {
	for _, entry := range r.Settings.Options[option] {
		name, employer := Split(entry)
		if name == "" || r.IsGone(name) {
			continue
		}
		if err := ask(ctx, r, name, employer); err != nil {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			if Refused(err) && !hostEach {
				return fmt.Errorf("board %s: %w", name, err)
			}
			r.Failed(name, err)
		}
	}
	return nil
}

// Refused tells a site that wants us to stop, for now (429, after what waiting was possible) or at all,
// from a single board that is not public any more (401).
func Refused(err error) bool {
	if status, ok := errors.AsType[*polite.StatusError](err); ok {
		switch status.Status {
		case http.StatusUnauthorized:
			return false
		case http.StatusTooManyRequests:
			return true
		}
	}
	return errors.Is(err, polite.ErrBlocked)
}

func (s Site) one(ctx context.Context, r *collect.Run, name, employer string) error {
	page, err := s.Get(ctx, r, name)
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

// Get asks for a board, and once more when what came is no answer of it. Nothing is kept yet.
func (s Site) Get(ctx context.Context, r *collect.Run, name string, more ...polite.Option) (page job.Page, err error) {
	address, ask := s.Address(r.Base, url.PathEscape(name)), slices.Concat(s.Ask, more)
	if s.MovedIsGone {
		ask = append(ask, polite.SameHost())
	}
	for range 2 {
		page, err = r.Get(ctx, name, address, ask...)
		if errors.Is(err, polite.ErrElsewhere) {
			return job.Page{Kind: job.PageGone, Scope: name, URL: address}, nil
		}
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
