package lake

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"time"
)

// mirrorFile marks a folder that follows a lake in a bucket.
const mirrorFile = "mirror.json"

// Mirror is a folder that follows a lake in a bucket. What is in it is the same as in a lake's folder, so
// that everything reads from it as from one. What is written goes to the bucket, where it counts from the
// moment at which its manifest is there.
type Mirror struct {
	Dir string
	// Of is the bucket's name, which holds no secret. A folder follows one bucket only.
	Of string
	// Remote is the bucket; nil reads the folder as it is.
	Remote Remote
	// Now is the time by which leftovers are old.
	Now time.Time
	// Fetching, where it is not nil, is told of files before they are fetched.
	Fetching func(files int, bytes int64)
}

// Open fetches what the mirror lacks of the newest commit and opens it for reading. Files that the bucket
// lost, or that are not what was written, count as damaged.
func (m Mirror) Open(ctx context.Context) (*Lake, error) {
	bad, err := m.fetch(ctx)
	if err != nil {
		return nil, fmt.Errorf("open the lake: %w", err)
	}
	l, err := Open(m.Dir)
	if err != nil {
		return nil, err
	}
	l.follow(m, bad)
	return l, nil
}

// OpenAt opens the commit that a snapshot names, for reading.
func (m Mirror) OpenAt(ctx context.Context, name string) (*Lake, error) {
	if _, err := m.fetch(ctx); err != nil {
		return nil, fmt.Errorf("open the lake: %w", err)
	}
	l, err := OpenAt(m.Dir, name)
	if err != nil || m.Remote == nil {
		return l, err
	}
	bad, err := m.fetchFiles(ctx, l.man.Files)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open snapshot %s: %w", name, err), l.Close())
	}
	l.follow(m, bad)
	return l, nil
}

// OpenWrite opens the lake for writing, as the function of that name. The lock holds on this machine; of
// two machines that write at the same time the first to commit wins, and the other's commits return
// ErrOvertaken.
func (m Mirror) OpenWrite(ctx context.Context, owner string) (*Lake, error) {
	if m.Remote == nil {
		return nil, fmt.Errorf("open the lake: %w: its bucket is not asked", ErrReadOnly)
	}
	if err := m.prepare(); err != nil {
		return nil, fmt.Errorf("open the lake: %w", err)
	}
	lck, err := lock(m.Dir, owner)
	if err != nil {
		return nil, err
	}
	bad, err := m.fetch(ctx)
	if errors.Is(err, ErrNoLake) {
		err = nil
	}
	if err == nil {
		err = claim(ctx, m.Remote)
	}
	if err == nil {
		err = writeMark(m.Dir)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open the lake: %w", err), lck.Unlock())
	}
	l, err := open(m.Dir, lck)
	if err != nil {
		return nil, errors.Join(err, lck.Unlock())
	}
	l.follow(m, bad)
	return l, nil
}

// follow ties an open lake to its bucket.
func (l *Lake) follow(m Mirror, bad map[string]string) {
	l.remote, l.of = m.Remote, m.Of
	maps.Copy(l.bad, bad)
}

// Bucket is the name of the bucket that the lake is in, empty for one in a folder.
func (l *Lake) Bucket() string { return l.of }

// prepare makes the folder and marks it as a mirror. One that is something else is left alone.
func (m Mirror) prepare() error {
	switch of, err := mirrorOf(m.Dir); {
	case err != nil:
		return err
	case of != "" && of != m.Of:
		return fmt.Errorf("%s follows %s and not %s: name another folder", m.Dir, of, m.Of)
	case of == m.Of:
		return m.folders()
	}
	if entries, err := os.ReadDir(m.Dir); len(entries) > 0 {
		return fmt.Errorf("%s holds something else than a mirror of %s: name another folder", m.Dir, m.Of)
	} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := m.folders(); err != nil {
		return err
	}
	return m.mark()
}

func (m Mirror) folders() error {
	for _, d := range []string{manifestDir, snapshotDir, stagingDir} {
		if err := os.MkdirAll(filepath.Join(m.Dir, d), 0o755); err != nil {
			return err
		}
	}
	return nil
}

type mirrorMark struct {
	Bucket string `json:"bucket"`
}

func (m Mirror) mark() error {
	data, err := json.Marshal(mirrorMark{m.Of})
	if err != nil {
		return err
	}
	return writeWhole(filepath.Join(m.Dir, mirrorFile), append(data, '\n'))
}

// mirrorOf is the bucket that a folder follows, or empty.
func mirrorOf(dir string) (string, error) {
	data, err := os.ReadFile(filepath.Join(dir, mirrorFile))
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	var m mirrorMark
	if err == nil {
		err = json.Unmarshal(data, &m)
	}
	if err != nil {
		return "", fmt.Errorf("read %s: %w", filepath.Join(dir, mirrorFile), err)
	}
	return m.Bucket, nil
}
