package analyze

import (
	"embed"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"
)

//go:embed sql
var files embed.FS

// Question is one file of sql/gold.
type Question struct {
	Name  string
	Title string
	// Doc says in a few sentences what is answered and how it is counted.
	Doc string
	// Grain says what one row of the answer is.
	Grain string
	// Window is recent, year, all, or empty for a question that looks at no span of time.
	Window string
	// Fit names the step of Go that turns the rows of the SQL into the answer; mostly empty.
	Fit string
	// also are questions whose answers the fit joins to the rows.
	also []also
	// counts names the counts of the lists by employer, and ratios the intervals that are drawn from them.
	counts []string
	ratios []ratio
	// within are columns: each combination of their values has rows, and a row of all employers, of its own.
	within []string
	// medians are the figures that are medians of the values in by_NAME, whose employers stand in by_NAME_draw.
	medians []string
	Params  []Param
	// Columns holds the unit and meaning of the columns that the header describes.
	Columns []Column
	SQL     string
	// behind finds the ads that a row counts.
	behind behind
}

// Behind says which column counts the ads that a row rests on, empty where none does, and what these ads are.
func (q Question) Behind() (count, doc string) { return q.behind.count, q.behind.doc }

// Param is a parameter of a question.
type Param struct {
	Name string
	// Type is date, text, integer, number or boolean.
	Type string
	// Default is the default as it would be typed; empty means no value.
	Default string
	Doc     string
}

// common are the parameters that questions share. A header names those it takes.
var common = []Param{
	{"since", "date", "", "first day, or a month for its first; left out: the first of the three months that end with until, of six where these have fewer than 100 of the ads asked for and until is left out, too, or of all for a question over time"},
	{"until", "date", "", "last day, or a month for its last; left out: the end of the latest month of the data"},
	{"source", "text", "", "only ads of this source"},
	{"category", "text", "", "only skills of this category of the taxonomy; for questions about ads, only ads that want one"},
	{"country", "text", "", "only ads that name this country or scope, such as DE, EU or WORLD"},
	{"employment", "text", "", "only ads of this kind: salaried, contract, freelance, internship, or a kind such as part_time"},
	{"role", "text", "", "only ads of this family of roles, such as backend or data_engineering; the question roles lists them"},
	{"level", "text", "", "only ads of this level: intern, junior, mid, senior, lead, principal, manager, director or executive; or entry: all that are open to beginners"},
	{"remote", "text", "", "only ads that say they are remote, hybrid or onsite"},
}

// Common returns the parameters that questions share. The slice is the caller's own.
func Common() []Param { return slices.Clone(common) }

// Questions returns every question, by name. The slice is the caller's own.
func Questions() []Question { return slices.Clone(questions()) }

// questions reads the embedded files once. A file that does not read is a fault of the program.
var questions = sync.OnceValue(func() []Question {
	var list []Question
	for _, name := range sqlFiles("sql/gold") {
		q, err := readQuestion(name, sqlText(name))
		if err != nil {
			panic(fmt.Sprintf("read %s: %v", name, err))
		}
		list = append(list, q)
	}
	return list
})

// sqlFiles lists the .sql files of a folder in name order.
func sqlFiles(dir string) []string {
	names, err := fs.Glob(files, dir+"/*.sql")
	if err != nil {
		panic(err)
	}
	return names
}

func sqlText(name string) string {
	b, err := files.ReadFile(name)
	if err != nil {
		panic(err)
	}
	return string(b)
}

func objectName(file string) string { return strings.TrimSuffix(path.Base(file), ".sql") }

func readQuestion(file, text string) (Question, error) {
	text, second, _ := strings.Cut(text, statementEnd)
	h, err := readHeader(text)
	if err != nil {
		return Question{}, err
	}
	if key := h.unknown("name", "title", "doc", "grain", "window", "fit", "also", "counts", "interval", "within", "medians", "params", "param", "column"); key != "" {
		return Question{}, fmt.Errorf("unknown field %q", key)
	}
	q := Question{Name: h.one("name"), Title: h.one("title"), Doc: h.one("doc"), Grain: h.one("grain"), Window: h.one("window"), Fit: h.one("fit"), SQL: text}
	if q.Name != objectName(file) || q.Title == "" || q.Doc == "" || q.Grain == "" {
		return Question{}, fmt.Errorf("name must be the file's, and title, doc and grain must be there")
	}
	for name := range strings.FieldsSeq(h.one("params")) {
		i := slices.IndexFunc(common, func(p Param) bool { return p.Name == name })
		if i < 0 {
			return Question{}, fmt.Errorf("%q is not a common parameter", name)
		}
		q.Params = append(q.Params, common[i])
	}
	for _, line := range h.all("param") {
		p, err := readParam(line)
		if err != nil {
			return Question{}, err
		}
		q.Params = append(q.Params, p)
	}
	q.counts, q.within, q.medians = strings.Fields(h.one("counts")), strings.Fields(h.one("within")), strings.Fields(h.one("medians"))
	for _, line := range h.all("interval") {
		r, err := readRatio(line, q.counts)
		if err != nil {
			return Question{}, err
		}
		q.ratios = append(q.ratios, r)
	}
	for _, line := range h.all("also") {
		q.also = append(q.also, readAlso(line))
	}
	for _, line := range h.all("column") {
		c, err := readColumn(line)
		if err != nil {
			return Question{}, err
		}
		q.Columns = append(q.Columns, c)
	}
	q.behind, err = readBehind(second)
	return q, err
}

// readColumn reads "name unit | meaning".
func readColumn(line string) (Column, error) {
	spec, doc, ok := strings.Cut(line, "|")
	words := strings.Fields(spec)
	if !ok || len(words) != 2 {
		return Column{}, fmt.Errorf("column %q is not of the form: name unit | meaning", line)
	}
	return Column{Name: words[0], Unit: words[1], Doc: strings.TrimSpace(doc)}, nil
}

// readParam reads "name type | meaning" or "name type = default | meaning".
func readParam(line string) (Param, error) {
	spec, doc, ok := strings.Cut(line, "|")
	head, value, _ := strings.Cut(spec, "=")
	words := strings.Fields(head)
	if !ok || len(words) != 2 {
		return Param{}, fmt.Errorf("param %q is not of the form: name type = default | meaning", line)
	}
	p := Param{Name: words[0], Type: words[1], Default: strings.TrimSpace(value), Doc: strings.TrimSpace(doc)}
	if !slices.Contains([]string{"date", "text", "integer", "number", "boolean"}, p.Type) {
		return Param{}, fmt.Errorf("param %s has the unknown type %q", p.Name, p.Type)
	}
	if _, err := convert(p.Type, p.Default); err != nil {
		return Param{}, fmt.Errorf("param %s: %w", p.Name, err)
	}
	return p, nil
}

// bind lays the caller's values over the defaults.
func (q Question) bind(args Args) (map[string]any, error) {
	values, names := make(map[string]any, len(q.Params)), make([]string, len(q.Params))
	for i, p := range q.Params {
		given, ok := args[p.Name]
		if !ok {
			given = p.Default
		}
		v, err := convert(p.Type, given)
		if err != nil {
			return nil, fmt.Errorf("parameter %s of %s: %w", p.Name, q.Name, err)
		}
		if n, ok := v.(int64); ok && n < 0 {
			return nil, fmt.Errorf("parameter %s of %s: %d is below 0", p.Name, q.Name, n)
		}
		if p.Name == "until" {
			v = endOfMonth(given, v)
		}
		values[p.Name], names[i] = v, p.Name
	}
	for _, name := range slices.Sorted(maps.Keys(args)) {
		if !slices.Contains(names, name) {
			return nil, fmt.Errorf("%s has no parameter %q; it takes %s", q.Name, name, strings.Join(names, ", "))
		}
	}
	return values, checkWindow(values)
}

// describe adds the header's units and meanings to the columns of an answer. The ends of an interval,
// named after its figure, need no line of their own in the header.
func (q Question) describe(columns []Column) {
	for i := range columns {
		c := &columns[i]
		if said, ok := q.column(c.Name); ok {
			c.Unit, c.Doc = said.Unit, said.Doc
			continue
		}
		for suffix, end := range map[string]string{"_low": "lower", "_high": "upper"} {
			name, ok := strings.CutSuffix(c.Name, suffix)
			if !ok {
				continue
			}
			if said, ok := q.column(name, name+"_share"); ok {
				c.Unit, c.Doc = said.Unit, end+" end of the 95 % interval of "+said.Name
			}
		}
	}
}

// column returns what the header says of the first of the names that it knows.
func (q Question) column(names ...string) (Column, bool) {
	for _, name := range names {
		for _, c := range q.Columns {
			if c.Name == name {
				return c, true
			}
		}
	}
	return Column{}, false
}
