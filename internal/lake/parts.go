package lake

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
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
)

// ofVersions are the tables whose rows belong to a version.
func ofVersions() []string {
	return []string{listingVersions.Name, roles.Name, mentions.Name, pays.Name}
}

// Parts cuts what was read from pages into parts. Files that the manifest since has already are left out;
// without one every file is in a part.
func (l *Lake) Parts(since *Manifest) []Part {
	files := l.soundFiles()
	if since != nil {
		files = without(files, since.Files)
	}
	return cut(slices.DeleteFunc(files, func(f File) bool { return !slices.Contains(ofVersions(), f.Table) }), partVersions)
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

// PartDB opens a database of its own with the tables of a part, the table skills, and a bound on its memory.
// What the views of a lake show of current versions they show here of every version, without its job. The
// caller calls end when done.
func (l *Lake) PartDB(ctx context.Context, part Part) (db *sql.DB, end func() error, err error) {
	return l.boundDB(ctx, func() []string {
		out := []string{"create schema " + storedSchema}
		for _, name := range append(ofVersions(), skills.Name) {
			t, files := tableNamed(name), part.files
			if name == skills.Name {
				files = l.soundFiles()
			}
			out = append(out, t.view(l.pathsOf(files, name)))
			if view := t.viewName(); view != name {
				out = append(out, fmt.Sprintf("create view %s as select *, null::bigint as job_key from %s", name, view))
			}
		}
		return append(out, "create view listings as select *, null::bigint as job_key from "+listingVersions.Name)
	})
}

// TablesDB opens a database of its own with some tables of the lake, every row of them, and a bound on its memory.
// The caller calls end when done.
func (l *Lake) TablesDB(ctx context.Context, tables ...string) (db *sql.DB, end func() error, err error) {
	return l.boundDB(ctx, func() []string { return l.tableViews(tables...) })
}

// tableViews are the statements that make views of tables.
func (l *Lake) tableViews(tables ...string) (out []string) {
	files := l.soundFiles()
	for _, name := range tables {
		t := tableNamed(name)
		out = append(out, t.viewAs(t.Name, l.pathsOf(files, name)))
	}
	return out
}

// recentSchema holds what came last of some tables.
const recentSchema = "recent"

// RecentDB opens a database of its own with the tables of the lake that rules about many listings look at, and a
// bound on its memory. The schema recent holds the rows of jobs, listing_versions and rejects that came after the
// manifest since, with those that stood in the same files of jobs. Without a manifest everything is recent. The caller calls end when done.
func (l *Lake) RecentDB(ctx context.Context, since *Manifest) (db *sql.DB, end func() error, err error) {
	if since == nil {
		since = new(Manifest)
	}
	return l.boundDB(ctx, func() []string {
		files := l.soundFiles()
		recent := without(files, since.Files)
		out := l.tableViews(jobs.Name, listingVersions.Name, rejects.Name, runs.Name, rates.Name, skills.Name)
		// The audits of one commit go through the same files; of many at once the footers would not fit into memory.
		out = append(out, fmt.Sprintf("set parquet_metadata_cache = %t", 2*len(recent) < len(files)), "create schema "+recentSchema)
		for _, t := range []*Table{&jobs.Table, &listingVersions.Table, &rejects.Table} {
			out = append(out, t.viewAs(recentSchema+"."+t.Name, l.pathsOf(recent, t.Name)))
		}
		return out
	})
}

// without returns the files that are not among others.
func without(files, others []File) []File {
	had := make(map[string]bool, len(others))
	for _, f := range others {
		had[f.Path] = true
	}
	return slices.DeleteFunc(slices.Clone(files), func(f File) bool { return had[f.Path] })
}

// pathsOf are the paths of the files of a table.
func (l *Lake) pathsOf(files []File, table string) (paths []string) {
	for _, f := range files {
		if f.Table == table {
			paths = append(paths, l.path(f.Path))
		}
	}
	return paths
}

// boundDB opens a database with a bound on its memory and a folder of its own for what does not fit into it.
func (l *Lake) boundDB(ctx context.Context, statements func() []string) (db *sql.DB, end func() error, err error) {
	spill, err := os.MkdirTemp(filepath.Join(l.dir, stagingDir), "spill-*")
	if errors.Is(err, os.ErrPermission) || errors.Is(err, os.ErrNotExist) {
		spill, err = os.MkdirTemp("", "rung-spill-*") // a lake that may only be read
	}
	if err != nil {
		return nil, nil, err
	}
	db, err = l.openSound(ctx, l.db.bounded(spill), statements)
	if err != nil {
		return nil, nil, errors.Join(err, os.RemoveAll(spill))
	}
	return db, func() error { return errors.Join(db.Close(), os.RemoveAll(spill)) }, nil
}
