package files

import (
	"context"
	"fmt"
	"iter"
	"math"
	"time"
)

// table reads a file through the injected reader.
func (m importer) table(path string) input {
	return input{
		columns: func(ctx context.Context) ([]string, error) {
			columns, _, err := m.parquet(ctx, path)
			return columns, err
		},
		rows: func(ctx context.Context) iter.Seq2[row, error] {
			return func(yield func(row, error) bool) {
				columns, rows, err := m.parquet(ctx, path)
				if err != nil {
					yield(nil, err)
					return
				}
				for values, err := range rows {
					if err != nil {
						yield(nil, err)
						return
					}
					out := make(row, len(columns))
					for i := range min(len(values), len(columns)) {
						out[columns[i]] = plain(values[i])
					}
					if !yield(out, nil) {
						return
					}
				}
			}
		},
	}
}

// plain makes a value of a table fit for JSON.
func plain(v any) any {
	switch v := v.(type) {
	case time.Time:
		return v.UTC().Format(time.RFC3339Nano)
	case []byte:
		return string(v)
	case float64:
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return nil
		}
	case float32:
		return plain(float64(v))
	case []any:
		out := make([]any, len(v))
		for i := range v {
			out[i] = plain(v[i])
		}
		return out
	case map[string]any:
		out := make(map[string]any, len(v))
		for name := range v {
			out[name] = plain(v[name])
		}
		return out
	case fmt.Stringer:
		return v.String()
	}
	return v
}
