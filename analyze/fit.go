package analyze

import "fmt"

// fit runs the step of Go that a question's header names.
func fit(name string, rows *Table) (*Table, error) {
	switch name {
	case "premium":
		return premium(rows)
	case "forecast":
		return forecast(rows)
	default:
		return nil, fmt.Errorf("no fit %q", name)
	}
}
