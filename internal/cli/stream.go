package cli

import (
	"database/sql"
	"fmt"

	"rung/internal/ui"
)

// stream turns the rows of a query into rows that can be written as they come. The caller closes rows.
func stream(rows *sql.Rows) ([]string, ui.Rows, error) {
	columns, err := rows.Columns()
	if err != nil {
		return nil, nil, err
	}
	types, err := rows.ColumnTypes()
	if err != nil {
		return nil, nil, err
	}
	return columns, func(yield func([]any, error) bool) {
		values, into := make([]any, len(columns)), make([]any, len(columns))
		for i := range values {
			into[i] = &values[i]
		}
		for rows.Next() {
			if err := rows.Scan(into...); err != nil {
				yield(nil, err)
				return
			}
			for i, t := range types {
				if t.DatabaseTypeName() == "UUID" {
					values[i] = uuid(values[i])
				}
			}
			if !yield(values, nil) {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(nil, err)
		}
	}, nil
}

// uuid writes the 16 bytes that the driver gives for a UUID as people know it.
func uuid(v any) any {
	b, ok := v.([]byte)
	if !ok || len(b) != 16 {
		return v
	}
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}
