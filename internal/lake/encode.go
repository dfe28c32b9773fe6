package lake

import (
	"bytes"
	"fmt"
	"iter"

	"github.com/apache/arrow/go/v17/arrow"
	"github.com/apache/arrow/go/v17/arrow/array"
	"github.com/apache/arrow/go/v17/arrow/memory"
	"github.com/apache/arrow/go/v17/parquet"
	"github.com/apache/arrow/go/v17/parquet/compress"
	"github.com/apache/arrow/go/v17/parquet/pqarrow"
)

// EncodeParquet writes rows as a Parquet file in memory, for tables of answers, which are small. The types
// of the columns are DuckDB's, such as VARCHAR or VARCHAR[]; values are as Session.Rows gives them.
func EncodeParquet(columns []Column, rows iter.Seq[[]any]) (data []byte, err error) {
	defer func() {
		if r := recover(); r != nil { // Arrow panics on what it cannot hold
			data, err = nil, fmt.Errorf("write a Parquet file: %v", r)
		}
	}()
	fields := make([]arrow.Field, len(columns))
	for i, c := range columns {
		fields[i] = arrow.Field{Name: c.Name, Type: kindNamed(c.Type).arrow(), Nullable: true}
	}
	schema := arrow.NewSchema(fields, nil)
	batch := array.NewRecordBuilder(memory.DefaultAllocator, schema)
	defer batch.Release()
	for row := range rows {
		for i, v := range row {
			if _, err := addAny(batch.Field(i), v); err != nil {
				return nil, fmt.Errorf("write column %s: %w", columns[i].Name, err)
			}
		}
	}
	record := batch.NewRecord()
	defer record.Release()
	useCodec()
	var b bytes.Buffer
	properties := parquet.NewWriterProperties(parquet.WithCompression(compress.Codecs.Zstd), parquet.WithMaxRowGroupLength(groupRows), parquet.WithCreatedBy("rung"))
	w, err := pqarrow.NewFileWriter(schema, &b, properties, pqarrow.NewArrowWriterProperties())
	if err != nil {
		return nil, fmt.Errorf("write a Parquet file: %w", err)
	}
	if err := w.WriteBuffered(record); err != nil {
		return nil, fmt.Errorf("write a Parquet file: %w", err)
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("write a Parquet file: %w", err)
	}
	return b.Bytes(), nil
}
