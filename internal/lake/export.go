package lake

import (
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/apache/arrow/go/v17/arrow"
	"github.com/apache/arrow/go/v17/arrow/array"
	"github.com/marcboeker/go-duckdb/v2"
)

// WriteParquet writes the rows of a result to a Parquet file at path, whole or not at all, and returns
// their number. Whole numbers become BIGINT, decimals DOUBLE, and nested values other than lists of text
// their JSON. The caller closes the rows.
func WriteParquet(r *sql.Rows, path string) (rows int64, err error) {
	t, err := resultTable(r)
	if err != nil {
		return 0, err
	}
	w := newWriter("", t)
	w.stage = func() (*staged, error) { return stageBeside(path) }
	if err := copyRows(w, r); err != nil {
		return 0, errors.Join(err, w.drop())
	}
	if err := w.open(); err != nil {
		return 0, errors.Join(err, w.drop())
	}
	return w.rows, w.publish(path)
}

// publish closes the file and renames it to its place.
func (w *writer) publish(path string) error {
	if err := w.flush(); err != nil {
		return errors.Join(err, w.drop())
	}
	if err := w.guard(w.pq.Close); err != nil {
		return errors.Join(err, w.drop())
	}
	w.batch.Release()
	if _, err := w.file.seal(); err != nil {
		return errors.Join(err, w.file.drop())
	}
	if err := os.Rename(w.file.f.Name(), path); err != nil {
		return errors.Join(fmt.Errorf("write %s: %w", path, err), w.file.drop())
	}
	return syncDir(filepath.Dir(path))
}

func copyRows(w *writer, r *sql.Rows) error {
	return eachValues(r, func(values []any) error {
		size := 0
		for i, v := range values {
			n, err := addAny(w.batch.Field(i), v)
			if err != nil {
				return fmt.Errorf("column %s: %w", w.table.Columns[i].Name, err)
			}
			size += n
		}
		return w.added(size)
	})
}

// eachValues hands over the rows of a result as simple values. The slice is used again for the next.
func eachValues(r *sql.Rows, row func([]any) error) error {
	types, err := r.ColumnTypes()
	if err != nil {
		return err
	}
	values, into := make([]any, len(types)), make([]any, len(types))
	for i := range values {
		into[i] = &values[i]
	}
	for r.Next() {
		if err := r.Scan(into...); err != nil {
			return err
		}
		for i := range values {
			values[i] = simple(types[i].DatabaseTypeName(), values[i])
		}
		if err := row(values); err != nil {
			return err
		}
	}
	return r.Err()
}

// resultTable describes the columns of a result.
func resultTable(r *sql.Rows) (*Table, error) {
	types, err := r.ColumnTypes()
	if err != nil {
		return nil, err
	}
	t := &Table{Name: "result"}
	fields := make([]arrow.Field, len(types))
	for i, c := range types {
		k := kindNamed(c.DatabaseTypeName())
		t.Columns = append(t.Columns, Column{Name: c.Name(), Type: k.sql()})
		fields[i] = arrow.Field{Name: c.Name(), Type: k.arrow(), Nullable: true}
	}
	t.schema = arrow.NewSchema(fields, nil)
	return t, nil
}

// kindNamed is the kind in which values of a type of DuckDB are written.
func kindNamed(name string) kind {
	switch {
	case name == "BOOLEAN":
		return kindBool
	case name == "DATE":
		return kindDate
	case name == "BLOB":
		return kindBlob
	case name == "VARCHAR[]":
		return kindTexts
	case strings.HasPrefix(name, "TIMESTAMP"):
		return kindTime
	case name == "DOUBLE", name == "FLOAT", strings.HasPrefix(name, "DECIMAL") && !strings.HasSuffix(name, "[]"):
		return kindFloat
	}
	switch strings.TrimPrefix(name, "U") {
	case "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT":
		return kindInt
	}
	return kindText
}

// addAny appends a simple value, and returns its rough size.
func addAny(b array.Builder, v any) (size int, err error) {
	switch b := b.(type) {
	case *array.StringBuilder:
		if v != nil {
			if v, err = asText(v); err != nil {
				return 0, err
			}
		}
		return addAs(b, v, func(s string) int { b.Append(strings.ToValidUTF8(s, "\uFFFD")); return len(s) })
	case *array.Int64Builder:
		return addAs(b, v, func(n int64) int { b.Append(n); return 8 })
	case *array.Float64Builder:
		return addAs(b, v, func(f float64) int { b.Append(f); return 8 })
	case *array.BooleanBuilder:
		return addAs(b, v, func(t bool) int { b.Append(t); return 1 })
	case *array.TimestampBuilder:
		return addAs(b, v, func(t time.Time) int { b.Append(arrow.Timestamp(t.UnixMicro())); return 8 })
	case *array.Date32Builder:
		return addAs(b, v, func(t time.Time) int { b.Append(arrow.Date32FromTime(t)); return 4 })
	case *array.BinaryBuilder:
		return addAs(b, v, func(data []byte) int { b.Append(data); return len(data) })
	case *array.ListBuilder:
		return addAs(b, v, func(list []any) int { return addTexts(b, list) })
	}
	return 0, fmt.Errorf("no column of a lake is of type %s", b.Type())
}

// addAs appends a value of type T, or null.
func addAs[T any](b array.Builder, v any, add func(T) int) (size int, err error) {
	switch v := v.(type) {
	case nil:
		b.AppendNull()
		return 1, nil
	case T:
		return add(v), nil
	}
	return 0, fmt.Errorf("a value %v does not fit %s: cast it", v, b.Type())
}

func addTexts(b *array.ListBuilder, list []any) (size int) {
	b.Append(true)
	values := b.ValueBuilder().(*array.StringBuilder)
	for _, v := range list {
		s, ok := v.(string)
		if !ok {
			values.AppendNull()
			continue
		}
		values.Append(s)
		size += len(s)
	}
	return size
}

func asText(v any) (string, error) {
	switch v := v.(type) {
	case string:
		return v, nil
	case fmt.Stringer:
		return v.String(), nil
	}
	data, err := json.Marshal(v)
	return string(data), err
}

// simple turns a value of the driver into one of bool, int64, float64, string, []byte, time.Time,
// []any, map[string]any, where that loses nothing. Of is the name of its type in DuckDB.
func simple(of string, v any) any {
	switch v := v.(type) {
	case int8:
		return int64(v)
	case int16:
		return int64(v)
	case int32:
		return int64(v)
	case uint8:
		return int64(v)
	case uint16:
		return int64(v)
	case uint32:
		return int64(v)
	case uint64:
		return simple(of, new(big.Int).SetUint64(v))
	case float32:
		return float64(v)
	case duckdb.Decimal:
		return v.Float64()
	case *big.Int:
		if v.IsInt64() {
			return v.Int64()
		}
	case []byte:
		if id := new(duckdb.UUID); of == "UUID" && len(v) == len(id) {
			copy(id[:], v)
			return id.String()
		}
	case []any:
		out := make([]any, len(v))
		for i := range v {
			out[i] = simple(strings.TrimSuffix(of, "[]"), v[i])
		}
		return out
	}
	return v
}
