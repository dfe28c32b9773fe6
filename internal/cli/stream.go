package cli

import (
	"database/sql"

	"rung/internal/ui"
)

// stream turns the rows of a query into rows that can be written as they come. The caller closes rows.
func stream(rows *sql.Rows) ([]string, ui.Rows, error) {
	columns, err := rows.Columns()
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
			if !yield(values, nil) {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(nil, err)
		}
	}, nil
}
