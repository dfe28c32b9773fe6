package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"time"

	"rung/analyze"
	"rung/internal/ui"
)

// explainedJSON is what "rung explain --json" prints. The names are a contract: fields are only added.
type explainedJSON struct {
	Figure     string         `json:"figure"`
	Question   string         `json:"question"`
	Title      string         `json:"title"`
	Grain      string         `json:"grain"`
	Doc        string         `json:"doc"`
	Parameters map[string]any `json:"parameters"`
	Column     string         `json:"column"`
	// Meaning is what the column holds, Value what it holds in the first row of Rows.
	Meaning string          `json:"meaning,omitempty"`
	Value   json.RawMessage `json:"value"`
	Rows    json.RawMessage `json:"rows"`
	// Adverts are examples behind the row, an empty list where the figure is not about a skill.
	Adverts json.RawMessage `json:"adverts"`
	SQL     string          `json:"sql"`
}

func (a *app) explainJSON(e explained) error {
	t := e.table
	out := explainedJSON{
		Figure: e.figure, Question: e.asked.Question, Title: t.Title, Grain: t.Grain, Doc: t.Doc, Parameters: map[string]any{},
		Column: e.asked.Column, Meaning: meaning(t, e.asked.Column), Adverts: json.RawMessage("[]"), SQL: t.SQL,
	}
	for name, v := range t.Params {
		if day, ok := v.(time.Time); ok {
			v = day.Format(time.DateOnly)
		}
		out.Parameters[name] = v
	}
	var err error
	if out.Rows, err = rowsJSON(t, e.rows); err != nil {
		return err
	}
	var rows []map[string]json.RawMessage
	if err := json.Unmarshal(out.Rows, &rows); err != nil {
		return fmt.Errorf("read the rows of %s: %w", t.Name, err)
	}
	out.Value = rows[0][e.asked.Column]
	if e.adverts != nil {
		if out.Adverts, err = rowsJSON(e.adverts, e.adverts.Rows); err != nil {
			return err
		}
	}
	data, err := json.MarshalIndent(out, "", "  ")
	if err != nil {
		return fmt.Errorf("write %s as JSON: %w", e.figure, err)
	}
	_, err = fmt.Fprintln(a.out, string(data))
	return err
}

// rowsJSON writes rows as the other commands do.
func rowsJSON(t *analyze.Table, rows [][]any) (json.RawMessage, error) {
	var b bytes.Buffer
	_, err := ui.Write(&b, ui.JSON, columnNames(t), ui.Slice(rows), ui.Options{})
	return b.Bytes(), err
}
