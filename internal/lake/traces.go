package lake

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Trace is a place that holds something of what was to be forgotten, or that could not be searched.
type Trace struct {
	Path string // relative to the lake
	What string
	// Stray is true for a file that no commit lists: what is in it was not looked at.
	Stray bool
}

const stray = "a file that no commit lists"

// Search is the proof of a purge: it reads every file below the lake's folder, whether a commit lists it
// or not, and looks for what was to be forgotten. It returns how many files and bytes it read. Done is
// what the purge returned. Of a lake in a bucket it searches the mirror, compares the bucket with it, and
// returns how much the bucket holds.
func (l *Lake) Search(ctx context.Context, f Forget, done Purged) (files int, bytes int64, traces []Trace, err error) {
	f.names = done.names
	s := &searcher{forgetter: forgetter{lake: l, forget: f, merger: &merger{lake: l}, done: &done}, known: make(map[string]File)}
	if s.done.bodies == nil {
		s.done.bodies = make(map[string]bool)
	}
	defer func() { err = errors.Join(err, s.merger.close()) }()
	if err := s.prepare(ctx); err != nil {
		return 0, 0, nil, fmt.Errorf("search the lake: %w", err)
	}
	err = filepath.WalkDir(l.dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(l.dir, path)
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		files, bytes = files+1, bytes+info.Size()
		what, err := s.search(ctx, filepath.ToSlash(rel))
		if what != "" {
			traces = append(traces, Trace{Path: filepath.ToSlash(rel), What: what, Stray: what == stray})
		}
		return err
	})
	if err == nil && l.remote != nil {
		var more []Trace
		more, files, bytes, err = s.searchBucket(ctx)
		traces = append(traces, more...)
	}
	if err != nil {
		return files, bytes, traces, fmt.Errorf("search the lake: %w", err)
	}
	return files, bytes, traces, nil
}

type searcher struct {
	forgetter
	known map[string]File
}

// prepare lists every file that a commit or snapshot knows, and the versions that they hold.
func (s *searcher) prepare(ctx context.Context) error {
	var versions []string
	err := eachListed(s.lake.dir, func(f File) {
		if _, seen := s.known[f.Path]; !seen && f.Table == listingVersions.Name {
			versions = append(versions, s.lake.path(f.Path))
		}
		s.known[f.Path] = f
	})
	if err != nil {
		return err
	}
	db, err := s.merger.open(ctx)
	if err != nil {
		return err
	}
	_, err = db.ExecContext(ctx, listingVersions.viewAs("all_versions", versions)+"; create table versions as select distinct version_key from all_versions")
	return err
}

// search says what a file holds of what was to be forgotten.
func (s *searcher) search(ctx context.Context, rel string) (what string, err error) {
	f, known := s.known[rel]
	switch {
	case strings.HasSuffix(rel, ".json") && (strings.HasPrefix(rel, manifestDir) || strings.HasPrefix(rel, snapshotDir)):
		return s.searchManifest(rel)
	case known && f.Table == pages.Name:
		for page, err := range s.lake.Pages(ctx, f) {
			if err != nil {
				return "it cannot be read: " + err.Error(), ctx.Err()
			}
			if s.goes(&page) {
				return "a page: " + page.URL, nil
			}
		}
		return "", nil
	case known:
		return s.searchRows(ctx, f)
	case strings.HasSuffix(rel, ".parquet"):
		return stray, nil
	}
	data, err := os.ReadFile(s.lake.path(rel))
	if err == nil && s.forget.namedIn(s.forget.Source, string(data)) {
		what = "the listing's id"
	}
	return what, err
}

func (s *searcher) searchManifest(rel string) (what string, err error) {
	var m *Manifest
	if name, ok := strings.CutPrefix(rel, snapshotDir+"/"); ok {
		snapshot, err := readSnapshot(s.lake.dir, strings.TrimSuffix(name, ".json"))
		if err != nil {
			return "", err
		}
		m = snapshot.Manifest
	} else {
		var number int64
		if n, _ := fmt.Sscanf(rel, manifestDir+"/%d.json", &number); n != 1 {
			return "a manifest without a number", nil
		}
		if m, err = readManifest(s.lake.dir, number); err != nil {
			return "", err
		}
	}
	s.gone, s.left = s.done.bodies, nil
	if s.states(m.next()) {
		return "the state of a source", nil
	}
	return "", nil
}

// searchRows counts the rows of a table that were to go.
func (s *searcher) searchRows(ctx context.Context, f File) (what string, err error) {
	cond := s.forget.traces(f.Table)
	if cond == "" {
		return "", nil
	}
	db, err := s.merger.open(ctx)
	if err != nil {
		return "", err
	}
	var n int64
	query := "select count(*) from read_parquet(?, hive_partitioning = false) where " + cond
	if err := db.QueryRowContext(ctx, query, s.lake.path(f.Path)).Scan(&n); err != nil {
		return "it cannot be read: " + err.Error(), ctx.Err()
	}
	if n > 0 {
		return fmt.Sprintf("%d rows of %s", n, f.Table), nil
	}
	return "", nil
}

// traces is the condition that a row of a table should have gone, or is empty for tables that hold
// nothing of adverts.
func (f Forget) traces(table string) string {
	if f.Listing != "" {
		key := f.key()
		switch table {
		case jobs.Name:
			return key + " in (listing_key, job_key, twin_of)"
		case listingVersions.Name, roles.Name, mentions.Name, pays.Name, identities.Name, blocks.Name, sightings.Name:
			return "listing_key = " + key
		case rejects.Name:
			return f.rejected()
		}
		return ""
	}
	switch table {
	case listingVersions.Name, sightings.Name, scopes.Name, rejects.Name:
		return f.old("source", "seen_at")
	case jobs.Name:
		return f.old("source", "first_seen_at")
	case roles.Name, mentions.Name, pays.Name, identities.Name, blocks.Name:
		return "version_key not in (select version_key from versions)"
	}
	return ""
}
