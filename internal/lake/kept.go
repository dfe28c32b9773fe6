package lake

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// Holders says by path which snapshots list a file, by their names.
func (l *Lake) Holders() (map[string][]string, error) {
	snapshots, err := l.Snapshots()
	if err != nil {
		return nil, err
	}
	holders := make(map[string][]string)
	for _, s := range snapshots {
		for _, f := range s.Manifest.Files {
			holders[f.Path] = append(holders[f.Path], s.Name)
		}
	}
	return holders, nil
}

// SnapshotFiles are the files that snapshots list and the commit of this lake does not. In a mirror some may not
// have been fetched.
func (l *Lake) SnapshotFiles() ([]File, error) {
	snapshots, err := l.Snapshots()
	if err != nil {
		return nil, err
	}
	seen := make(map[string]bool)
	for _, f := range l.Manifest().Files {
		seen[f.Path] = true
	}
	var files []File
	for _, s := range snapshots {
		for _, f := range s.Manifest.Files {
			if !seen[f.Path] {
				seen[f.Path] = true
				files = append(files, f)
			}
		}
	}
	return files, nil
}

// DamagedSnapshots returns the damaged ones of SnapshotFiles, as Damaged does of the live files.
func (l *Lake) DamagedSnapshots() ([]Damage, error) {
	return l.badOf(context.Background(), l.check)
}

// VerifySnapshots returns the damaged ones of SnapshotFiles, as Verify does of the live files.
func (l *Lake) VerifySnapshots(ctx context.Context) ([]Damage, error) {
	bad, err := l.badOf(ctx, l.verify)
	if err != nil {
		return nil, fmt.Errorf("verify the snapshots: %w", err)
	}
	return bad, nil
}

func (l *Lake) badOf(ctx context.Context, look func(File) (Damage, bool)) ([]Damage, error) {
	files, err := l.SnapshotFiles()
	if err != nil {
		return nil, err
	}
	if l.of != "" { // the bucket has those that are not here
		files = slices.DeleteFunc(files, func(f File) bool { return !l.here(f) })
	}
	return damagedOf(ctx, files, look)
}

func (l *Lake) here(f File) bool {
	_, err := os.Lstat(l.path(f.Path))
	return err == nil
}

// Room is what the data files of a lake take on this disk, in bytes.
type Room struct {
	// Live are the files of this commit, Snapshots those that only snapshots list besides, and Older those that
	// only older commits list.
	Live, Snapshots, Older int64
	// Left is what no commit lists: what is being written, and what stopped runs left behind.
	Left int64
}

// Room measures the files on this disk.
func (l *Lake) Room() (Room, error) {
	older, err := knownFiles(l.dir)
	if err != nil {
		return Room{}, err
	}
	holders, err := l.Holders()
	if err != nil {
		return Room{}, err
	}
	live := make(map[string]bool)
	for _, f := range l.Manifest().Files {
		live[f.Path] = true
	}
	var r Room
	for _, dir := range []string{bronzeDir, silverDir, stagingDir} {
		err := eachFile(l.path(dir), func(path string, bytes int64) error {
			rel, err := filepath.Rel(l.dir, path)
			if err != nil {
				return err
			}
			switch rel = filepath.ToSlash(rel); {
			case live[rel]:
				r.Live += bytes
			case holders[rel] != nil:
				r.Snapshots += bytes
			case older[rel]:
				r.Older += bytes
			default:
				r.Left += bytes
			}
			return nil
		})
		if err != nil {
			return Room{}, fmt.Errorf("measure the lake: %w", err)
		}
	}
	return r, nil
}

// eachFile hands over the files below a folder. What goes meanwhile is left out.
func eachFile(root string, each func(path string, bytes int64) error) error {
	return filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil {
			return err
		}
		return each(path, info.Size())
	})
}
