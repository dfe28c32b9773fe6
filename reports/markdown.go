package reports

import (
	"bytes"
	"fmt"
	"strings"

	"rung/internal/ui"
)

// markdown writes all pages but those of single skills as one file, from the same document as the HTML.
func (r *Report) markdown(pages []page) ([]byte, error) {
	var b bytes.Buffer
	var notes footnotes
	fmt.Fprintf(&b, "# Report of rung\n\n")
	if r.meta.Notice != "" {
		fmt.Fprintf(&b, "**%s**\n\n", ui.MarkdownText(r.meta.Notice))
	}
	for _, p := range pages {
		if p.Nav == "" {
			continue
		}
		fmt.Fprintf(&b, "## %s\n\n", ui.MarkdownText(p.Title))
		for _, l := range p.Lead {
			fmt.Fprintf(&b, "%s\n\n", l.markdown(&notes))
		}
		for _, s := range p.Sections {
			fmt.Fprintf(&b, "### %s\n\n", ui.MarkdownText(s.Title))
			for _, bl := range s.Blocks {
				if err := bl.markdown(&b, &notes); err != nil {
					return nil, fmt.Errorf("write report.md: %w", err)
				}
			}
		}
	}
	fmt.Fprintf(&b, "%s\n", r.foot().markdown(&notes))
	command, but := r.explaining()
	notes.write(&b, command, but)
	return b.Bytes(), nil
}

func (bl block) markdown(b *bytes.Buffer, notes *footnotes) error {
	switch {
	case len(bl.Line) > 0 && bl.Line[0].Href != "" && !bl.Line[0].Outer:
		// A line that only leads to another page says nothing in one file.
	case len(bl.Line) > 0:
		fmt.Fprintf(b, "%s\n\n", bl.Line.markdown(notes))
	case len(bl.Items) > 0:
		for i, l := range bl.Items {
			mark := "-"
			if bl.Ordered {
				mark = fmt.Sprintf("%d.", i+1)
			}
			fmt.Fprintf(b, "%s %s\n", mark, l.markdown(notes))
		}
		b.WriteByte('\n')
	case bl.Grid != nil:
		return bl.Grid.markdown(b)
	case bl.Chart != nil && bl.Chart.Grid != nil:
		return bl.Chart.Grid.markdown(b)
	case bl.Form == "next":
		b.WriteString("In the browser this part counts for the skills that you tick. The command gives the same answer: rung next --have go,postgresql\n\n")
	}
	return nil
}

// markdown writes a line. Links within the report are left out, since it is one file; ids of figures are footnotes.
func (l line) markdown(notes *footnotes) string {
	var b strings.Builder
	for _, s := range l {
		text := ui.MarkdownText(s.Text)
		trimmed := strings.TrimSpace(text)
		switch {
		case s.Outer && webLink(s.Href) != "":
			fmt.Fprintf(&b, "[%s](<%s>)", text, strings.NewReplacer("<", "%3C", ">", "%3E").Replace(webLink(s.Href)))
		case s.Strong && trimmed != "":
			// The blank at an end stands outside of the stars, or they would show.
			b.WriteString(strings.Replace(text, trimmed, "**"+trimmed+"**", 1))
		default:
			b.WriteString(text)
		}
		if s.Figure != "" {
			b.WriteString(notes.mark(s.Figure))
		}
	}
	return strings.TrimSpace(b.String())
}

func (g *grid) markdown(b *bytes.Buffer) error {
	columns := make([]string, len(g.Heads))
	for i, h := range g.Heads {
		columns[i] = h.Text
	}
	rows := make([][]any, len(g.Rows))
	for i, cells := range g.Rows {
		for _, c := range cells {
			text := c.Text
			if c.Detail != "" {
				text += " (" + c.Detail + ")"
			}
			rows[i] = append(rows[i], text)
		}
	}
	ids := g.ids()
	columns = ids.add(columns, rows)
	columns, rows = g.addresses(columns, rows)
	fmt.Fprintf(b, "%s\n\n", ui.MarkdownText(g.Caption))
	if _, err := ui.Write(b, ui.Markdown, columns, ui.Slice(rows), ui.Options{}); err != nil {
		return err
	}
	b.WriteString("\n" + ids.legend())
	return nil
}

// addresses adds a column of the addresses that cells lead to, where there are any.
func (g *grid) addresses(columns []string, rows [][]any) ([]string, [][]any) {
	found := make([]string, len(rows))
	for i, cells := range g.Rows {
		for _, c := range cells {
			if c.Outer {
				found[i] = c.Href
			}
		}
	}
	if strings.Join(found, "") == "" {
		return columns, rows
	}
	for i := range rows {
		rows[i] = append(rows[i], found[i])
	}
	return append(columns, "Address"), rows
}
