package analyze

import (
	"database/sql"
	"fmt"
	"math"
	"math/big"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"
)

// named turns values into named parameters, in a stable order.
func named(values map[string]any) []any {
	names := make([]string, 0, len(values))
	for name := range values {
		names = append(names, name)
	}
	slices.Sort(names)
	args := make([]any, len(names))
	for i, name := range names {
		args[i] = sql.Named(name, values[name])
	}
	return args
}

// typeName is the plain word for a type of DuckDB.
func typeName(duck string) string {
	switch {
	case strings.HasSuffix(duck, "[]"):
		return "list"
	case strings.HasPrefix(duck, "DECIMAL"), duck == "DOUBLE", duck == "FLOAT":
		return "number"
	case strings.HasSuffix(duck, "INT"), strings.HasSuffix(duck, "INTEGER"):
		return "integer"
	case duck == "BOOLEAN":
		return "boolean"
	case duck == "DATE":
		return "date"
	case strings.HasPrefix(duck, "TIMESTAMP"):
		return "time"
	default:
		return "text"
	}
}

// plain narrows what the driver returns to the few types that Table.Rows promises.
func plain(v any) any {
	switch v := v.(type) {
	case nil, bool, string, int64, time.Time:
		return v
	case []byte:
		return string(v)
	case *big.Int:
		f, _ := new(big.Float).SetInt(v).Float64()
		if v.IsInt64() {
			return v.Int64()
		}
		return f
	case []any:
		list := make([]any, len(v))
		for i := range v {
			list[i] = plain(v[i])
		}
		return list
	}
	switch r := reflect.ValueOf(v); {
	case r.CanInt():
		return r.Int()
	case r.CanUint():
		return int64(min(r.Uint(), math.MaxInt64))
	case r.CanFloat() && (math.IsNaN(r.Float()) || math.IsInf(r.Float(), 0)):
		return nil
	case r.CanFloat():
		return r.Float()
	}
	return fmt.Sprint(v)
}

// convert reads v as the parameter's type. Empty text means no value.
func convert(kind string, v any) (any, error) {
	s, ok := v.(string)
	if !ok {
		return v, fits(kind, v)
	}
	s = strings.TrimSpace(s)
	if s == "" {
		return nil, nil
	}
	switch kind {
	case "date":
		return parseDay(s)
	case "integer":
		n, err := strconv.ParseInt(s, 10, 64)
		if err != nil {
			return nil, fmt.Errorf("%q is not a whole number: want one such as 20", s)
		}
		return n, nil
	case "number":
		f, err := strconv.ParseFloat(s, 64)
		if err != nil || math.IsNaN(f) || math.IsInf(f, 0) {
			return nil, fmt.Errorf("%q is not a number: want one such as 25 or 0.5", s)
		}
		return f, nil
	case "boolean":
		b, err := strconv.ParseBool(s)
		if err != nil {
			return nil, fmt.Errorf("%q is not true or false", s)
		}
		return b, nil
	default:
		return s, nil
	}
}

func parseDay(s string) (any, error) {
	for _, layout := range []string{time.DateOnly, "2006-01"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t, nil
		}
	}
	return nil, fmt.Errorf("%q is no date: want a day such as 2026-10-31, or a month such as 2026-10", s)
}

// endOfMonth moves a day that was typed as a month, such as 2024-11, to the last of it.
func endOfMonth(typed, day any) any {
	s, ok := typed.(string)
	if t, isTime := day.(time.Time); ok && isTime && len(strings.TrimSpace(s)) == len("2006-01") {
		return t.AddDate(0, 1, -1)
	}
	return day
}

func fits(kind string, v any) error {
	ok := v == nil
	switch v.(type) {
	case time.Time:
		ok = kind == "date"
	case int64, int:
		ok = kind == "integer" || kind == "number"
	case float64:
		ok = kind == "number"
	case bool:
		ok = kind == "boolean"
	case string:
		ok = kind == "text"
	}
	if !ok {
		return fmt.Errorf("%v is not of type %s", v, kind)
	}
	return nil
}
