package reports

import (
	"slices"
	"strconv"
	"strings"

	"rung/internal/ui"
)

// grid is a table for people. Its first column names the row.
type grid struct {
	ID, Caption string
	Heads       []head
	Rows        [][]cell
	// Sortable lets the reader sort it, Filter shows a field that filters its rows.
	Sortable, Filter bool
}

type head struct {
	Text string
	// Title explains the column.
	Title string
	Num   bool
}

// cell is one entry of a grid.
type cell struct {
	Text string
	// Detail stands small beside the text: an interval, an n.
	Detail string
	Figure string
	Title  string
	// Sort is what the column is sorted by; Num says that it is a number.
	Sort  string
	Num   bool
	Href  string
	Outer bool
	// Faint marks a reason that stands in for a figure.
	Faint bool
}

// withoutEmpty leaves out the columns that have no figure in any row, and says so in a paragraph before the grid.
func (g *grid) withoutEmpty() []block {
	var dropped []string
	for at := len(g.Heads) - 1; at > 0; at-- {
		if slices.ContainsFunc(g.Rows, func(cells []cell) bool { return !cells[at].Faint }) {
			continue
		}
		dropped = append(dropped, strings.ToLower(g.Heads[at].Text))
		g.Heads = slices.Delete(g.Heads, at, at+1)
		for i := range g.Rows {
			g.Rows[i] = slices.Delete(g.Rows[i], at, at+1)
		}
	}
	if len(dropped) == 0 {
		return []block{gridOf(g)}
	}
	slices.Reverse(dropped)
	return []block{paragraph("Left out, since too few ads of any skill tell: " + series(dropped) + "."), gridOf(g)}
}

// note adds to the detail, which is empty where an interval has no width.
func (c *cell) note(text string) {
	if c.Detail != "" {
		c.Detail += ", "
	}
	c.Detail += text
}

// Short reports whether a text is kept in one line.
func (c cell) Short() bool { return len([]rune(c.Text)) <= 24 }

func column(text, title string) head  { return head{Text: text, Title: title} }
func numbers(text, title string) head { return head{Text: text, Title: title, Num: true} }

// said is a word that a question says of a row, such as a verdict.
func said(r row, column string) cell { return word(r.text(column)).of(r, column) }

// of gives a cell the id of the figure that it shows, or that it says why it does not.
func (c cell) of(r row, column string) cell {
	c.Figure = r.figure(column)
	return c
}

// word is a cell of text.
func word(s string) cell {
	s = ui.Safe(s)
	return cell{Text: s, Sort: strings.ToLower(s)}
}

// pageLink is a cell that leads to a page of the report.
func pageLink(text, file string) cell {
	c := word(text)
	c.Href = file
	return c
}

// webCell is a cell that leads out, or its text alone where the address is none of the web.
func webCell(text, address string) cell {
	c := word(text)
	c.Href = webLink(address)
	c.Outer = c.Href != ""
	return c
}

// missing is a cell that says why there is no figure.
func missing(reason string) cell {
	if reason == "" {
		reason = "not known"
	}
	return cell{Text: ui.Safe(reason), Faint: true, Num: true}
}

func number(text string, sort float64) cell {
	return cell{Text: text, Sort: strconv.FormatFloat(sort, 'g', 12, 64), Num: true}
}

// tally is the cell of a count.
func tally(r row, name string) cell {
	if !r.has(name) {
		return missing(r.text("note")).of(r, name)
	}
	return number(whole(r.count(name)), r.float(name)).of(r, name)
}

// measure says how a figure with an interval is shown.
type measure struct {
	column, low, high string
	// n is the column of the count that the figure rests on, of what; where it is no column, count works it out.
	n, of string
	count func(row) (int64, bool)
	show  func(float64) string
	// reason is shown instead where there is no figure and no note.
	reason string
}

// measured names the columns of a figure as most questions do: name, name_low and name_high.
func measured(name, n, of string, show func(float64) string) measure {
	return measure{column: name, low: name + "_low", high: name + "_high", n: n, of: of, show: show}
}

func (m measure) or(reason string) measure {
	m.reason = reason
	return m
}

// ends names the ends of the interval where a question names them otherwise.
func (m measure) ends(low, high string) measure {
	m.low, m.high = low, high
	return m
}

// counted says how the count that a figure rests on is worked out from its row.
func (m measure) counted(count func(row) (int64, bool)) measure {
	m.count = count
	return m
}

// restsOn writes the count that a figure rests on, empty where it is not known.
func (m measure) restsOn(r row) string {
	n, ok := int64(0), false
	switch {
	case m.count != nil:
		n, ok = m.count(r)
	case r.has(m.n):
		n, ok = r.count(m.n), true
	}
	if !ok {
		return ""
	}
	return nOf(n) + " " + m.of
}

// title says in words what a figure rests on.
func (m measure) title(r row) string {
	var parts []string
	if on := m.restsOn(r); on != "" {
		parts = append(parts, on)
	}
	if r.has(m.low) && r.has(m.high) {
		parts = append(parts, "95% interval "+m.show(r.float(m.low))+" to "+m.show(r.float(m.high)))
	}
	return strings.Join(parts, "; ")
}

// interval writes the ends of the interval alone, empty where there is none.
func (m measure) interval(r row) string {
	if !r.has(m.low) || !r.has(m.high) {
		return ""
	}
	return between(m.show, r.float(m.low), r.float(m.high))
}

// cell shows the figure with its interval, or the reason why there is none.
func (m measure) cell(r row) cell {
	v, ok := r.number(m.column)
	if !ok {
		reason := r.text("note")
		if m.reason != "" {
			reason = m.reason
		}
		return missing(reason).of(r, m.column)
	}
	c := number(m.show(v), v)
	c.Figure, c.Title = r.figure(m.column), m.title(r)
	if i := m.interval(r); i != c.Text {
		c.Detail = i
	}
	return c
}

// span shows the figure in a sentence; aside says interval and n behind it.
func (m measure) span(r row) span {
	return span{Text: m.show(r.float(m.column)), Figure: r.figure(m.column), Title: m.title(r), Strong: true}
}

// aside is what a sentence says behind a figure: interval and n.
func (m measure) aside(r row) string {
	var parts []string
	if i := m.interval(r); i != "" && i != m.show(r.float(m.column)) {
		parts = append(parts, i)
	}
	if on := m.restsOn(r); on != "" {
		parts = append(parts, on)
	}
	if len(parts) == 0 {
		return ""
	}
	return " (" + strings.Join(parts, "; ") + ")"
}

// cited is a figure in a sentence with what it rests on.
func (m measure) cited(r row) line { return say(m.span(r), m.aside(r)) }
