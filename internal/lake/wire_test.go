package lake_test

import (
	"math"
	"math/big"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/marcboeker/go-duckdb/v2"

	"rung/internal/lake"
)

// bigs compares numbers of any size by their value.
var bigs = cmp.Comparer(func(a, b *big.Int) bool { return a.Cmp(b) == 0 })

func TestValuesPassAsTheyAre(t *testing.T) {
	huge, _ := new(big.Int).SetString("-170141183460469231731687303715884105728", 10)
	for _, v := range []any{
		nil, true, false, int8(-128), int16(-1), int32(math.MinInt32), int64(math.MinInt64), uint8(255), uint16(1), uint32(math.MaxUint32),
		uint64(math.MaxUint64), float32(1.5), 0.1, math.Inf(-1), "", "ünï\x00",
		[]byte{},
		[]byte{0, 255},
		huge, big.NewInt(0),
		time.Date(2024, 2, 29, 12, 30, 0, 123456000, time.UTC), time.Date(1, 1, 1, 23, 59, 59, 999999000, time.UTC), time.Date(-4000, 1, 1, 0, 0, 0, 0, time.UTC),
		duckdb.Decimal{Width: 38, Scale: 10, Value: huge},
		duckdb.Interval{Days: -1, Months: 2, Micros: -3},
		[]any{},
		[]any{nil, "a", []any{int32(1)}},
		map[string]any{"a": nil, "": []any{1.5}},
		duckdb.Map{"k": int64(1), int32(2): nil},
		duckdb.Union{Tag: "t", Value: "x"},
	} {
		b, err := lake.AppendValue([]byte("before"), v)
		must(t, err)
		got, rest, err := lake.ReadValue(append(b[len("before"):], "after"...))
		must(t, err)
		if diff := cmp.Diff(v, got, bigs); diff != "" || string(rest) != "after" {
			t.Errorf("%#v (-want +got), then %q\n%s", v, rest, diff)
		}
	}
	if _, err := lake.AppendValue(nil, struct{}{}); err == nil {
		t.Error("a value of an unknown type was written")
	}
}

// TestEveryTypePasses asks for a value of each type that DuckDB has, and wants it to pass as it is.
func TestEveryTypePasses(t *testing.T) {
	_, s, _ := fenced(t)
	for _, q := range []string{
		"1::tinyint", "1::smallint", "1::integer", "1::bigint", "1::hugeint", "1::utinyint", "1::usmallint", "1::uinteger", "1::ubigint", "1::uhugeint::varchar",
		"1.5::float", "1.5::double", "1.50::decimal(4, 2)", "1.5::decimal(38, 10)", "true", "'x'", "'\\x00'::blob", "date '2024-02-29'", "time '12:30:01'",
		"timetz '12:30:01+02'", "timestamp '2024-02-29 12:30:01.5'", "timestamptz '2024-02-29 12:30:01+02'", "'2024-02-29 12:30:01.123456789'::timestamp_ns",
		"'2024-02-29 12:30:01'::timestamp_s", "'2024-02-29 12:30:01'::timestamp_ms", "interval '1 month 2 days 3 seconds'", "[1, null, 2]", "[['a'], []]",
		"[1.5, 2]::double[2]", "{'a': 1, 'b': ['x']}", "map {'k': 1, 'l': null}", "map {1: {'a': 2}}", "uuid()", "'a'::enum ('a', 'b')", "'{\"a\": [1, \"x\", null]}'::json",
		"union_value(n := 1)", "null",
	} {
		rows, err := s.Rows(t.Context(), "select "+q)
		must(t, err)
		var v any
		if !rows.Next() {
			t.Fatalf("%s: no row: %v", q, rows.Err())
		}
		must(t, rows.Scan(&v))
		must(t, rows.Close())
		b, err := lake.AppendValue(nil, v)
		must(t, err)
		got, rest, err := lake.ReadValue(b)
		must(t, err)
		if diff := cmp.Diff(v, got, bigs); diff != "" || len(rest) > 0 {
			t.Errorf("%s (-want +got), then %q\n%s", q, rest, diff)
		}
	}
}

func TestCutValuesAreErrors(t *testing.T) {
	b, err := lake.AppendValue(nil, []any{"text", int64(1000), 1.5, map[string]any{"a": big.NewInt(7)}, time.Unix(1, 5)})
	must(t, err)
	for i := range b {
		if v, _, err := lake.ReadValue(b[:i]); err == nil {
			t.Errorf("%d of %d bytes were read as %v", i, len(b), v)
		}
	}
}

func FuzzReadValue(f *testing.F) {
	for _, v := range []any{nil, "a", []any{int8(1), []byte("x")}, map[string]any{"a": 1.5}, duckdb.Map{"k": "v"}, duckdb.Decimal{Value: big.NewInt(5)}} {
		b, err := lake.AppendValue(nil, v)
		must(f, err)
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		v, rest, err := lake.ReadValue(data)
		if err != nil {
			return
		}
		if len(rest) >= len(data) {
			t.Fatal("nothing was read")
		}
		b, err := lake.AppendValue(nil, v)
		must(t, err)
		if _, rest, err := lake.ReadValue(b); err != nil || len(rest) > 0 {
			t.Errorf("what was read cannot be read again: %v, %q", err, rest)
		}
	})
}

func TestAHandleOpensTheSameCommit(t *testing.T) {
	l, _, _ := fenced(t)
	h := l.Handle()
	fill(t, l, listing("b")) // a later commit, which the handle does not see
	other := lake.OpenHandle(h)
	defer other.Close()
	s, err := other.Query(t.Context(), lake.Limits{})
	must(t, err)
	defer s.Close()
	if got, err := run(t, s, "select native_id from listings"); err != nil || len(got) != 1 || got[0] != "a" {
		t.Errorf("the handle's listings are %q, %v, want a", got, err)
	}
	h.Bad = map[string]string{h.Files[0].Path: "it was dropped"}
	worse := lake.OpenHandle(h)
	defer worse.Close()
	if bad := worse.Damaged(); len(bad) != 1 || bad[0].Reason != "it was dropped" {
		t.Errorf("the damaged files are %v", bad)
	}
}
