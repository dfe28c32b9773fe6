package lake

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
)

// fetchAll brings every file that a snapshot lists, so that all can be searched, and returns the paths of
// the files of all commits and snapshots. For a lake in a folder there is nothing to bring.
func (l *Lake) fetchAll(ctx context.Context, snapshots []Snapshot) (map[string]bool, error) {
	if l.remote == nil {
		return nil, nil
	}
	m := Mirror{Dir: l.dir, Of: l.of, Remote: l.remote}
	for _, s := range snapshots {
		bad, err := m.fetchFiles(ctx, s.Manifest.Files)
		if err != nil {
			return nil, err
		}
		for path, reason := range bad {
			return nil, fmt.Errorf("what is damaged cannot be searched: snapshot %s, %s: %s", s.Name, path, reason)
		}
	}
	return knownFiles(l.dir)
}

// searchBucket is the part of Search that proves that a bucket holds what the mirror holds and no more.
// Data files are compared by name, which holds their hash, and size; all others by their bytes.
func (s *searcher) searchBucket(ctx context.Context) (traces []Trace, files int, size int64, err error) {
	l := s.lake
	there, err := listRemote(ctx, l.remote, "")
	for name, o := range there {
		layer, _, _ := strings.Cut(name, "/")
		what := ""
		switch f, known := s.known[name]; {
		case layer == bronzeDir || layer == silverDir || layer == stagingDir:
			if !known {
				what = stray
			} else if o.bytes != f.Bytes {
				what = fmt.Sprintf("%d bytes instead of %d", o.bytes, f.Bytes)
			}
		case layer == manifestDir || layer == snapshotDir:
			what, err = l.sameInBucket(ctx, name)
		default:
			continue
		}
		if err != nil {
			break
		}
		files, size = files+1, size+o.bytes
		if what != "" {
			traces = append(traces, Trace{Path: name + " in " + l.of, What: what, Stray: what == stray})
		}
	}
	slices.SortFunc(traces, func(a, b Trace) int { return strings.Compare(a.Path, b.Path) })
	return traces, files, size, err
}

// sameInBucket says how a small file of the bucket differs from that of the mirror, which was searched.
func (l *Lake) sameInBucket(ctx context.Context, name string) (what string, err error) {
	here, err := os.ReadFile(l.path(name))
	if errors.Is(err, fs.ErrNotExist) {
		return "a commit or snapshot that was not searched", nil
	}
	if err != nil {
		return "", err
	}
	there, err := getSmall(ctx, l.remote, name, maxManifest)
	if err == nil && !bytes.Equal(here, there) {
		what = "something else than what was searched"
	}
	return what, err
}

// VerifyBucket reads every file in the bucket that this commit or a snapshot lists, compares its hash with the one it was written with, and
// returns those that differ. For a lake in a folder it returns nothing.
func (l *Lake) VerifyBucket(ctx context.Context) ([]Damage, error) {
	if l.remote == nil {
		return nil, nil
	}
	kept, err := l.SnapshotFiles()
	if err != nil {
		return nil, fmt.Errorf("verify the lake: %w", err)
	}
	files := slices.Concat(l.Manifest().Files, kept)
	reasons := make([]string, len(files))
	err = eachAtOnce(ctx, len(files), func(ctx context.Context, i int) (err error) {
		reasons[i], err = hashRemote(ctx, l.remote, files[i])
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("verify the lake: %w", err)
	}
	var bad []Damage
	for i, reason := range reasons {
		if reason != "" {
			bad = append(bad, Damage{files[i], reason})
		}
	}
	return bad, nil
}

// MendBucket sends files again that the bucket lost or garbled, as far as the mirror's copies are as they were
// written, and returns how many. The lake is open for writing.
func (l *Lake) MendBucket(ctx context.Context, damaged []Damage) (sound int, err error) {
	if l.remote == nil || l.lock == nil {
		return 0, fmt.Errorf("mend the bucket: %w", ErrReadOnly)
	}
	var whole []File
	for _, d := range damaged {
		if _, bad := l.verify(d.File); !bad {
			whole = append(whole, d.File)
		}
	}
	err = eachAtOnce(ctx, len(whole), func(ctx context.Context, i int) error {
		return push(ctx, l.remote, whole[i], l.path(whole[i].Path))
	})
	if err == nil {
		err = l.withdraw(ctx, whole)
	}
	if err != nil {
		return 0, fmt.Errorf("mend the bucket: %w", err)
	}
	return len(whole), nil
}

// withdraw removes files that were sent again where another machine committed meanwhile and needs them no
// longer: it may have purged what they hold.
func (l *Lake) withdraw(ctx context.Context, files []File) error {
	_, overtaken := l.listBucket(ctx)
	if !errors.Is(overtaken, ErrOvertaken) {
		return overtaken
	}
	h, err := Mirror{Dir: l.dir, Of: l.of, Remote: l.remote}.head(ctx)
	if err != nil {
		return errors.Join(overtaken, err)
	}
	needed := &pruner{gone: make(map[string]bool)}
	needed.list(h.man)
	snapshots, err := l.Snapshots()
	for _, s := range snapshots {
		needed.list(s.Manifest)
	}
	var names []string
	for _, f := range files {
		if !needed.gone[f.Path] {
			names = append(names, f.Path)
		}
	}
	if err == nil {
		err = l.deleteAll(ctx, names)
	}
	return errors.Join(overtaken, err)
}

// Mend fetches files of the mirror again that were found damaged, and returns how many are sound now.
func (l *Lake) Mend(ctx context.Context, damaged []Damage) (sound int, err error) {
	if l.remote == nil {
		return 0, nil
	}
	m := Mirror{Dir: l.dir, Of: l.of, Remote: l.remote}
	for _, d := range damaged {
		reason, err := m.fetchFile(ctx, d.File)
		if err != nil {
			return sound, fmt.Errorf("fetch %s again: %w", d.File.Path, err)
		}
		if reason != "" {
			continue
		}
		l.mu.Lock()
		delete(l.bad, d.File.Path)
		l.mu.Unlock()
		sound++
	}
	return sound, nil
}
