package lake

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"
)

const snapshotDir = "snapshots"

var snapshotName = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$`)

// ErrNoSnapshot is returned when a lake has no snapshot of a name.
var ErrNoSnapshot = errors.New("there is no such snapshot")

// Snapshot is a commit under a name. What it needs stays until it is dropped.
type Snapshot struct {
	Name string `json:"name"`
	// Taken is when it got its name, by the clock of the caller.
	Taken    time.Time `json:"taken"`
	Manifest *Manifest `json:"manifest"`
}

// Snapshot gives the current commit a name that no other snapshot has.
func (l *Lake) Snapshot(name string, now time.Time) error {
	if !snapshotName.MatchString(name) {
		return fmt.Errorf("take a snapshot: %q is no name: letters, digits, dots, hyphens and underscores, 64 at most", name)
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.lock == nil {
		return fmt.Errorf("take a snapshot: %w", ErrReadOnly)
	}
	switch _, err := os.Lstat(l.snapshotPath(name)); {
	case err == nil:
		return fmt.Errorf("take a snapshot: the name %q is taken", name)
	case !errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("take a snapshot: %w", err)
	}
	if l.man.Number == 0 {
		return fmt.Errorf("take a snapshot: %w", ErrNoLake)
	}
	if err := l.writeSnapshot(Snapshot{Name: name, Taken: now.UTC(), Manifest: l.man}, true); err != nil {
		return fmt.Errorf("take a snapshot: %w", err)
	}
	return nil
}

// writeSnapshot writes a snapshot, to the bucket first where there is one; isNew is false for one that takes
// the place of another.
func (l *Lake) writeSnapshot(s Snapshot, isNew bool) error {
	data, err := json.Marshal(s)
	if err != nil {
		return err
	}
	data = append(data, '\n')
	if err := l.pushSmall(context.Background(), snapshotDir+"/"+s.Name+".json", data, isNew); err != nil {
		return err
	}
	dirs := make(map[string]bool)
	if err := makeDirs(l.dir, l.path(snapshotDir), dirs); err != nil {
		return err
	}
	if err := writeWhole(l.snapshotPath(s.Name), data); err != nil {
		return err
	}
	return syncDir(l.dir)
}

// Snapshots lists the snapshots by name.
func (l *Lake) Snapshots() ([]Snapshot, error) {
	entries, err := os.ReadDir(l.path(snapshotDir))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("list snapshots: %w", err)
	}
	var all []Snapshot
	for _, e := range entries {
		name, ok := strings.CutSuffix(e.Name(), ".json")
		if !ok || !snapshotName.MatchString(name) {
			continue
		}
		s, err := readSnapshot(l.dir, name)
		if err != nil {
			return nil, fmt.Errorf("list snapshots: %w", err)
		}
		all = append(all, s)
	}
	slices.SortFunc(all, func(a, b Snapshot) int { return strings.Compare(a.Name, b.Name) })
	return all, nil
}

// DropSnapshot takes the name away. The next Sweep removes what nothing else needs.
func (l *Lake) DropSnapshot(name string) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.lock == nil {
		return fmt.Errorf("drop a snapshot: %w", ErrReadOnly)
	}
	if !snapshotName.MatchString(name) {
		return fmt.Errorf("drop a snapshot: %w: %q", ErrNoSnapshot, name)
	}
	if l.remote != nil {
		if err := l.remote.Delete(context.Background(), snapshotDir+"/"+name+".json"); err != nil {
			return fmt.Errorf("drop a snapshot: %w", err)
		}
	}
	err := os.Remove(l.snapshotPath(name))
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("drop a snapshot: %w: %q", ErrNoSnapshot, name)
	}
	if err != nil {
		return fmt.Errorf("drop a snapshot: %w", err)
	}
	return syncDir(l.path(snapshotDir))
}

// OpenAt opens the commit that a snapshot names, for reading.
func OpenAt(dir, name string) (*Lake, error) {
	l, err := Open(dir)
	if err != nil {
		return nil, err
	}
	s, err := readSnapshot(l.dir, name)
	if err != nil {
		return nil, errors.Join(err, l.Close())
	}
	l.man = s.Manifest
	return l, nil
}

func (l *Lake) snapshotPath(name string) string {
	return filepath.Join(l.dir, snapshotDir, name+".json")
}

func readSnapshot(root, name string) (Snapshot, error) {
	if !snapshotName.MatchString(name) {
		return Snapshot{}, fmt.Errorf("%w: %q", ErrNoSnapshot, name)
	}
	data, err := os.ReadFile(filepath.Join(root, snapshotDir, name+".json"))
	if errors.Is(err, fs.ErrNotExist) {
		return Snapshot{}, fmt.Errorf("%w: %q", ErrNoSnapshot, name)
	}
	var s Snapshot
	if err == nil {
		err = json.Unmarshal(data, &s)
	}
	if err != nil {
		return Snapshot{}, fmt.Errorf("read snapshot %s: %w", name, err)
	}
	if s.Manifest == nil || s.Manifest.Schema != schemaVersion {
		have := 0
		if s.Manifest != nil {
			have = s.Manifest.Schema
		}
		return Snapshot{}, fmt.Errorf("read snapshot %s: %w", name, &SchemaError{Dir: root, Have: have, Want: schemaVersion})
	}
	return s, nil
}
