package lake

import (
	"context"
	"database/sql"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Part is some of the files of the tables that hold versions of listings. All rows of a version are in one
// part, so that what must be true of each version can be looked at part by part.
type Part struct {
	files    []File
	versions int64
}

const (
	// partVersions is the number of versions from which on a part is large enough.
	partVersions = 250_000
	// partMemory bounds what DuckDB holds while it looks at a part.
	partMemory = "512MB"
)

// ofVersions are the tables whose rows belong to a version.
func ofVersions() []string {
	return []string{listingVersions.Name, roles.Name, mentions.Name, pays.Name}
}

// Parts cuts what was read from pages into parts. Files that the manifest since has already are left out;
// without one every file is in a part.
func (l *Lake) Parts(since *Manifest) []Part {
	had := make(map[string]bool)
	if since != nil {
		for _, f := range since.Files {
			had[f.Path] = true
		}
	}
	var files []File
	for _, f := range l.soundFiles() {
		if !had[f.Path] && slices.Contains(ofVersions(), f.Table) {
			files = append(files, f)
		}
	}
	return cut(files, partVersions)
}

// cut makes parts of files. Each but the last has enough versions.
func cut(files []File, enough int64) []Part {
	groups := make(map[string]*Part)
	for _, f := range files {
		key := partKey(f)
		if groups[key] == nil {
			groups[key] = new(Part)
		}
		groups[key].add(f)
	}
	var parts []Part
	for _, key := range slices.Sorted(maps.Keys(groups)) {
		if n := len(parts); n == 0 || parts[n-1].versions >= enough {
			parts = append(parts, Part{})
		}
		last := &parts[len(parts)-1]
		last.files = append(last.files, groups[key].files...)
		last.versions += groups[key].versions
	}
	return parts
}

func (p *Part) add(f File) {
	p.files = append(p.files, f)
	if f.Table == listingVersions.Name {
		p.versions += f.Rows
	}
}

// partKey is the source and the year in which rows came in. Compaction joins the months of a year for one
// table and not yet for another, but never two years.
func partKey(f File) string {
	_, month, _ := strings.Cut(f.Path, "/month=")
	return f.Source + " " + month[:min(len(month), len("2006"))]
}

// PartDB opens a database of its own with the views of the lake and a bound on its memory. With a part the
// tables that hold versions are those of the part; all others are whole. The caller calls end when done.
func (l *Lake) PartDB(ctx context.Context, part *Part) (db *sql.DB, end func() error, err error) {
	spill, err := os.MkdirTemp(filepath.Join(l.dir, stagingDir), "spill-*")
	if errors.Is(err, os.ErrPermission) || errors.Is(err, os.ErrNotExist) {
		spill, err = os.MkdirTemp("", "rung-spill-*") // a lake that may only be read
	}
	if err != nil {
		return nil, nil, err
	}
	settings := append(l.db.settings(), "set temp_directory = "+quote(spill), "set memory_limit = "+quote(partMemory), "set preserve_insertion_order = false")
	db, err = l.openViews(ctx, settings, false)
	if err != nil {
		return nil, nil, errors.Join(err, os.RemoveAll(spill))
	}
	end = func() error { return errors.Join(db.Close(), os.RemoveAll(spill)) }
	if part == nil {
		return db, end, nil
	}
	for _, t := range Tables() {
		if !slices.Contains(ofVersions(), t.Name) {
			continue
		}
		var paths []string
		for _, f := range part.files {
			if f.Table == t.Name {
				paths = append(paths, l.path(f.Path))
			}
		}
		if _, err := db.ExecContext(ctx, t.view(paths)); err != nil {
			return nil, nil, errors.Join(err, end())
		}
	}
	return db, end, nil
}
