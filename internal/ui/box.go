package ui

import (
	"bufio"
	"fmt"
	"regexp"
	"slices"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
)

// writeBox draws a table for people. Where the width is known, wide texts are cut and then columns are left out, so
// that no line breaks; numbers are never cut, nor are figures with their intervals.
func writeBox(w *bufio.Writer, columns []string, rows Rows, o Options) (int64, error) {
	b := box{right: make([]bool, len(columns)), left: make([]bool, len(columns))}
	for _, c := range columns {
		b.head = append(b.head, Safe(c))
	}
	n, err := each(rows, func(row []any) error {
		if o.MaxRows == 0 || len(b.cells) < o.MaxRows {
			b.add(row)
		}
		return nil
	})
	if err != nil {
		return n, err
	}
	widths := b.widths(o.NoHeader)
	shown := fit(widths, b.least(), o.Width, o.Told)
	if _, err := fmt.Fprintln(w, b.render(shown, widths, o)); err != nil {
		return n, err
	}
	if len(b.cells) < int(n) {
		fmt.Fprintf(w, "%d of %d rows shown\n", len(b.cells), n)
	}
	if slices.Contains(shown, gap) {
		fmt.Fprintf(w, "%d of %d columns shown%s\n", len(shown)-1, len(columns), o.More)
	}
	return n, nil
}

// box is a table that is being drawn.
type box struct {
	head  []string
	cells [][]string
	// right marks the columns that hold numbers, and left those that hold something else.
	right, left []bool
}

func (b *box) add(row []any) {
	cells := make([]string, len(row))
	for i, v := range row {
		cells[i] = Safe(Text(v))
		number := isNumber(v)
		b.right[i] = b.right[i] || number
		b.left[i] = b.left[i] || v != nil && !number
	}
	b.cells = append(b.cells, cells)
}

// numbers reports whether a column holds numbers and nothing else.
func (b *box) numbers(i int) bool { return b.right[i] && !b.left[i] }

// widths returns how many places each column needs.
func (b *box) widths(noHeader bool) []int {
	widths := make([]int, len(b.head))
	for i, h := range b.head {
		if !noHeader {
			widths[i] = text.StringWidth(h)
		}
		for _, row := range b.cells {
			widths[i] = max(widths[i], text.StringWidth(row[i]))
		}
	}
	return widths
}

// leastCell is how far a text or a name may be cut.
const leastCell = 12

// figure is a number that stands as text, with a unit or its interval.
var figure = regexp.MustCompile(`^-?[0-9][0-9.,]*( %)?( \([^ ()]+\))?$`)

// least returns how many places each column must have.
func (b *box) least() []int {
	least := make([]int, len(b.head))
	for i, h := range b.head {
		least[i] = min(text.StringWidth(h), leastCell)
		for _, row := range b.cells {
			w := text.StringWidth(row[i])
			if !b.numbers(i) && !figure.MatchString(row[i]) {
				w = min(w, leastCell)
			}
			least[i] = max(least[i], w)
		}
	}
	return least
}

// bold and plainAgain are what a terminal obeys.
const bold, plainAgain = "\x1b[1m", "\x1b[0m"

// frame is what a column takes besides its text.
const frame = 3

// gap stands for the columns that are left out.
const gap = -1

// fit makes the columns as narrow as the screen needs, the widest first, and returns those to show. A
// width of 0 means that there is no limit.
func fit(widths, least []int, width int, told bool) []int {
	shown := make([]int, len(widths))
	total, floor := 1, 1
	for i := range widths {
		shown[i] = i
		total += widths[i] + frame
		floor += min(least[i], widths[i]) + frame
	}
	if width <= 0 || total <= width {
		return shown
	}
	if floor > width {
		shown = leaveOut(least, width, told)
	}
	total = 1
	for _, i := range shown {
		total += frame + 1
		if i != gap {
			widths[i] = max(min(widths[i], width), least[i])
			total += widths[i] - 1
		}
	}
	for ; total > width; total-- {
		widest := gap
		for _, i := range shown {
			if i != gap && widths[i] > least[i] && (widest == gap || widths[i] > widths[widest]) {
				widest = i
			}
		}
		if widest == gap {
			break
		}
		widths[widest]--
	}
	return shown
}

// leaveOut takes columns from the left, or from both ends, two from the left for one from the right, while they fit.
func leaveOut(least []int, width int, told bool) []int {
	left, right := 0, len(least)
	for used := 1 + frame + 1; left < right; {
		next := left
		if !told && (left+len(least)-right)%3 == 2 {
			next = right - 1
		}
		used += least[next] + frame
		if used > width && left > 0 {
			break
		}
		if next == left {
			left++
		} else {
			right--
		}
	}
	var shown []int
	for i := range left {
		shown = append(shown, i)
	}
	shown = append(shown, gap)
	for i := right; i < len(least); i++ {
		shown = append(shown, i)
	}
	return shown
}

func (b *box) render(shown, widths []int, o Options) string {
	t := table.NewWriter()
	t.SetStyle(table.StyleLight)
	t.Style().Format.Header = text.FormatDefault
	if !o.NoHeader {
		head := pick(b.head, shown, widths)
		for i := range head {
			if o.Colour { // not by the table's own colours: they look at the environment
				head[i] = fmt.Sprint(bold, head[i], plainAgain)
			}
		}
		t.AppendHeader(head)
	}
	for _, row := range b.cells {
		t.AppendRow(pick(row, shown, widths))
	}
	var configs []table.ColumnConfig
	for n, i := range shown {
		if i != gap && b.numbers(i) {
			configs = append(configs, table.ColumnConfig{Number: n + 1, Align: text.AlignRight, AlignHeader: text.AlignRight})
		}
	}
	t.SetColumnConfigs(configs)
	return t.Render()
}

// pick returns the cells to show, cut to their widths.
func pick(row []string, shown, widths []int) table.Row {
	out := make(table.Row, len(shown))
	for n, i := range shown {
		if i == gap {
			out[n] = "…"
		} else {
			out[n] = cut(row[i], widths[i])
		}
	}
	return out
}

// cut shortens s to a width and marks that.
func cut(s string, width int) string {
	if text.StringWidth(s) <= width {
		return s
	}
	return text.Trim(s, max(width-1, 0)) + "…"
}
