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
	Name     string `json:"name"`
	Question string `json:"question"`
	Title    string `json:"title"`
	Doc      string `json:"doc"`
	Grain    string `json:"grain"`
	// Figure and the values of Keys, with slashes between and a column's name at the end, are the id of a
	// figure.
	Figure  string         `json:"figure"`
	Keys    []string       `json:"keys"`
	Params  map[string]any `json:"params"`
	Columns []jsonColumn   `json:"columns"`
}

type jsonColumn struct {
	Name string `json:"name"`
	Type string `json:"type"`
	Unit string `json:"unit,omitempty"`
	Doc  string `json:"doc,omitempty"`
}

// json writes all tables as rows of values, which is a third of the size of objects, one row a line.
func (r *Report) json() ([]byte, error) {
	m := r.meta
	out := jsonReport{
		Generator: "rung report", Notice: m.Notice, Generated: m.Generated.UTC(), Snapshot: m.Snapshot, SnapshotAt: m.SnapshotAt.UTC(),
		Version: m.Version, Reader: m.Reader, Args: jsonParams(m.Args), Sources: []jsonSource{}, Accuracy: []jsonAccuracy{},
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
	var b bytes.Buffer
	if err := openObject(&b, out, "tables"); err != nil {
		return nil, fmt.Errorf("write report.json: %w", err)
	}
	for i, key := range r.tables() {
		if i > 0 {
			b.WriteString(",\n")
		}
		if err := r.answers[key].json(&b); err != nil {
			return nil, fmt.Errorf("write %s in report.json: %w", key, err)
		}
	}
	b.WriteString("]}\n")
	return b.Bytes(), nil
}

// openObject writes an object without its end and begins a list as its last field.
func openObject(b *bytes.Buffer, v any, list string) error {
	head, err := json.Marshal(v)
	if err != nil {
		return err
	}
	b.Write(bytes.TrimSuffix(head, []byte("}")))
	fmt.Fprintf(b, ",%q:[\n", list)
	return nil
}

func (a *answer) json(b *bytes.Buffer) error {
	t := jsonTable{Name: a.ask.key, Question: a.Name, Title: a.Title, Doc: a.Doc, Grain: a.Grain, Figure: a.figures(), Keys: a.ask.keys, Params: jsonParams(a.Params)}
	for _, c := range a.Columns {
		t.Columns = append(t.Columns, jsonColumn(c))
	}
	if err := openObject(b, t, "rows"); err != nil {
		return err
	}
	for i, row := range a.Rows {
		values := make([]any, len(row))
		for k, v := range row {
			values[k] = jsonValue(v)
		}
		line, err := json.Marshal(values)
		if err != nil {
			return err
		}
		if i > 0 {
			b.WriteString(",\n")
		}
		b.Write(line)
	}
	b.WriteString("]}")
	return nil
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
