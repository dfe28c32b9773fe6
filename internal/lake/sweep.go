package lake

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// keptManifests is how many commits stay readable: a reader may hold an older one for a while.
const keptManifests = 20

// Sweep removes the manifests of commits beyond the last 20 that were over before the given moment, data
// files that no kept manifest and no snapshot lists, and leftovers of staging, as far as they were last
// written before that moment, and returns how many data files it removed: in a bucket, how many there. The
// moment must lie before the process began to write, or its open files go too. A reader that opened the
// lake after it keeps all that it reads.
func (l *Lake) Sweep(before time.Time) (files int, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.lock == nil {
		return 0, fmt.Errorf("sweep: %w", ErrReadOnly)
	}
	if l.remote != nil {
		files, err = l.sweepBucket(context.Background(), before)
	} else {
		files, _, err = l.sweepFiles(before)
	}
	if err != nil {
		return files, fmt.Errorf("sweep: %w", err)
	}
	return files, nil
}

// sweepFiles removes old manifests and what none of the others lists, and returns how many files went and
// the paths of those that are still needed; l is locked.
func (l *Lake) sweepFiles(before time.Time) (files int, keep map[string]bool, err error) {
	keep, err = l.sweepManifests(before)
	if err != nil {
		return 0, nil, err
	}
	for _, dir := range []string{stagingDir, bronzeDir, silverDir} {
		n, err := sweepDir(l.path(dir), keep, before)
		files += n
		if err != nil {
			return files, nil, err
		}
	}
	return files, keep, nil
}

// sweepNames removes what a stopped run left beside the small files of folders.
func sweepNames(dirs ...string) error {
	for _, dir := range dirs {
		left, err := filepath.Glob(filepath.Join(dir, ".new-*"))
		if err != nil {
			return err
		}
		for _, path := range left {
			if err := os.Remove(path); err != nil {
				return err
			}
		}
	}
	return nil
}

// sweepManifests removes old manifests and returns the paths of the files that are still needed.
func (l *Lake) sweepManifests(before time.Time) (map[string]bool, error) {
	numbers, err := manifestNumbers(l.dir)
	if err != nil {
		return nil, err
	}
	keep := make(map[string]bool)
	list := func(m *Manifest) {
		for _, f := range m.Files {
			keep[l.path(f.Path)] = true
		}
	}
	for i, n := range numbers {
		if i < len(numbers)-keptManifests {
			// A commit is over when the next one is there.
			info, err := os.Stat(l.path(manifestPath(numbers[i+1])))
			if err != nil {
				return nil, err
			}
			if info.ModTime().Before(before) {
				if err := os.Remove(l.path(manifestPath(n))); err != nil {
					return nil, err
				}
				continue
			}
		}
		m, err := readManifest(l.dir, n)
		if err != nil {
			return nil, err
		}
		list(m)
	}
	snapshots, err := l.Snapshots()
	for _, s := range snapshots {
		list(s.Manifest)
	}
	return keep, err
}

// sweepDir removes the files below root that are not to be kept, and the folders that are empty then.
func sweepDir(root string, keep map[string]bool, before time.Time) (files int, err error) {
	var dirs []string
	err = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil
		case err != nil:
			return err
		case d.IsDir():
			dirs = append(dirs, path)
			return nil
		case keep[path]:
			return nil
		}
		info, err := d.Info()
		if err != nil || !info.ModTime().Before(before) {
			return err
		}
		files++
		return os.Remove(path)
	})
	for i := len(dirs) - 1; i > 0; i-- {
		// A folder with files in it stays: removing it fails.
		_ = os.Remove(dirs[i])
	}
	return files, err
}
