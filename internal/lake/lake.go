package lake

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"github.com/gofrs/flock"
)

const (
	// schemaVersion changes when the lake changes so that another rung would misread it. What columns its tables
	// have is in its mark besides.
	schemaVersion = 1

	markFile    = "lake.json"
	lockFile    = "lock"
	manifestDir = "manifests"
	bronzeDir   = "bronze"
	silverDir   = "silver"
	stagingDir  = "staging"
)

// ErrNoLake is returned when a folder holds no lake.
var ErrNoLake = errors.New("nothing collected yet")

// Lake is an open lake. Its methods may be called from several goroutines.
type Lake struct {
	dir  string
	lock *flock.Flock // nil for readers
	// remote is the bucket that the lake is in, nil for one in a folder, and of its name.
	remote Remote
	of     string

	mu  sync.Mutex
	man *Manifest
	// bad holds the paths of files that were found damaged, and why; sound those whose footer was
	// found as it was written.
	bad   map[string]string
	sound map[string]bool

	db *engine
}

// Open opens an existing lake for reading. Commits made later by others are not seen.
// The error wraps ErrNoLake where dir holds no lake.
func Open(dir string) (*Lake, error) {
	if err := There(dir); err != nil {
		return nil, err
	}
	return open(dir, nil)
}

// There returns an error that wraps ErrNoLake where dir holds no lake.
func There(dir string) error {
	if _, err := os.Stat(filepath.Join(dir, markFile)); errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%w: there is no lake in %s", ErrNoLake, dir)
	}
	return nil
}

// OpenWrite opens the lake in dir for writing, makes it where it is missing, and holds its lock
// until Close. Owner says who holds the lock. The error wraps ErrLocked where another run has it.
func OpenWrite(dir, owner string) (*Lake, error) {
	if of, err := mirrorOf(dir); err != nil || of != "" {
		return nil, errors.Join(fmt.Errorf("%s follows %s: write to the lake by that address", dir, of), err)
	}
	for _, d := range []string{"", manifestDir, stagingDir} {
		if err := os.MkdirAll(filepath.Join(dir, d), 0o755); err != nil {
			return nil, fmt.Errorf("make the lake: %w", err)
		}
	}
	l, err := lock(dir, owner)
	if err != nil {
		return nil, err
	}
	if err := writeMark(dir); err != nil {
		return nil, errors.Join(err, l.Unlock())
	}
	lk, err := open(dir, l)
	if err != nil {
		return nil, errors.Join(err, l.Unlock())
	}
	return lk, nil
}

func open(dir string, l *flock.Flock) (*Lake, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("open the lake: %w", err)
	}
	if err := checkMark(abs); err != nil {
		return nil, err
	}
	man, err := latest(abs)
	if err != nil {
		return nil, err
	}
	return &Lake{
		dir: abs, lock: l, man: man, bad: make(map[string]string), sound: make(map[string]bool), db: newEngine(abs),
	}, nil
}

// Close frees the lock and the query engine. It may be called twice.
func (l *Lake) Close() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	err := l.db.close()
	if l.lock != nil {
		err = errors.Join(err, l.lock.Unlock())
		l.lock = nil
	}
	return err
}

// Dir is the lake's folder as an absolute path.
func (l *Lake) Dir() string { return l.dir }

// Manifest returns the commit that this lake reads. It must not be changed.
func (l *Lake) Manifest() *Manifest {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.man
}

func (l *Lake) path(rel string) string { return filepath.Join(l.dir, filepath.FromSlash(rel)) }
