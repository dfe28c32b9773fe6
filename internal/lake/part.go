package lake

import (
	"errors"
	"fmt"
	"path"
	"regexp"
	"time"
)

const (
	// A data file is closed and the next one begun at this many rows or bytes.
	fileRows  = 200_000
	fileBytes = 32 << 20
	// queueBytes and textQueueBytes bound the rows that wait in memory for all partitions of a table
	// together; the second is for the table with the text of adverts.
	queueBytes     = 4 << 20
	textQueueBytes = 10 << 20
	// openFiles bounds the data files that one table has open at a time.
	openFiles = 48
	// jobsQueueBytes and jobsOpenFiles are for the table jobs, which is written after all others are closed: its
	// rows come month by month, but the copies of one job stand in many months.
	jobsQueueBytes = 32 << 20
	jobsOpenFiles  = 512
)

// partition is a folder of a table: one source and the month in which its rows came in. The folder
// says when rung learned of a row; the column month says when the advert was posted.
type partition struct {
	source, month string
}

var sourceName = regexp.MustCompile(`^[a-z0-9][a-z0-9_-]{0,63}$`)

// partitionOf checks the name that becomes a folder's name.
func partitionOf(source string, at time.Time) (partition, error) {
	if !sourceName.MatchString(source) {
		return partition{}, fmt.Errorf("write to the lake: %q is no name of a source", source)
	}
	return partition{source: source, month: at.UTC().Format("2006-01")}, nil
}

func (p partition) dir(layer, table string) string {
	if p.source == "" {
		return path.Join(layer, table)
	}
	return path.Join(layer, table, "source="+p.source, "month="+p.month)
}

// tableWriter writes the rows of one table to the files of their partitions. It is used by one
// goroutine at a time.
type tableWriter[T any] struct {
	root   string
	table  *table[T]
	open   map[partition]*writer
	limit  int // of queued
	queued int
	most   int // of files
	files  int // writers that have a file open
	done   []sealed
}

func newTableWriter[T any](root string, t *table[T]) *tableWriter[T] {
	return &tableWriter[T]{root: root, table: t, open: make(map[partition]*writer), limit: queueBytes, most: openFiles}
}

// put appends a row to its partition. Size is the rough number of bytes it holds.
func (t *tableWriter[T]) put(p partition, row *T, size int) error {
	w := t.open[p]
	if w == nil {
		w = newWriter(t.root, &t.table.Table)
		t.open[p] = w
	}
	before, hadFile := w.bytes, w.file != nil
	err := put(w, t.table, row, size)
	t.queued += w.bytes - before
	if w.file != nil && !hadFile {
		t.files++
	}
	if err != nil {
		return err
	}
	if w.rows >= fileRows || w.file != nil && w.file.n >= fileBytes {
		return t.close(p)
	}
	return t.relieve()
}

// relieve keeps memory and open files within bounds: the fullest partition is written out, and the
// one with the largest file is closed.
func (t *tableWriter[T]) relieve() error {
	if t.queued > t.limit {
		p := t.largest(func(w *writer) int64 { return int64(w.bytes) })
		w := t.open[p]
		t.queued -= w.bytes
		if w.file == nil {
			t.files++
		}
		if err := w.flush(); err != nil {
			return err
		}
	}
	if t.files > t.most {
		return t.close(t.largest(func(w *writer) int64 {
			if w.file == nil {
				return -1
			}
			return w.file.n
		}))
	}
	return nil
}

func (t *tableWriter[T]) largest(size func(*writer) int64) partition {
	var best partition
	most := int64(-1)
	for p, w := range t.open {
		if n := size(w); n > most || n == most && (p.source+p.month < best.source+best.month) {
			best, most = p, n
		}
	}
	return best
}

// close finishes the file of a partition; the next row of it begins another.
func (t *tableWriter[T]) close(p partition) error {
	w := t.open[p]
	delete(t.open, p)
	t.queued -= w.bytes
	if w.file != nil {
		t.files--
	}
	f, ok, err := w.finish()
	if err != nil || !ok {
		return err
	}
	f.Source = p.source
	f.Path = path.Join(p.dir(silverDir, t.table.Name), f.SHA256+".parquet")
	t.done = append(t.done, f)
	return nil
}

// finish closes every file and hands over all that were written. More rows may follow in new files.
func (t *tableWriter[T]) finish() ([]sealed, error) {
	for p := range t.open {
		if err := t.close(p); err != nil {
			return nil, err
		}
	}
	files := t.done
	t.done = nil
	return files, nil
}

// drop removes every file that was written.
func (t *tableWriter[T]) drop() error {
	var errs []error
	for _, w := range t.open {
		errs = append(errs, w.drop())
	}
	clear(t.open)
	errs = append(errs, dropSealed(t.done))
	t.done = nil
	return errors.Join(errs...)
}
