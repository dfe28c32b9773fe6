package reports

import (
	"strings"

	"rung/internal/ui"
)

// page is one page of the report, before it is HTML or Markdown.
type page struct {
	// File is its path below the report's folder.
	File  string
	Title string
	// Nav is its name in the navigation, empty for pages that are reached from another.
	Nav      string
	Lead     []line
	Sections []section
	// Script names the asset that the page needs, Data what is embedded for it.
	Script string
	Data   any
}

// section is a part of a page under a heading.
type section struct {
	ID, Title string
	Blocks    []block
}

// block is one of a paragraph, a list, a chart, a grid or a form; the others are empty. A chart and a grid
// of the same figures may stand side by side.
type block struct {
	Line  line
	Items []line
	// Ordered makes the items numbered.
	Ordered bool
	Chart   *chart
	Grid    *grid
	// Form names a part of the page that its script fills.
	Form string
}

// line is a sentence or more.
type line []span

// span is a part of a line: text, a figure, or a link.
type span struct {
	Text   string
	Figure string
	// Title says n and interval of a figure.
	Title string
	// Href is a page of the report relative to its folder, or an address of the web.
	Href   string
	Outer  bool
	Strong bool
}

// say joins texts and spans to a line.
func say(parts ...any) line {
	var l line
	for _, p := range parts {
		switch p := p.(type) {
		case string:
			l = append(l, span{Text: ui.Safe(p)})
		case span:
			p.Text = ui.Safe(p.Text)
			l = append(l, p)
		case line:
			l = append(l, p...)
		}
	}
	return l
}

// strong makes a text stand out.
func strong(text string) span { return span{Text: text, Strong: true} }

// to links a text to a page of the report.
func to(text, file string) span { return span{Text: text, Href: file} }

// out links a text to an address of the web, or leaves the text alone when it is none.
func out(text, address string) span {
	link := webLink(address)
	return span{Text: text, Href: link, Outer: link != ""}
}

func paragraph(parts ...any) block { return block{Line: say(parts...)} }

func gridOf(g *grid) block { return block{Grid: g} }

func chartOf(c *chart) block { return block{Chart: c} }

// plain is a line as text.
func (l line) plain() string {
	var b strings.Builder
	for _, s := range l {
		b.WriteString(s.Text)
	}
	return b.String()
}
