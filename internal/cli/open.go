package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"rung/config"
	"rung/internal/bucket"
	"rung/internal/lake"
)

// errNoBucket says that the address of the lake leads to no bucket.
var errNoBucket = errors.New("there is no such bucket")

// openReading opens the lake, or the snapshot that --at names, for reading.
func (a *app) openReading(ctx context.Context, work func(*lake.Lake, *config.Config) error) error {
	c, err := a.load()
	if err != nil {
		return err
	}
	return a.reading(ctx, c, a.flags.at, func(l *lake.Lake) error { return work(l, c) })
}

// reading opens the lake for reading, or the snapshot of a name, and closes it after the work.
func (a *app) reading(ctx context.Context, c *config.Config, at string, work func(*lake.Lake) error) error {
	if c.Lake.Bucket.Given() {
		return a.withMirror(ctx, c, func(m lake.Mirror, t *traffic) error {
			open := m.Open
			if at != "" {
				open = func(ctx context.Context) (*lake.Lake, error) { return m.OpenAt(ctx, at) }
			}
			l, err := open(ctx)
			t.status.Clear()
			return using(work)(l, err)
		})
	}
	if at != "" {
		return lakeBelow(c.Lake.Dir, using(work)(lake.OpenAt(c.Lake.Dir, at)))
	}
	return lakeBelow(c.Lake.Dir, using(work)(lake.Open(c.Lake.Dir)))
}

// lakeBelow says of a folder without a lake that one lies in it, where that is so: "rung demo" and the settings of many
// put it into DIR/lake.
func lakeBelow(dir string, err error) error {
	below := filepath.Join(dir, "lake")
	if !errors.Is(err, lake.ErrNoLake) || lake.There(below) != nil {
		return err
	}
	return &fault{err: err, code: Nothing, hint: fmt.Sprintf("did you mean --lake %s?", shellWord(below))}
}

// mayMake refuses to make a lake around another one: the folder that it lies in was named in its place.
func mayMake(c *config.Config) error {
	below := filepath.Join(c.Lake.Dir, "lake")
	isThere, isBelow := lake.There(c.Lake.Dir) == nil, lake.There(below) == nil
	if c.Lake.Bucket.Given() || isThere || !isBelow {
		return nil
	}
	return usage(fmt.Sprintf("did you mean --lake %s?", shellWord(below)), "there is no lake in %s but one in its folder lake", c.Lake.Dir)
}

// writing opens the lake for writing and closes it after the work. owner says what its lock is for. The
// traffic with the bucket is nil where there is none.
func (a *app) writing(ctx context.Context, c *config.Config, owner string, work func(*lake.Lake, *traffic) error) error {
	owner = fmt.Sprintf("rung %s (process %d)", owner, os.Getpid())
	with := func(t *traffic) func(*lake.Lake, error) error {
		return using(func(l *lake.Lake) error { return work(l, t) })
	}
	if !c.Lake.Bucket.Given() {
		return with(nil)(lake.OpenWrite(c.Lake.Dir, owner))
	}
	if c.Lake.Offline {
		return onlyRead(c)
	}
	return a.withMirror(ctx, c, func(m lake.Mirror, t *traffic) error {
		l, err := m.OpenWrite(ctx, owner)
		t.status.Clear()
		return with(t)(l, err)
	})
}

// there returns an error where there is no lake.
func (a *app) there(ctx context.Context, c *config.Config) error {
	switch {
	case !c.Lake.Bucket.Given():
		return lakeBelow(c.Lake.Dir, lake.There(c.Lake.Dir))
	case c.Lake.Offline:
		return onlyRead(c)
	}
	return a.withMirror(ctx, c, func(m lake.Mirror, _ *traffic) error { return m.There(ctx) })
}

// onlyRead is the error for changes to a lake whose bucket is not to be asked.
func onlyRead(c *config.Config) error {
	return usage("take lake.offline or $RUNG_LAKE_OFFLINE away to write", "lake.offline is set: %s can only be read", c.Lake.Name())
}

// importing makes a lake from a file.
func (a *app) importing(ctx context.Context, c *config.Config, file string) (man *lake.Manifest, err error) {
	if !c.Lake.Bucket.Given() {
		return lake.Import(ctx, file, c.Lake.Dir)
	}
	if c.Lake.Offline {
		return nil, onlyRead(c)
	}
	err = a.withMirror(ctx, c, func(m lake.Mirror, _ *traffic) error {
		man, err = m.Import(ctx, file)
		return err
	})
	return man, err
}

// using does work over a lake that was opened, or not, and closes it.
func using(work func(*lake.Lake) error) func(*lake.Lake, error) error {
	return func(l *lake.Lake, err error) error {
		if err != nil {
			return snapshotError(err)
		}
		return errors.Join(work(l), l.Close())
	}
}

// withMirror hands over the folder that follows the bucket of the lake.
func (a *app) withMirror(ctx context.Context, c *config.Config, work func(lake.Mirror, *traffic) error) (err error) {
	t := a.traffic(c.Lake.Bucket.Place())
	m := lake.Mirror{Dir: c.Lake.Dir, Of: c.Lake.Bucket.Name(), Now: a.now(), Fetching: t.fetching}
	if c.Lake.Offline {
		return work(m, t)
	}
	b, err := bucket.Open(ctx, c.Lake.Bucket)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, b.Close()) }()
	t.Remote, m.Remote = b, t
	err = work(m, t)
	if errors.Is(err, lake.ErrNoLake) || errors.Is(err, fs.ErrNotExist) {
		if there, lookErr := b.There(ctx); lookErr == nil && !there {
			return fmt.Errorf("open the lake: %w: %s", errNoBucket, c.Lake.Bucket.Place())
		}
	}
	return err
}
