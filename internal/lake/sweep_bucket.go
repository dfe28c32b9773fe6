package lake

import (
	"context"
	"fmt"
	"strings"
	"time"
)

// sweepBucket is sweepFiles for a lake in a bucket and its mirror; l is locked.
func (l *Lake) sweepBucket(ctx context.Context, before time.Time) (files int, err error) {
	there, err := l.listBucket(ctx)
	if err != nil {
		return 0, err
	}
	if err := l.fetchPast(ctx, there); err != nil {
		return 0, err
	}
	_, keep, err := l.sweepFiles(before)
	if err != nil {
		return 0, err
	}
	last := there[manifestPath(l.man.Number)].changed
	return l.sweepObjects(ctx, there, keep, func(_ string, changed time.Time) bool {
		return changed.Before(before) && changed.Before(last)
	})
}

// listBucket lists all of the bucket, whose newest commit must be the one that l reads.
func (l *Lake) listBucket(ctx context.Context) (map[string]object, error) {
	there, err := listRemote(ctx, l.remote, "")
	for name := range there {
		if n, ok := manifestNumber(name); ok && n > l.man.Number {
			return nil, fmt.Errorf("%w: commit %d is there", ErrOvertaken, n)
		}
	}
	return there, err
}

// fetchPast brings the manifests that the mirror lacks and the snapshots, so that all that they list is kept.
func (l *Lake) fetchPast(ctx context.Context, there map[string]object) error {
	m := Mirror{Dir: l.dir, Of: l.of, Remote: l.remote}
	if err := m.fetchSnapshots(ctx, &pruner{dir: l.dir, gone: make(map[string]bool)}); err != nil {
		return err
	}
	for name, o := range there {
		if _, ok := manifestNumber(name); !ok {
			continue
		}
		data, err := m.small(ctx, name, o)
		if err == nil && data != nil {
			err = m.placeSmall(name, data, o)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// sweepObjects removes from the bucket the manifests that the mirror no longer has, and the data files that
// are old and not to be kept, and returns how many data files went.
//
// Old must hold back what another machine has sent that is about to commit. Such a machine builds on the
// newest manifest, or its commit fails, so its files are younger than that manifest by the bucket's clock.
func (l *Lake) sweepObjects(ctx context.Context, there map[string]object, keep map[string]bool, old func(path string, changed time.Time) bool) (files int, err error) {
	numbers, err := manifestNumbers(l.dir)
	if err != nil {
		return 0, err
	}
	here := make(map[string]bool, len(numbers))
	for _, n := range numbers {
		here[manifestPath(n)] = true
	}
	var manifests, data []string
	for name, o := range there {
		_, isManifest := manifestNumber(name)
		layer, _, _ := strings.Cut(name, "/")
		switch {
		case isManifest && !here[name]:
			manifests = append(manifests, name)
		case (layer == bronzeDir || layer == silverDir) && !keep[l.path(name)] && old(name, o.changed):
			data = append(data, name)
		}
	}
	// Manifests first: nobody may begin to read a commit whose files go.
	if err := l.deleteAll(ctx, manifests); err != nil {
		return 0, err
	}
	return len(data), l.deleteAll(ctx, data)
}

func (l *Lake) deleteAll(ctx context.Context, names []string) error {
	return eachAtOnce(ctx, len(names), func(ctx context.Context, i int) error { return l.remote.Delete(ctx, names[i]) })
}

// endThePastOfBucket is endThePast for a lake in a bucket. Past are the files of commits before the purge; l is
// locked. The purge has committed, so that whoever built on an earlier commit cannot commit any more.
func (l *Lake) endThePastOfBucket(ctx context.Context, keep, past map[string]bool) (files int, err error) {
	there, err := l.listBucket(ctx)
	if err != nil {
		return 0, err
	}
	last := there[manifestPath(l.man.Number)].changed
	return l.sweepObjects(ctx, there, keep, func(path string, changed time.Time) bool {
		return past[path] || changed.Before(last)
	})
}
