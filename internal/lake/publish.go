package lake

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// ErrReadOnly is returned by changes to a lake that was opened for reading.
var ErrReadOnly = errors.New("the lake is open for reading only")

// publish counts the rows of each staged file with DuckDB, renames the files to their places and sends
// them to the bucket, where there is one. They count only once a manifest lists them.
func (l *Lake) publish(ctx context.Context, files []sealed) ([]File, error) {
	live := make([]File, 0, len(files))
	dirs := make(map[string]bool)
	for _, f := range files {
		n, err := l.db.count(ctx, f.staged)
		if err != nil {
			return nil, fmt.Errorf("read table %s back: %w", f.Table, err)
		}
		if n != f.Rows {
			return nil, fmt.Errorf("read table %s back: %d rows were written and %d are there", f.Table, f.Rows, n)
		}
		dst := l.path(f.Path)
		if err := makeDirs(l.dir, filepath.Dir(dst), dirs); err != nil {
			return nil, err
		}
		if err := os.Rename(f.staged, dst); err != nil {
			return nil, fmt.Errorf("publish table %s: %w", f.Table, err)
		}
		live = append(live, f.File)
	}
	for dir := range dirs {
		if err := syncDir(dir); err != nil {
			return nil, err
		}
	}
	return live, l.upload(ctx, live, l.replaced(live))
}

// replaced forgets of files that took the place of damaged ones that these were damaged, and returns their
// paths.
func (l *Lake) replaced(files []File) map[string]bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	was := make(map[string]bool)
	for _, f := range files {
		if l.bad[f.Path] != "" {
			was[f.Path] = true
			delete(l.bad, f.Path)
		}
	}
	return was
}

// makeDirs makes dir below root and adds every folder whose names must be synced to dirs.
func makeDirs(root, dir string, dirs map[string]bool) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("write to the lake: %w", err)
	}
	for ; !dirs[dir] && strings.HasPrefix(dir, root); dir = filepath.Dir(dir) {
		dirs[dir] = true
	}
	return nil
}

func dropSealed(files []sealed) error {
	var errs []error
	for _, f := range files {
		if err := os.Remove(f.staged); !errors.Is(err, fs.ErrNotExist) {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

// commit builds the next manifest on the last one and publishes it by one rename, or in a bucket by the one
// write that creates it. A commit that brings nothing new has no moment of its own and keeps that of the
// last one. It is not stopped half way.
func (l *Lake) commit(runID, message string, made time.Time, change func(*Manifest)) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.lock == nil {
		return fmt.Errorf("commit: %w", ErrReadOnly)
	}
	n := l.man.next()
	n.RunID, n.Message = runID, message
	if !made.IsZero() {
		n.Made = made.UTC()
	}
	change(n)
	data, err := json.Marshal(n)
	if err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	data = append(data, '\n')
	if l.remote != nil {
		if err := putManifest(context.Background(), l.remote, n.Number, data); err != nil {
			return fmt.Errorf("commit: %w", err)
		}
	}
	if err := writeWhole(l.path(manifestPath(n.Number)), data); err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	l.man = n
	return nil
}

// add lists new files. A file that is listed already holds the same rows and is not listed twice.
func (m *Manifest) add(files []File) {
	have := make(map[string]bool, len(m.Files))
	for _, f := range m.Files {
		have[f.Path] = true
	}
	for _, f := range files {
		if !have[f.Path] {
			have[f.Path] = true
			m.Files = append(m.Files, f)
		}
	}
}

// drop takes the files of a table out of the list.
func (m *Manifest) drop(table string) {
	m.Files = slices.DeleteFunc(m.Files, func(f File) bool { return f.Table == table })
}
