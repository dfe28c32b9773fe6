package lake

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"
)

const (
	// compactRows and compactBytes bound what is sorted in memory at a time and so the files that
	// compaction makes: 32 MiB of adverts are about 150 MB uncompressed.
	compactRows  = 500_000
	compactBytes = 32 << 20
	// compactPages bounds a file of pages, which a transform holds in memory whole.
	compactPages = 8 << 20
	// sortAlone is the size from which a single file is worth sorting.
	sortAlone = 4 << 20
)

// Compaction says what Compact did: how many files it replaced by how many, and their sizes in bytes.
type Compaction struct {
	Before, After           int
	BytesBefore, BytesAfter int64
}

// batch is files of one table that become one file.
type batch struct {
	table       string
	dir, period string
	files       []File
	mixed       bool // some files are not compact, or they are of several folders
}

// Compact merges small files of each source and month, or year once that is over by now, sorted as their
// tables say, in one commit. Pages keep their order. What is compact already stays as it is, and so do
// damaged files. Readers go on with the files they know, which stay until Sweep finds that no kept commit
// or snapshot needs them.
func (l *Lake) Compact(ctx context.Context, runID string, now time.Time) (Compaction, error) {
	done, err := l.compact(ctx, runID, now)
	if err != nil {
		return Compaction{}, fmt.Errorf("compact the lake: %w", err)
	}
	return done, nil
}

func (l *Lake) compact(ctx context.Context, runID string, now time.Time) (done Compaction, err error) {
	if l.lock == nil {
		return done, ErrReadOnly
	}
	batches := plan(l.Manifest(), now.UTC().Year(), func(f File) bool {
		_, bad := l.check(f)
		return !bad
	})
	if len(batches) == 0 {
		return done, nil
	}
	m := &merger{lake: l}
	defer func() { err = errors.Join(err, m.close()) }()
	made := make([]File, 0, len(batches))
	for _, b := range batches {
		f, err := m.merge(ctx, b)
		if err != nil {
			return done, err
		}
		live, err := l.publish(ctx, []sealed{f})
		if err != nil {
			return done, errors.Join(err, dropSealed([]sealed{f}))
		}
		made = append(made, live...)
		done.add(b.files, f.File)
	}
	return done, l.commit(runID, "compact", time.Time{}, func(n *Manifest) {
		for i, b := range batches {
			n.replace(b.files, made[i])
		}
	})
}

// Loose counts the files that Compact would merge.
func (l *Lake) Loose(now time.Time) (files int) {
	for _, b := range plan(l.Manifest(), now.UTC().Year(), func(File) bool { return true }) {
		files += len(b.files)
	}
	return files
}

func (c *Compaction) add(old []File, made File) {
	c.Before += len(old)
	c.After++
	c.BytesBefore += sizeOf(old)
	c.BytesAfter += made.Bytes
}

func sizeOf(files []File) (bytes int64) {
	for _, f := range files {
		bytes += f.Bytes
	}
	return bytes
}

// plan finds the files to merge: neighbours in the order of commits that share table, source, period and,
// for pages, whether they were read.
func plan(m *Manifest, year int, sound func(File) bool) []batch {
	var all []batch
	open := make(map[string]*batch)
	end := func(key string) {
		if b := open[key]; b != nil && b.worth() {
			all = append(all, *b)
		}
		delete(open, key)
	}
	for _, f := range m.Files {
		if !compacts(f.Table) {
			continue
		}
		dir := compactDir(f)
		key, period := dir, periodOf(dir, year)
		if f.Table == pages.Name {
			key = f.Source // whatever their period, the pages of a source stay in order
		} else if period != "" {
			key = f.Table + " " + f.Source + " " + period
		}
		if b := open[key]; b != nil && (b.period != period || b.files[0].Read != f.Read || !b.fits(f)) || !sound(f) {
			end(key)
		}
		if !sound(f) {
			continue
		}
		if open[key] == nil {
			open[key] = &batch{table: f.Table, dir: dir, period: period}
		}
		open[key].files = append(open[key].files, f)
		open[key].mixed = open[key].mixed || dir != open[key].dir || !f.Compact
	}
	for _, key := range slices.Sorted(maps.Keys(open)) {
		end(key)
	}
	return all
}

// periodOf is the month of a folder, or its year where that is over: a small source has little to say in
// a month, and after ten years a hundred such files. They stand in the folder of the first month.
func periodOf(dir string, year int) string {
	_, month, ok := strings.Cut(dir, "/month=")
	if !ok || len(month) < len("2006-01") {
		return ""
	}
	if month[:4] < strconv.Itoa(year) {
		return month[:4]
	}
	return month
}

// compacts reports whether a table is made of files that add up. Others are replaced whole by commits.
func compacts(table string) bool { return table == pages.Name || tableNamed(table).sorted != nil }

// compactDir is the folder that a file belongs to once it is compact: pages come by day.
func compactDir(f File) string {
	dir := path.Dir(f.Path)
	head, day, ok := strings.Cut(dir, "/date=")
	if !ok || len(day) < len("2006-01") {
		return dir
	}
	return head + "/month=" + day[:len("2006-01")]
}

func (b *batch) fits(f File) bool {
	limit := int64(compactBytes)
	if b.table == pages.Name {
		limit = compactPages
	}
	rows := f.Rows
	for _, f := range b.files {
		rows += f.Rows
	}
	return rows <= compactRows && sizeOf(b.files)+f.Bytes <= limit
}

// worth reports whether anything is won by merging, so that a second compaction finds nothing to do.
func (b *batch) worth() bool {
	if !b.mixed {
		return false
	}
	one := b.files[0].Bytes
	return len(b.files) > 1 || len(tableNamed(b.table).sorted) > 0 && one >= sortAlone && one <= 2*compactBytes
}

// replace puts a file in the place of the first of those it was made of.
func (m *Manifest) replace(old []File, made File) {
	gone := make(map[string]bool, len(old))
	for _, f := range old {
		gone[f.Path] = true
	}
	out := m.Files[:0]
	for _, f := range m.Files {
		switch {
		case !gone[f.Path]:
			out = append(out, f)
		case f.Path == old[0].Path:
			out = append(out, made)
		}
	}
	m.Files = out
}
