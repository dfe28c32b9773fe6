package lake

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"
)

const (
	// fetchTries is how often a file is asked for before its bucket counts as out of reach.
	fetchTries = 3
	// leftAge is how old the leftover of a fetch that was stopped must be before it is removed.
	leftAge = 24 * time.Hour
)

// fetch brings the folder to the newest commit of the bucket and returns, by path, what is wrong with
// files that could not be had. What the bucket no longer knows goes from the folder too: other machines
// purge and sweep. The error wraps ErrNoLake where the bucket holds no lake.
func (m Mirror) fetch(ctx context.Context) (bad map[string]string, err error) {
	if m.Remote == nil {
		return nil, m.asItIs()
	}
	if err := m.fetchMark(ctx); err != nil {
		return nil, err
	}
	newest := int64(-1)
	for range fetchTries {
		h, err := m.head(ctx)
		if errors.Is(err, fs.ErrNotExist) {
			continue // it was swept meanwhile, so there is a newer one
		}
		if err != nil {
			return nil, err
		}
		if h.number == newest {
			return bad, nil // nothing changed: what is bad is so for good
		}
		newest = h.number
		if bad, err = m.fetchFiles(ctx, h.man.Files); err != nil {
			return nil, err
		}
		if err := h.place(m); err != nil || len(bad) == 0 {
			return nil, err
		}
	}
	return bad, nil
}

// There returns an error that wraps ErrNoLake where the bucket holds no lake.
func (m Mirror) There(ctx context.Context) error {
	if m.Remote == nil {
		return m.asItIs()
	}
	if err := m.fetchMark(ctx); err != nil {
		return fmt.Errorf("open the lake: %w", err)
	}
	return nil
}

// asItIs checks that the folder is a mirror of the bucket that holds something.
func (m Mirror) asItIs() error {
	of, err := mirrorOf(m.Dir)
	if err == nil && of != m.Of {
		err = fmt.Errorf("%w: %s holds no copy of %s", ErrNoLake, m.Dir, m.Of)
	}
	return err
}

func (m Mirror) fetchMark(ctx context.Context) error {
	data, err := getSmall(ctx, m.Remote, markFile, maxMark)
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%w: there is no lake in %s", ErrNoLake, m.Of)
	}
	if err != nil {
		return err
	}
	var k mark
	if err := json.Unmarshal(data, &k); err != nil {
		return fmt.Errorf("read %s of %s: %w", markFile, m.Of, err)
	}
	if err := k.check(m.Of); err != nil {
		return err
	}
	if err := m.prepare(); err != nil {
		return err
	}
	return writeMark(m.Dir)
}

// clean removes what fetches that were stopped left behind.
func (m Mirror) clean() error {
	left, err := filepath.Glob(filepath.Join(m.Dir, stagingDir, "fetch-*"))
	if err != nil {
		return err
	}
	for _, path := range left {
		if info, err := os.Lstat(path); err == nil && info.ModTime().Before(m.Now.Add(-leftAge)) {
			if err := os.Remove(path); err != nil {
				return err
			}
		}
	}
	return nil
}

// fetchFiles brings the data files that the folder lacks, and returns what is wrong with those that cannot
// be had.
func (m Mirror) fetchFiles(ctx context.Context, files []File) (map[string]string, error) {
	var lacking []File
	var bytes int64
	for _, f := range files {
		if info, err := os.Lstat(m.path(f.Path)); err != nil || info.Size() != f.Bytes {
			lacking, bytes = append(lacking, f), bytes+f.Bytes
		}
	}
	if len(lacking) == 0 {
		return nil, nil
	}
	if m.Fetching != nil {
		m.Fetching(len(lacking), bytes)
	}
	bad, dirs := make(map[string]string), make(map[string]bool)
	var mu sync.Mutex
	err := eachAtOnce(ctx, len(lacking), func(ctx context.Context, i int) error {
		reason, err := m.fetchFile(ctx, lacking[i])
		mu.Lock()
		defer mu.Unlock()
		if reason != "" {
			bad[lacking[i].Path] = reason
		} else if err == nil {
			err = makeDirs(m.Dir, filepath.Dir(m.path(lacking[i].Path)), dirs)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	for dir := range dirs {
		if err := syncDir(dir); err != nil {
			return nil, err
		}
	}
	return bad, nil
}

// fetchFile brings one data file, whole and with the content that the manifest says, or gives the reason
// why it cannot be had.
func (m Mirror) fetchFile(ctx context.Context, f File) (reason string, err error) {
	for range fetchTries {
		if reason, err = m.tryFile(ctx, f); err == nil || ctx.Err() != nil {
			break
		}
	}
	return reason, err
}

func (m Mirror) tryFile(ctx context.Context, f File) (reason string, err error) {
	s, err := stageIn(filepath.Join(m.Dir, stagingDir), "fetch-*.parquet")
	if err != nil {
		return "", err
	}
	err = m.Remote.Get(ctx, f.Path, f.Bytes+1, s)
	if err != nil {
		reason := ""
		if errors.Is(err, fs.ErrNotExist) {
			reason, err = "the bucket does not hold it", nil
		}
		return reason, errors.Join(err, s.drop())
	}
	sum, err := s.seal()
	switch {
	case err != nil:
		return "", errors.Join(err, s.drop())
	case s.n != f.Bytes || sum != f.SHA256:
		return "what the bucket holds is not what was written", s.drop()
	}
	dst := m.path(f.Path)
	if err := os.MkdirAll(filepath.Dir(dst), 0o755); err != nil {
		return "", errors.Join(err, s.drop())
	}
	if err := os.Rename(s.f.Name(), dst); err != nil {
		return "", errors.Join(err, s.drop())
	}
	return "", nil
}

func (m Mirror) path(rel string) string { return filepath.Join(m.Dir, filepath.FromSlash(rel)) }
