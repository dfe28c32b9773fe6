package reports_test

import (
	"encoding/json"
	"fmt"
	"html"
	"regexp"
	"strings"
	"testing"

	"rung/analyze"
	"rung/reports"
)

func TestWritten(t *testing.T) {
	for _, c := range []struct {
		name, unit string
		v          any
		want       string
	}{
		{"share", "share", 0.0933014, "9.3%"},
		{"share_low", "share", 0.00421, "0.42%"},
		{"growth_mix", "share", 0.0933014, "+9.3%"},
		{"growth_mix_low", "share", -0.051, "-5.1%"},
		{"middle", "USD", 45.2, "$45"},
		{"middle", "USD", 123456.0, "$123,500"},
		{"growth", "ratio", 1.5, "×1.50"},
		{"ads", "ads", int64(12345), "12,345"},
		{"applicants", "applicants", 12.25, "12.2"},
		{"index", "index", 87.123, "87.1"},
		{"npmi", "index", 0.1234, "0.12"},
		{"rank_change", "ranks", int64(-2), "▼ 2"},
		{"middle", "USD", nil, ""},
		{"verdict", "text", "growing", ""},
		{"undated", "", int64(3), ""},
	} {
		if got := reports.Written(analyze.Column{Name: c.name, Unit: c.unit}, c.v); got != c.want {
			t.Errorf("%s of %v %s: got %q, want %q", c.name, c.v, c.unit, got, c.want)
		}
	}
}

// figureCell is a figure of a page: what is written, and its id.
var figureCell = regexp.MustCompile(`class="figure" title="[^"]*">([^<]*)</(?:span|strong)>(?: <small>[^<]*</small>)?<code class="id">([^<]*)</code>`)

// TestWrittenAsShown holds Written to what the pages write, figure by figure. Some cells say a word or a second figure more.
func TestWrittenAsShown(t *testing.T) {
	files := written(t, market(t))
	values := figuresOf(t, files["report.json"])
	seen := map[string]int{}
	for name, page := range files {
		if !strings.HasSuffix(name, ".html") {
			continue
		}
		for _, m := range figureCell.FindAllStringSubmatch(string(page), -1) {
			shown, id := html.UnescapeString(m[1]), html.UnescapeString(m[2])
			f, ok := values[id]
			if !ok {
				continue // text, or of an answer that is in no table
			}
			if got := reports.Written(f.column, f.value); !strings.Contains(shown, got) {
				t.Errorf("%s: %s shows %q, Written says %q", name, id, shown, got)
			}
			seen[f.column.Unit]++
		}
	}
	for _, unit := range []string{"share", "USD", "ratio", "index", "ads"} {
		if seen[unit] < 5 {
			t.Errorf("%d figures with the unit %s on the pages; want more", seen[unit], unit)
		}
	}
}

type figureOf struct {
	column analyze.Column
	value  any
}

// figuresOf are the numbers of a report.json by the ids of their figures.
func figuresOf(t *testing.T, data []byte) map[string]figureOf {
	t.Helper()
	var report struct {
		Tables []struct {
			Figure  string
			Keys    []string
			Columns []analyze.Column
			Rows    [][]any
		}
	}
	if err := json.Unmarshal(data, &report); err != nil {
		t.Fatal(err)
	}
	found := map[string]figureOf{}
	for _, table := range report.Tables {
		for _, row := range table.Rows {
			parts := []string{table.Figure}
			for _, key := range table.Keys {
				for i, c := range table.Columns {
					if c.Name == key {
						parts = append(parts, keyOf(key, row[i]))
					}
				}
			}
			id := strings.Join(parts, "/")
			for i, c := range table.Columns {
				if f, ok := row[i].(float64); ok && c.Type == "integer" {
					found[id+"/"+c.Name] = figureOf{c, int64(f)}
				} else if ok {
					found[id+"/"+c.Name] = figureOf{c, f}
				}
			}
		}
	}
	return found
}

func keyOf(key string, v any) string {
	text := fmt.Sprint(v)
	if key == "month" && len(text) >= 7 {
		return text[:7]
	}
	return text
}
