package lake

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"
)

// Forget says what a purge forgets.
type Forget struct {
	// Before is the moment before which everything that came in is forgotten. Zero means: one listing.
	Before time.Time
	// Source limits Before to one source; it is the source of Listing. Of a source whose pages hold adverts under
	// other names, as imports do, those go that its pages show.
	Source string
	// Listing is the native id of the one listing to forget.
	Listing string

	names []string // under which adverts of the source's pages stand, besides its own
}

func (f Forget) check() error {
	switch {
	case f.Source != "" && !sourceName.MatchString(f.Source):
		return fmt.Errorf("%q is no name of a source", f.Source)
	case f.Before.IsZero() == (f.Listing == ""):
		return errors.New("a moment or a listing is needed, and not both")
	case f.Listing != "" && f.Source == "":
		return errors.New("a listing needs its source")
	}
	return nil
}

// Purged counts what a purge took away: from the lake as it is, not from its older commits.
type Purged struct {
	// Pages and Rows are rows of the table pages and of the other tables. Versions are part of Rows.
	Pages, Versions, Rows int64
	// Snapshots is how many snapshots held some of it, Files how many data files were removed.
	Snapshots, Files int

	bodies map[string]bool // hashes of the bodies that went, and are to be found nowhere
	names  []string        // names of adverts that the pages of the source had, in any manifest
}

// Purge forgets for good: in the lake, in its snapshots and in older commits, which end. The lake is
// afterwards as if what is forgotten had never come in.
//
// With Before, whole pages go that were fetched before it. A version of a listing stays if a later page
// shows it, and dates from that page. With Listing, the pages that hold the listing go whole, because
// bytes of a page are never edited; what other listings of those pages said stays in the tables, but a
// rebuild finds only what other pages still show. What a source needs to ask for such pages again is
// forgotten too, so that the next run fetches them as new.
//
// Pages that no transform has read yet are searched for the listing's id only. It is safe to run again
// after an interruption, and must be, to be complete. Readers that hold an older commit lose its files.
func (l *Lake) Purge(ctx context.Context, runID string, f Forget) (Purged, error) {
	done, err := l.purge(ctx, runID, f)
	if err != nil {
		return done, fmt.Errorf("purge the lake: %w", err)
	}
	return done, nil
}

func (l *Lake) purge(ctx context.Context, runID string, f Forget) (done Purged, err error) {
	if l.lock == nil {
		return done, ErrReadOnly
	}
	if err := f.check(); err != nil {
		return done, err
	}
	snapshots, err := l.Snapshots()
	if err != nil {
		return done, err
	}
	past, err := l.fetchAll(ctx, snapshots)
	if err != nil {
		return done, err
	}
	done.bodies = make(map[string]bool)
	next, err := l.forgetIn(ctx, l.Manifest(), f, &done, true)
	if err != nil {
		return done, err
	}
	if next == nil && l.remote != nil {
		next = l.Manifest() // this commit keeps others from committing what is about to go from the bucket
	}
	if next != nil {
		err := l.commit(runID, "purge", time.Time{}, func(m *Manifest) {
			m.Files, m.Sources, m.Regroup = next.Files, next.Sources, true
		})
		if err != nil {
			return done, err
		}
	}
	for _, s := range snapshots {
		man, err := l.forgetIn(ctx, s.Manifest, f, &done, false)
		if err != nil {
			return done, fmt.Errorf("snapshot %s: %w", s.Name, err)
		}
		if man == nil {
			continue
		}
		s.Manifest = man
		if err := l.writeSnapshot(s, false); err != nil {
			return done, err
		}
		done.Snapshots++
	}
	done.Files, err = l.endThePast(ctx, past)
	return done, err
}

// forgetIn returns a manifest without what is forgotten, or nil where it holds nothing of it. The new
// files are in their places.
func (l *Lake) forgetIn(ctx context.Context, m *Manifest, f Forget, done *Purged, live bool) (next *Manifest, err error) {
	p := &forgetter{lake: l, man: m, forget: f, merger: &merger{lake: l}, done: done, live: live}
	defer func() { err = errors.Join(err, p.merger.close()) }()
	if next, err = p.run(ctx); err != nil {
		err = l.blame(ctx, err, m.Files)
	}
	return next, err
}

// endThePast removes every commit but the last, every file that neither it nor a snapshot lists, and
// whatever else was left behind. Past are the files of earlier commits and snapshots.
func (l *Lake) endThePast(ctx context.Context, past map[string]bool) (files int, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	numbers, err := manifestNumbers(l.dir)
	if err != nil {
		return 0, err
	}
	for _, n := range numbers {
		if n == l.man.Number {
			continue
		}
		if err := os.Remove(l.path(manifestPath(n))); err != nil {
			return 0, err
		}
	}
	if err := sweepNames(l.path(manifestDir), l.path(snapshotDir)); err != nil {
		return 0, err
	}
	// Nothing of this process is open in staging now, so age does not matter.
	files, keep, err := l.sweepFiles(time.Unix(1<<40, 0))
	if err != nil || l.remote == nil {
		return files, err
	}
	return l.endThePastOfBucket(ctx, keep, past)
}
