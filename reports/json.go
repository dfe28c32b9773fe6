package reports

import (
	"bytes"
	"encoding/json"
	"fmt"
	"time"

	"rung/analyze"
	"rung/internal/ui"
)

// The shape of report.json. Fields are only ever added.
type jsonReport struct {
	Generator  string         `json:"generator"`
	Notice     string         `json:"notice,omitempty"`
	Generated  time.Time      `json:"generated"`
	Snapshot   int64          `json:"snapshot"`
	SnapshotAt time.Time      `json:"snapshot_at"`
	Version    string         `json:"version"`
	Reader     string         `json:"reader"`
	Args       map[string]any `json:"args"`
	Sources    []jsonSource   `json:"sources"`
	Accuracy   []jsonAccuracy `json:"accuracy"`
	Things     []string       `json:"things"`
	Tables     []jsonTable    `json:"tables"`
}

type jsonSource struct {
	Name    string `json:"name"`
	Title   string `json:"title"`
	Home    string `json:"home"`
	Credit  string `json:"credit,omitempty"`
	Terms   string `json:"terms,omitempty"`
	Licence string `json:"licence,omitempty"`
}

type jsonAccuracy struct {
	Task  string  `json:"task"`
	Name  string  `json:"name"`
	Value float64 `json:"value"`
	Bar   float64 `json:"bar"`
	N     int     `json:"n"`
}

type jsonTable struct {
	Name     string         `json:"name"`
	Question string         `json:"question"`
	Title    string         `json:"title"`
	Doc      string         `json:"doc"`
	Grain    string         `json:"grain"`
	Keys     []string       `json:"keys"`
	Params   map[string]any `json:"params"`
	Columns  []jsonColumn   `json:"columns"`
	Rows     [][]any        `json:"rows"`
}

type jsonColumn struct {
	Name string `json:"name"`
	Type string `json:"type"`
	Unit string `json:"unit,omitempty"`
	Doc  string `json:"doc,omitempty"`
}

// json writes all tables as rows of values, which is a third of the size of objects.
func (r *Report) json() ([]byte, error) {
	m := r.meta
	out := jsonReport{
		Generator: "rung report", Notice: m.Notice, Generated: m.Generated.UTC(), Snapshot: m.Snapshot, SnapshotAt: m.SnapshotAt.UTC(),
		Version: m.Version, Reader: m.Reader, Args: jsonParams(m.Args), Sources: []jsonSource{}, Accuracy: []jsonAccuracy{}, Tables: []jsonTable{},
	}
	for _, s := range m.Sources {
		out.Sources = append(out.Sources, jsonSource{s.Name, s.Title, s.Home, s.Credit, s.TermsURL, s.Licence})
	}
	for _, a := range m.Accuracy {
		out.Accuracy = append(out.Accuracy, jsonAccuracy(a))
	}
	for _, l := range r.things() {
		out.Things = append(out.Things, l.plain())
	}
	for _, key := range r.tables() {
		out.Tables = append(out.Tables, r.answers[key].json())
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	if err := e.Encode(out); err != nil {
		return nil, fmt.Errorf("write report.json: %w", err)
	}
	return b.Bytes(), nil
}

func (a *answer) json() jsonTable {
	t := jsonTable{Name: a.ask.key, Question: a.Name, Title: a.Title, Doc: a.Doc, Grain: a.Grain, Keys: a.ask.keys, Params: jsonParams(a.Params), Rows: [][]any{}}
	for _, c := range a.Columns {
		t.Columns = append(t.Columns, jsonColumn(c))
	}
	for _, row := range a.Rows {
		values := make([]any, len(row))
		for i, v := range row {
			values[i] = jsonValue(v)
		}
		t.Rows = append(t.Rows, values)
	}
	return t
}

func jsonParams(params analyze.Args) map[string]any {
	out := map[string]any{}
	for name, v := range params {
		out[name] = jsonValue(v)
	}
	return out
}

// jsonValue writes times as people do, and numbers without the noise of the last digits, so that the file
// is the same on every machine.
func jsonValue(v any) any {
	switch v := v.(type) {
	case time.Time:
		return ui.Text(v)
	case float64:
		return json.Number(fmt.Sprintf("%.12g", v))
	}
	return v
}
