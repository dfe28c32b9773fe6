package lake

import (
	"errors"
	"fmt"
	"sync"

	"github.com/apache/arrow/go/v17/arrow/array"
	"github.com/apache/arrow/go/v17/arrow/memory"
	"github.com/apache/arrow/go/v17/parquet"
	"github.com/apache/arrow/go/v17/parquet/compress"
	"github.com/apache/arrow/go/v17/parquet/pqarrow"
)

const (
	// A row group is what one thread of a reader takes at a time: big enough to compress well,
	// small enough that several of them and their decoded form fit beside each other in memory.
	groupRows  = 20_480
	groupBytes = 8 << 20
	pageBytes  = 4 << 20
)

// writer writes one Parquet file of one table. It is used by one goroutine. The file is made when
// the first row group is full, so that a writer of a few rows costs no open file.
type writer struct {
	table  *Table
	stage  func() (*staged, error)
	file   *staged
	pq     *pqarrow.FileWriter
	batch  *array.RecordBuilder
	rows   int64 // rows handed to Arrow and rows still in batch
	queued int   // rows in batch
	bytes  int   // rough size of batch
}

func newWriter(root string, t *Table) *writer {
	return &writer{
		table: t,
		stage: func() (*staged, error) { return stage(root) },
		batch: array.NewRecordBuilder(memory.DefaultAllocator, t.schema),
	}
}

// sealed is a whole data file in staging.
type sealed struct {
	File
	staged string
}

// put appends one row of type T. Size is the rough number of bytes it holds.
func put[T any](w *writer, t *table[T], row *T, size int) error {
	for i := range t.columns {
		t.columns[i].add(w.batch.Field(i), row)
	}
	return w.added(size)
}

// added counts a row that was appended to batch and writes a row group when one is full.
func (w *writer) added(size int) error {
	w.rows++
	w.queued++
	w.bytes += size
	if w.queued >= groupRows || w.bytes >= groupBytes {
		return w.flush()
	}
	return nil
}

// open makes the file.
func (w *writer) open() error {
	if w.pq != nil {
		return nil
	}
	useCodec()
	file, err := w.stage()
	if err != nil {
		return err
	}
	w.file = file
	options := []parquet.WriterProperty{
		parquet.WithCompression(compress.Codecs.Zstd),
		parquet.WithDataPageSize(pageBytes),
		parquet.WithMaxRowGroupLength(groupRows),
		parquet.WithCreatedBy("rung"),
	}
	for _, name := range w.table.plain {
		options = append(options, parquet.WithDictionaryFor(name, false))
	}
	w.pq, err = pqarrow.NewFileWriter(w.table.schema, file, parquet.NewWriterProperties(options...), pqarrow.NewArrowWriterProperties())
	return err
}

// flush writes what is queued as one row group.
func (w *writer) flush() error {
	if w.queued == 0 {
		return nil
	}
	return w.guard(func() error {
		if err := w.open(); err != nil {
			return err
		}
		record := w.batch.NewRecord()
		defer record.Release()
		w.queued, w.bytes = 0, 0
		return w.pq.Write(record)
	})
}

// finish closes the file and makes it durable in staging. Its rows are not counted yet. A writer
// without rows has no file, and ok is false.
func (w *writer) finish() (f sealed, ok bool, err error) {
	if w.rows == 0 {
		w.batch.Release()
		return sealed{}, false, nil
	}
	if err := w.flush(); err != nil {
		return sealed{}, false, errors.Join(err, w.drop())
	}
	if err := w.guard(w.pq.Close); err != nil {
		return sealed{}, false, errors.Join(err, w.drop())
	}
	w.batch.Release()
	sum, err := w.file.seal()
	path, footer := w.file.f.Name(), ""
	if err == nil {
		footer, err = footerHash(path)
	}
	if err != nil {
		return sealed{}, false, errors.Join(err, w.file.drop())
	}
	return sealed{
		File:   File{Table: w.table.Name, Rows: w.rows, Bytes: w.file.n, SHA256: sum, Footer: footer},
		staged: path,
	}, true, nil
}

// drop forgets the rows and removes the file.
func (w *writer) drop() error {
	w.batch.Release()
	if w.file == nil {
		return nil
	}
	return w.file.drop()
}

// guard runs a call into Arrow, which panics on some write errors and hides others: both are
// errors here.
func (w *writer) guard(call func() error) (err error) {
	defer func() {
		r := recover()
		if r != nil {
			err = errors.Join(err, fmt.Errorf("%v", r))
		}
		if w.file != nil {
			err = errors.Join(w.file.err, err)
		}
		if err != nil {
			err = fmt.Errorf("write table %s: %w", w.table.Name, err)
		}
	}()
	return call()
}

var codecOnce sync.Once

// useCodec replaces Arrow's zstd codec, which makes a new encoder of a megabyte for every page.
func useCodec() {
	codecOnce.Do(func() { compress.RegisterCodec(compress.Codecs.Zstd, newPooledZstd()) })
}
