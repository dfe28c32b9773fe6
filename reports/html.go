package reports

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"slices"
	"strings"
)

//go:embed templates/*.html assets/*
var embedded embed.FS

var templates = template.Must(template.New("").Funcs(template.FuncMap{"href": href, "args": args}).ParseFS(embedded, "templates/*.html"))

// view is what the layout shows: a page and what all pages share.
type view struct {
	page
	Nav     []page
	Current string
	Root    string
	Notice  string
	Policy  string
	Style   template.CSS
	Codes   []template.JS
	Foot    line
	// Explain is the command that explains a figure, But what to mind there.
	Explain, But string
}

// href is the address of a link as seen from a page: links of the report are relative to its folder.
func href(root, file string, outer bool) string {
	if outer {
		return webLink(file)
	}
	return root + file
}

// asset reads a style sheet or a script of ours.
func asset(name string) string {
	b, err := embedded.ReadFile("assets/" + name)
	if err != nil {
		panic(err) // a page names an asset that is not there: a fault of the program
	}
	return string(b)
}

// hash is the name of an inlined text in a content policy.
func hash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// html renders one page.
func (r *Report) html(p page, nav []page) ([]byte, error) {
	v := view{page: p, Nav: nav, Current: p.File, Root: strings.Repeat("../", strings.Count(p.File, "/")), Notice: r.meta.Notice, Foot: r.foot()}
	if strings.HasPrefix(p.File, "skill/") {
		v.Current = "skills.html"
	}
	v.Explain, v.But = r.explaining()
	style := asset("style.css")
	v.Style = template.CSS(style)
	v.Policy = "default-src 'none'; base-uri 'none'; form-action 'none'; style-src " + hash(style)
	for _, name := range p.scripts() {
		code := asset(name)
		if len(v.Codes) == 0 {
			v.Policy += "; script-src"
		}
		v.Codes = append(v.Codes, template.JS(code))
		v.Policy += " " + hash(code)
	}
	var b bytes.Buffer
	if err := templates.ExecuteTemplate(&b, "layout", v); err != nil {
		return nil, fmt.Errorf("render %s: %w", p.File, err)
	}
	return b.Bytes(), nil
}

// foot says at the end of each page where it comes from.
func (r *Report) foot() line {
	l := say("Made by rung "+r.meta.Version+" on "+dayText(r.meta.Generated)+" from snapshot "+whole(r.meta.Snapshot)+". ", to("Methods and accuracy", "methods.html"), ". ")
	if len(r.meta.Sources) == 0 {
		return l
	}
	l = append(l, say("Sources: ")...)
	for i, s := range r.meta.Sources {
		if i > 0 {
			l = append(l, span{Text: ", "})
		}
		l = append(l, say(out(s.Title, s.Home))...)
	}
	return append(l, say("; ", to("credits", "sources.html"), ".")...)
}

// pages are all pages of the report in the order of the navigation, then those of single skills.
func (r *Report) pages() []page {
	list := []page{
		r.overviewPage(), r.marketPage(), r.skillsPage(), r.payPage(), r.ladderPage(), r.nextPage(),
		r.clientsPage(), r.rolesPage(), r.sourcesPage(), r.methodsPage(), r.downloadsPage(),
	}
	for i := range list {
		if list[i].Script == "" && list[i].sorts() {
			list[i].Script = "table.js"
		}
	}
	return append(list, r.cardPages()...)
}

// sorts reports whether a page has a table that the reader may sort.
func (p page) sorts() bool {
	for _, s := range p.Sections {
		for _, b := range s.Blocks {
			if b.Grid != nil && (b.Grid.Sortable || b.Grid.Filter) {
				return true
			}
		}
	}
	return false
}

// scripts names the assets that a page needs.
func (p page) scripts() []string {
	var names []string
	if p.HasFigures() {
		names = append(names, "ids.js")
	}
	if p.Script != "" {
		names = append(names, p.Script)
	}
	return names
}

// HasFigures reports whether anything on a page has an id.
func (p page) HasFigures() bool {
	if slices.ContainsFunc(p.Lead, line.hasFigure) {
		return true
	}
	return slices.ContainsFunc(p.Sections, func(s section) bool { return slices.ContainsFunc(s.Blocks, block.hasFigure) })
}

func (l line) hasFigure() bool {
	return slices.ContainsFunc(l, func(s span) bool { return s.Figure != "" })
}

func (b block) hasFigure() bool {
	grids := []*grid{b.Grid}
	if b.Chart != nil {
		grids = append(grids, b.Chart.Grid)
	}
	for _, g := range grids {
		if g != nil && slices.ContainsFunc(g.Rows, func(cells []cell) bool {
			return slices.ContainsFunc(cells, func(c cell) bool { return c.Figure != "" })
		}) {
			return true
		}
	}
	return b.Line.hasFigure() || slices.ContainsFunc(b.Items, line.hasFigure)
}

// rooted is a value of a template with the way to the report's folder.
type rooted struct {
	Root  string
	Value any
}

func args(root string, value any) rooted { return rooted{root, value} }
