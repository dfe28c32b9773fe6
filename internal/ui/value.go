package ui

import (
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math"
	"math/big"
	"reflect"
	"strconv"
	"strings"
	"time"
)

// Text returns a value as people and CSV files want it: null is empty, a time is RFC 3339 or a date when
// it has no time of day, a list has its items between commas, and a number has no needless digits.
func Text(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	case bool:
		return strconv.FormatBool(v)
	case float64:
		return number(v)
	case float32:
		return number(float64(v))
	case time.Time:
		return moment(v)
	case []byte:
		return hex.EncodeToString(v)
	case []any:
		parts := make([]string, len(v))
		for i, e := range v {
			parts[i] = Text(e)
		}
		return strings.Join(parts, ", ")
	case []string:
		return strings.Join(v, ", ")
	case *big.Int:
		return v.String()
	case fmt.Stringer:
		return v.String()
	}
	if k := reflect.ValueOf(v).Kind(); k == reflect.Map || k == reflect.Struct {
		if data, err := json.Marshal(plain(v)); err == nil {
			return string(data)
		}
	}
	return fmt.Sprint(v)
}

func number(v float64) string {
	switch {
	case math.IsNaN(v) || math.IsInf(v, 0):
		return fmt.Sprint(v)
	case v == math.Trunc(v) && math.Abs(v) < 1e15:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case math.Abs(v) >= 1e15:
		return strconv.FormatFloat(v, 'g', -1, 64)
	case math.Abs(v) >= 1000:
		return strconv.FormatFloat(math.Round(v*100)/100, 'f', -1, 64)
	}
	return strconv.FormatFloat(v, 'g', 6, 64)
}

func moment(t time.Time) string {
	t = t.UTC()
	if t.Year() == 1 && t.YearDay() == 1 { // a time of day, which has no date
		return t.Format(time.TimeOnly)
	}
	if t.Hour() == 0 && t.Minute() == 0 && t.Second() == 0 && t.Nanosecond() == 0 {
		return t.Format(time.DateOnly)
	}
	return t.Format(time.RFC3339)
}

// plain turns a value into what encoding/json writes well.
func plain(v any) any {
	switch v := v.(type) {
	case float64:
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return nil
		}
		return v
	case time.Time:
		return moment(v)
	case []any:
		out := make([]any, len(v))
		for i, e := range v {
			out[i] = plain(e)
		}
		return out
	case *big.Int:
		return v
	case []byte:
		return hex.EncodeToString(v)
	case decimal:
		return json.Number(v.String())
	case fmt.Stringer:
		return v.String()
	}
	m := reflect.ValueOf(v)
	if m.Kind() != reflect.Map {
		return v
	}
	out := make(map[string]any, m.Len())
	for k, e := range m.Seq2() {
		out[Text(k.Interface())] = plain(e.Interface())
	}
	return out
}

// decimal is a number with a fixed number of digits after the point, as DuckDB gives it.
type decimal interface {
	Float64() float64
	String() string
}

// isText reports whether a value may hold words from outside.
func isText(v any) bool {
	switch v.(type) {
	case string, []any, []string, []byte:
		return true
	}
	return reflect.ValueOf(v).Kind() == reflect.Map
}

// isNumber reports whether a value is shown to the right.
func isNumber(v any) bool {
	switch v.(type) {
	case int, int8, int16, int32, int64, uint, uint8, uint16, uint32, uint64, float32, float64, *big.Int, decimal:
		return true
	}
	return false
}
