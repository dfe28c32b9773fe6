package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"rung/config"
	"rung/internal/lake"
)

// purgeFlags are what a purge was asked to forget.
type purgeFlags struct {
	before, source, listing string
	retention, dryRun       bool
}

func (a *app) purgeCommand() *cobra.Command {
	var f purgeFlags
	cmd := &cobra.Command{
		Use: "purge [--retention | --before DATE [--source NAME] | --listing SOURCE/ID]", Short: "Forget for good what is too old, or one advert, and prove it",
		Long: `Forget for good: in the pages, the tables, the snapshots and the older commits, which end. It cannot be undone.

Without flags, or with --retention, everything goes that is older than the terms of its source allow it to be
kept: "rung sources NAME" shows how long that is, and sources.NAME.keep shortens it. Of a source whose terms do
not say, nothing goes. "rung run" does the same where lake.retention is apply.
With --before everything goes that came in before that day (UTC). An advert that a later page shows stays, and
dates from that page. NAME is a source or an import; of the source files, every import goes. With --listing one
advert goes, with every page that holds it. The other adverts of those pages stay in the tables, but
"rung lake rebuild" will find only what other pages still show. Where the lake holds nothing of the advert, the
exit code is 5. With --dry-run it is only told what would go; it does not go with --listing.

Afterwards every file of the lake is searched, and the command fails if it finds a trace. Reports and exports
that were written elsewhere are yours to remove. An advert that its source still shows comes back with the
next run.`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.purgeAsked(cmd.Context(), f) },
	}
	cmd.Flags().BoolVar(&f.retention, "retention", false, "forget what is older than the terms of its source allow (the default)")
	cmd.Flags().BoolVarP(&f.dryRun, "dry-run", "n", false, "tell what would be forgotten, and forget nothing")
	cmd.Flags().StringVar(&f.before, "before", "", "forget what came in before `DATE`, such as 2026-01-31")
	cmd.Flags().StringVar(&f.source, "source", "", "with --before: forget what came from the source `NAME` only")
	cmd.Flags().StringVar(&f.listing, "listing", "", "forget the advert `SOURCE/ID`")
	return cmd
}

// purgeAsked forgets, or tells what would be forgotten.
func (a *app) purgeAsked(ctx context.Context, flags purgeFlags) error {
	f, err := flags.read()
	if err != nil {
		return err
	}
	if flags.dryRun {
		return a.openReading(ctx, func(l *lake.Lake, c *config.Config) error { return a.purgeDry(ctx, l, c, flags, f) })
	}
	return a.withLake(ctx, "lake purge", func(s *session) error {
		if flags.byTerms() {
			return s.purgeRetention(ctx)
		}
		if err := s.checkSource(s.lake, s.config, f.Source); err != nil {
			return err
		}
		if f.Listing != "" {
			if err := s.checkListing(ctx, f); err != nil {
				return err
			}
		}
		return s.purge(ctx, f)
	})
}

// purgeDry tells what would be forgotten.
func (a *app) purgeDry(ctx context.Context, l *lake.Lake, c *config.Config, flags purgeFlags, f lake.Forget) error {
	if flags.byTerms() {
		list, err := a.retention(ctx, l, c, a.now())
		return errors.Join(err, a.showAged(list))
	}
	if err := a.checkSource(l, c, f.Source); err != nil {
		return err
	}
	there := map[string]bool{}
	for _, file := range l.Manifest().Files {
		if file.Source != "" && (f.Source == "" || f.Source == file.Source) {
			there[file.Source] = true
		}
	}
	var list []aged
	for _, source := range sortedKeys(there) {
		g := aged{source: source, before: f.Before}
		if err := g.count(ctx, l); err != nil {
			return err
		}
		if f.Source != "" || len(g.names) == 0 { // else its imports stand for it
			list = append(list, g)
		}
	}
	if len(list) == 0 && !a.flags.json {
		return a.tell("nothing to forget: the lake holds nothing%s", from(f.Source))
	}
	return a.showAged(list)
}

// from says which source is meant, if one is.
func from(source string) string {
	if source == "" {
		return ""
	}
	return " of " + source
}

// byTerms reports whether the terms say what goes.
func (f *purgeFlags) byTerms() bool { return f.before == "" && f.listing == "" }

// read checks what was asked for and returns it, where the flags name it.
func (f *purgeFlags) read() (forget lake.Forget, err error) {
	const hint = `see "rung lake purge --help"`
	switch {
	case f.before != "" && f.listing != "", f.retention && !f.byTerms():
		return forget, usage(hint, "--retention, --before and --listing exclude each other")
	case f.source != "" && f.before == "":
		return forget, usage(hint, "--source goes with --before; --listing names its source itself")
	case f.dryRun && f.listing != "":
		return forget, usage(hint, "--dry-run does not go with --listing")
	case f.listing != "":
		name, id, ok := strings.Cut(f.listing, "/")
		if !ok || name == "" || id == "" {
			return forget, usage(hint, "--listing is %q: want SOURCE/ID", f.listing)
		}
		return lake.Forget{Source: name, Listing: id}, nil
	case f.byTerms():
		return forget, nil
	}
	day, err := time.Parse(time.DateOnly, f.before)
	if err != nil {
		return forget, usage(hint, "--before is %q: want a day such as 2026-01-31", f.before)
	}
	return lake.Forget{Before: day, Source: f.source}, nil
}

// purge reads what is not read yet, so that the pages of a listing are known, forgets, ties listings to
// jobs anew and searches for what is left.
func (s *session) purge(ctx context.Context, list ...lake.Forget) error {
	if _, err := s.transform(ctx, false); err != nil && !isPartial(err) {
		return err
	}
	done := make([]lake.Purged, len(list))
	for i, f := range list {
		var err error
		if done[i], err = s.lake.Purge(ctx, s.runID, f); err != nil {
			return err
		}
	}
	if _, err := s.transform(ctx, false); err != nil && !isPartial(err) {
		return err
	}
	for i, f := range list {
		if err := s.prove(ctx, f, done[i]); err != nil {
			return err
		}
	}
	return nil
}

// prove searches the lake for what was forgotten and tells of it.
func (s *session) prove(ctx context.Context, f lake.Forget, done lake.Purged) error {
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
