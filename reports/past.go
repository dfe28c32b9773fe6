package reports

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"time"

	"rung/internal/ui"
)

// Past is what a report.json says, as far as two of them are compared.
type Past struct {
	Generated time.Time
	Snapshot  int64
	Reader    string
	// Window is what the report looked at, in words.
	Window string

	args   map[string]any
	tables map[string]pastTable
}

// pastTable holds the rows of one table by their keys.
type pastTable map[string]pastRow

// pastRow holds the values of a row by the names of their columns.
type pastRow map[string]any

// ReadPast reads a report.json. A table or column that is not there, as in a file of an older version, is
// no error: what needs it is not compared.
func ReadPast(data []byte) (*Past, error) {
	var file struct {
		Generator string         `json:"generator"`
		Generated time.Time      `json:"generated"`
		Snapshot  int64          `json:"snapshot"`
		Reader    string         `json:"reader"`
		Args      map[string]any `json:"args"`
		Tables    []struct {
			Name    string                  `json:"name"`
			Keys    []string                `json:"keys"`
			Params  map[string]any          `json:"params"`
			Columns []struct{ Name string } `json:"columns"`
			Rows    []json.RawMessage       `json:"rows"`
		} `json:"tables"`
	}
	if err := json.Unmarshal(data, &file); err != nil {
		return nil, fmt.Errorf("read report.json: %w", err)
	}
	if file.Generator != "rung report" {
		return nil, errors.New("read report.json: it was not written by rung report")
	}
	p := &Past{Generated: file.Generated, Snapshot: file.Snapshot, Reader: file.Reader, args: file.Args, tables: map[string]pastTable{}}
	for _, t := range file.Tables {
		if !slices.Contains(comparedTables, t.Name) {
			continue
		}
		names := make([]string, len(t.Columns))
		for i, c := range t.Columns {
			names[i] = c.Name
		}
		table := pastTable{}
		for _, raw := range t.Rows {
			row, err := readRow(names, raw)
			if err != nil {
				return nil, fmt.Errorf("read table %s of report.json: %w", ui.Safe(t.Name), err)
			}
			table[row.key(t.Keys)] = row
		}
		p.tables[t.Name] = table
		if t.Name == "demand" {
			since, _ := time.Parse(time.DateOnly, fmt.Sprint(t.Params["since"]))
			until, _ := time.Parse(time.DateOnly, fmt.Sprint(t.Params["until"]))
			p.Window = spanOf(since, until)
		}
	}
	return p, nil
}

// comparedTables are the tables that a comparison looks at.
var comparedTables = []string{"demand", "pay", "market", "coverage"}

func readRow(names []string, raw json.RawMessage) (pastRow, error) {
	var values []any
	if err := json.Unmarshal(raw, &values); err != nil {
		return nil, err
	}
	if len(values) != len(names) {
		return nil, fmt.Errorf("a row has %d values for %d columns", len(values), len(names))
	}
	row := make(pastRow, len(names))
	for i, name := range names {
		row[name] = values[i]
	}
	return row, nil
}

func (r pastRow) key(columns []string) string {
	parts := make([]string, len(columns))
	for i, c := range columns {
		parts[i] = r.text(c)
	}
	return strings.Join(parts, "/")
}

func (r pastRow) text(column string) string {
	s, _ := r[column].(string)
	return ui.Safe(s)
}

func (r pastRow) number(column string) (float64, bool) {
	f, ok := r[column].(float64)
	return f, ok
}

// level is a figure of a row with its interval and what it rests on; ok says that all is there.
func (r pastRow) level(column, n string) (l Level, ok bool) {
	value, has := r.number(column)
	low, hasLow := r.number(column + "_low")
	high, hasHigh := r.number(column + "_high")
	count, _ := r.number(n)
	l = Level{Value: value, N: int64(count)}
	if hasLow && hasHigh {
		l.Low, l.High = &low, &high
	}
	return l, has && hasLow && hasHigh
}

// day is a date of a row, the zero time for none.
func (r pastRow) day(column string) time.Time {
	t, _ := time.Parse(time.DateOnly, r.text(column))
	return t
}

// sorted returns the keys of a table's rows in order.
func (t pastTable) sorted() []string { return slices.Sorted(maps.Keys(t)) }

// Past is what this report's own report.json says.
func (r *Report) Past() (*Past, error) {
	data, err := r.json()
	if err != nil {
		return nil, err
	}
	return ReadPast(data)
}

// country is the one that the report is about, or any.
func (p *Past) country() string { return countryOf(p.args) }

// otherAds says in which argument two reports differ that decides which ads they count, empty for none.
// Windows may differ.
func otherAds(a, b *Past) string {
	for _, name := range filterNames() {
		if !reflect.DeepEqual(a.args[name], b.args[name]) {
			return name
		}
	}
	return ""
}
