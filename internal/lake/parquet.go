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
	// small enough that two of them and their decoded form fit beside each other in memory.
	groupRows  = 20_480
	groupBytes = 24 << 20
	pageBytes  = 4 << 20
)

// writer writes one Parquet file of one table. It is used by one goroutine.
type writer struct {
	table  *Table
	file   *staged
	pq     *pqarrow.FileWriter
	batch  *array.RecordBuilder
	rows   int64 // rows handed to Arrow and rows still in batch
	queued int
	bytes  int // rough size of batch
}

func newWriter(root string, t *Table) (*writer, error) {
	useCodec()
	file, err := stage(root)
	if err != nil {
		return nil, err
	}
	options := []parquet.WriterProperty{
		parquet.WithCompression(compress.Codecs.Zstd),
		parquet.WithDataPageSize(pageBytes),
		parquet.WithMaxRowGroupLength(groupRows),
		parquet.WithCreatedBy("rung"),
	}
	for _, name := range t.plain {
		options = append(options, parquet.WithDictionaryFor(name, false))
	}
	pq, err := pqarrow.NewFileWriter(t.schema, file, parquet.NewWriterProperties(options...), pqarrow.NewArrowWriterProperties())
	if err != nil {
		return nil, errors.Join(fmt.Errorf("write table %s: %w", t.Name, err), file.drop())
	}
	return &writer{table: t, file: file, pq: pq, batch: array.NewRecordBuilder(memory.DefaultAllocator, t.schema)}, nil
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

// flush writes what is queued as one row group. Arrow panics on some write errors; they are errors here.
func (w *writer) flush() (err error) {
	if w.queued == 0 {
		return nil
	}
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("write table %s: %w", w.table.Name, errors.Join(w.file.err, fmt.Errorf("%v", r)))
		}
	}()
	record := w.batch.NewRecord()
	defer record.Release()
	w.queued, w.bytes = 0, 0
	if err := errors.Join(w.pq.Write(record), w.file.err); err != nil {
		return fmt.Errorf("write table %s: %w", w.table.Name, err)
	}
	return nil
}

// finish closes the file and makes it durable in staging. The rows are not counted yet.
func (w *writer) finish() (f File, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("write table %s: %w", w.table.Name, errors.Join(w.file.err, fmt.Errorf("%v", r)))
		}
	}()
	if err := w.flush(); err != nil {
		return File{}, err
	}
	w.batch.Release()
	if err := errors.Join(w.pq.Close(), w.file.err); err != nil {
		return File{}, fmt.Errorf("write table %s: %w", w.table.Name, err)
	}
	sum, err := w.file.seal()
	if err != nil {
		return File{}, err
	}
	return File{Table: w.table.Name, Rows: w.rows, Bytes: w.file.n, SHA256: sum}, nil
}

// put appends one row of type T. Size is the rough number of bytes it holds.
func put[T any](w *writer, t *table[T], row *T, size int) error {
	for i := range t.columns {
		t.columns[i].add(w.batch.Field(i), row)
	}
	return w.added(size)
}

// putAny appends one row as database/sql returns it.
func putAny(w *writer, row []any, size int) error {
	for i, v := range row {
		if err := addAny(w.batch.Field(i), v); err != nil {
			return err
		}
	}
	return w.added(size)
}

var codecOnce sync.Once

// useCodec replaces Arrow's zstd codec, which makes a new encoder of a megabyte for every page.
func useCodec() {
	codecOnce.Do(func() { compress.RegisterCodec(compress.Codecs.Zstd, newPooledZstd()) })
}
