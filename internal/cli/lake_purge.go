package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"rung/internal/lake"
)

func (a *app) purgeCommand() *cobra.Command {
	var before, source, listing string
	cmd := &cobra.Command{
		Use: "purge (--before DATE [--source NAME] | --listing SOURCE/ID)", Short: "Forget for good what is too old, or one advert, and prove it",
		Long: `Forget for good: in the pages, the tables, the snapshots and the older commits, which end. It cannot be undone.

With --before everything goes that came in before that day (UTC). An advert that a later page shows stays, and
dates from that page. With --listing one advert goes, with every page that holds it. The other adverts of those
pages stay in the tables, but "rung lake rebuild" will find only what other pages still show.

Afterwards every file of the lake is searched, and the command fails if it finds a trace. Reports and exports
that were written elsewhere are yours to remove. An advert that its source still shows comes back with the
next run.`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			f, err := readForget(before, source, listing)
			if err != nil {
				return err
			}
			return a.withLake(cmd.Context(), "lake purge", func(s *session) error { return s.purge(cmd.Context(), f) })
		},
	}
	cmd.Flags().StringVar(&before, "before", "", "forget what came in before `DATE`, such as 2026-01-31")
	cmd.Flags().StringVar(&source, "source", "", "with --before: forget what came from the source `NAME` only")
	cmd.Flags().StringVar(&listing, "listing", "", "forget the advert `SOURCE/ID`")
	return cmd
}

func readForget(before, source, listing string) (f lake.Forget, err error) {
	const hint = `see "rung lake purge --help"`
	switch {
	case (before == "") == (listing == ""):
		return f, usage(hint, "either --before or --listing is needed")
	case listing != "" && source != "":
		return f, usage(hint, "--source goes with --before; --listing names its source itself")
	case listing != "":
		name, id, ok := strings.Cut(listing, "/")
		if !ok || name == "" || id == "" {
			return f, usage(hint, "--listing is %q: want SOURCE/ID", listing)
		}
		return lake.Forget{Source: name, Listing: id}, nil
	}
	day, err := time.Parse(time.DateOnly, before)
	if err != nil {
		return f, usage(hint, "--before is %q: want a day such as 2026-01-31", before)
	}
	return lake.Forget{Before: day, Source: source}, nil
}

// purge reads what is not read yet, so that the pages of a listing are known, forgets, ties listings to
// jobs anew and searches for what is left.
func (s *session) purge(ctx context.Context, f lake.Forget) error {
	if _, err := s.transform(ctx, false); err != nil && !isPartial(err) {
		return err
	}
	done, err := s.lake.Purge(ctx, s.runID, f)
	if err != nil {
		return err
	}
	if _, err := s.transform(ctx, false); err != nil && !isPartial(err) {
		return err
	}
	files, bytes, traces, err := s.lake.Search(ctx, f, done)
	if err != nil {
		return err
	}
	var errs []error
	for _, t := range traces {
		errs = append(errs, fmt.Errorf("%s still holds %s", t.Path, t.What))
	}
	if len(errs) > 0 {
		return &fault{err: errors.Join(errs...), code: Failed, hint: "run the same command again"}
	}
	return s.tell("%d pages and %d rows (%d versions of adverts) are forgotten, in %d snapshots too\nsearched %d files of %.1f MB: nothing is left of it",
		done.Pages, done.Rows, done.Versions, done.Snapshots, files, mega(bytes))
}
