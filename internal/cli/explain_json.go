package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"time"

	"rung/analyze"
	"rung/internal/ui"
	"rung/reports"
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
	// Written is the value as the report writes it, where it has a unit.
	Written string          `json:"written,omitempty"`
	Rows    json.RawMessage `json:"rows"`
	// Adverts are those that the row counts, as many as were asked for, the newest of each employer first.
	Adverts json.RawMessage `json:"adverts"`
	SQL     string          `json:"sql"`
	// AdvertCount is how many adverts the row counts, AdvertsAre what they are and AdvertsSQL how they were found.
	AdvertCount int64  `json:"advert_count"`
	AdvertsAre  string `json:"adverts_are"`
	AdvertsSQL  string `json:"adverts_sql"`
	// CountedBy is the column that counts them, null where none does.
	CountedBy *string `json:"counted_by"`
}

func (a *app) explainJSON(e explained) error {
	t := e.table
	out := explainedJSON{
		Figure: e.figure, Question: e.asked.Question, Title: t.Title, Grain: t.Grain, Doc: t.Doc, Parameters: map[string]any{},
		Column: e.asked.Column, Meaning: meaning(t, e.asked.Column), SQL: t.SQL,
		AdvertCount: e.behind.N, AdvertsAre: e.behind.Doc, AdvertsSQL: e.behind.Ads.SQL,
		CountedBy: text(e.behind.Count),
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
	at := column(t, e.asked.Column)
	out.Written = reports.Written(t.Columns[at], e.rows[0][at])
	if out.Adverts, err = rowsJSON(e.behind.Ads, e.behind.Ads.Rows); err != nil {
		return err
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
