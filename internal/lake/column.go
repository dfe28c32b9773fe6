package lake

import (
	"strings"
	"time"

	"github.com/apache/arrow/go/v17/arrow"
	"github.com/apache/arrow/go/v17/arrow/array"
)

// kind is the type of a column. There are few on purpose: every one of them means the same to
// DuckDB, Spark, Trino, ClickHouse and Polars.
type kind int

const (
	kindText kind = iota
	kindInt
	kindFloat
	kindBool
	kindTime // microseconds UTC without a zone: a zone would need ICU in DuckDB
	kindTexts
	kindBlob
	kindDate
)

func (k kind) arrow() arrow.DataType {
	switch k {
	case kindInt:
		return arrow.PrimitiveTypes.Int64
	case kindFloat:
		return arrow.PrimitiveTypes.Float64
	case kindBool:
		return arrow.FixedWidthTypes.Boolean
	case kindTime:
		return &arrow.TimestampType{Unit: arrow.Microsecond}
	case kindTexts:
		return arrow.ListOf(arrow.BinaryTypes.String)
	case kindBlob:
		return arrow.BinaryTypes.Binary
	case kindDate:
		return arrow.FixedWidthTypes.Date32
	default:
		return arrow.BinaryTypes.String
	}
}

// SQL is the column's type in DuckDB.
func (k kind) sql() string {
	return [...]string{"VARCHAR", "BIGINT", "DOUBLE", "BOOLEAN", "TIMESTAMP", "VARCHAR[]", "BLOB", "DATE"}[k]
}

// column is one column of a table whose rows are values of type T.
type column[T any] struct {
	Name    string
	Comment string
	kind    kind
	// plain turns dictionary encoding off, for columns whose values hardly repeat.
	plain bool
	add   func(array.Builder, *T)
}

func text[T any](name, comment string, get func(*T) string) column[T] {
	return column[T]{Name: name, Comment: comment, kind: kindText, add: func(b array.Builder, r *T) {
		appendText(b.(*array.StringBuilder), get(r))
	}}
}

// words is text whose values hardly repeat.
func words[T any](name, comment string, get func(*T) string) column[T] {
	c := text(name, comment, get)
	c.plain = true
	return c
}

func integer[T any](name, comment string, get func(*T) int64) column[T] {
	return column[T]{Name: name, Comment: comment, kind: kindInt, add: func(b array.Builder, r *T) {
		b.(*array.Int64Builder).Append(get(r))
	}}
}

// key is an integer that hardly repeats.
func key[T any](name, comment string, get func(*T) int64) column[T] {
	c := integer(name, comment, get)
	c.plain = true
	return c
}

// optional is an integer that is null where get says that it is not known.
func optional[T any](name, comment string, get func(*T) (int64, bool)) column[T] {
	return column[T]{Name: name, Comment: comment, kind: kindInt, add: func(b array.Builder, r *T) {
		if v, known := get(r); known {
			b.(*array.Int64Builder).Append(v)
			return
		}
		b.AppendNull()
	}}
}

// count is an integer that is null when it is 0.
func count[T any](name, comment string, get func(*T) int64) column[T] {
	return optional(name, comment, func(r *T) (int64, bool) {
		v := get(r)
		return v, v != 0
	})
}

// amount is a number that is null when it is 0.
func amount[T any](name, comment string, get func(*T) float64) column[T] {
	return column[T]{Name: name, Comment: comment, kind: kindFloat, add: func(b array.Builder, r *T) {
		if v := get(r); v != 0 {
			b.(*array.Float64Builder).Append(v)
			return
		}
		b.AppendNull()
	}}
}

// boolean is true or false, or null where get says that it is not known.
func boolean[T any](name, comment string, get func(*T) (value, known bool)) column[T] {
	return column[T]{Name: name, Comment: comment, kind: kindBool, add: func(b array.Builder, r *T) {
		if v, known := get(r); known {
			b.(*array.BooleanBuilder).Append(v)
			return
		}
		b.AppendNull()
	}}
}

func flag[T any](name, comment string, get func(*T) bool) column[T] {
	return boolean(name, comment, func(r *T) (bool, bool) { return get(r), true })
}

// moment is a time in UTC that is null when it is zero.
func moment[T any](name, comment string, get func(*T) time.Time) column[T] {
	return column[T]{Name: name, Comment: comment, kind: kindTime, add: func(b array.Builder, r *T) {
		t := get(r)
		if t.IsZero() {
			b.AppendNull()
			return
		}
		b.(*array.TimestampBuilder).Append(arrow.Timestamp(t.UnixMicro()))
	}}
}

// day is a date that is null when it is zero.
func day[T any](name, comment string, get func(*T) time.Time) column[T] {
	return column[T]{Name: name, Comment: comment, kind: kindDate, add: func(b array.Builder, r *T) {
		t := get(r)
		if t.IsZero() {
			b.AppendNull()
			return
		}
		b.(*array.Date32Builder).Append(arrow.Date32FromTime(t))
	}}
}

func texts[T any](name, comment string, get func(*T) []string) column[T] {
	return column[T]{Name: name, Comment: comment, kind: kindTexts, add: func(b array.Builder, r *T) {
		appendTexts(b.(*array.ListBuilder), get(r))
	}}
}

func blob[T any](name, comment string, get func(*T) []byte) column[T] {
	return column[T]{Name: name, Comment: comment, kind: kindBlob, plain: true, add: func(b array.Builder, r *T) {
		if v := get(r); v != nil {
			b.(*array.BinaryBuilder).Append(v)
			return
		}
		b.AppendNull()
	}}
}

// appendText writes valid UTF-8 only: one bad byte would make the column unreadable for every
// query. Empty means not stated and is null.
func appendText(b *array.StringBuilder, s string) {
	if s == "" {
		b.AppendNull()
		return
	}
	b.Append(strings.ToValidUTF8(s, "\uFFFD"))
}

func appendTexts(b *array.ListBuilder, list []string) {
	b.Append(true)
	values := b.ValueBuilder().(*array.StringBuilder)
	for _, s := range list {
		values.Append(strings.ToValidUTF8(s, "\uFFFD"))
	}
}

// Column describes a column to the outside.
type Column struct {
	Name    string
	Type    string
	Comment string
}

// Table describes a table of the lake: its name, what one row is, and its columns.
type Table struct {
	Name    string
	Comment string
	Columns []Column

	schema *arrow.Schema
	plain  []string
	// sorted is the order of rows in compact files; empty is the order in which they came. Nil is a table
	// that is replaced whole by commits.
	sorted []string
}

// table is a Table together with the way to fill it from values of type T.
type table[T any] struct {
	Table
	columns []column[T]
}

func newTable[T any](name, comment string, columns ...column[T]) *table[T] {
	t := &table[T]{Table: Table{Name: name, Comment: comment}, columns: columns}
	fields := make([]arrow.Field, len(columns))
	for i, c := range columns {
		t.Columns = append(t.Columns, Column{Name: c.Name, Type: c.kind.sql(), Comment: c.Comment})
		if c.plain {
			t.plain = append(t.plain, c.Name)
		}
		fields[i] = arrow.Field{Name: c.Name, Type: c.kind.arrow(), Nullable: true}
	}
	t.schema = arrow.NewSchema(fields, nil)
	return t
}

// by sets the order of rows in compact files.
func (t *table[T]) by(columns ...string) *table[T] {
	t.sorted = append([]string{}, columns...)
	return t
}
