package ui

import "github.com/jedib0t/go-pretty/v6/text"

// Panels shares the columns of a table out among tables that each fit a width, so that no column must be left
// out: each begins with the first keep columns and goes on where the one before ended. It returns the places of
// the columns. A width of 0 means that there is no limit. A column that is too wide by itself has a table of its own.
func Panels(columns []string, rows [][]any, keep, width int) [][]int {
	var list [][]int
	var head, panel []int
	base := 1
	for i := range keep {
		head = append(head, i)
		base += room(columns, rows, i)
	}
	used := base
	for i := keep; i < len(columns); i++ {
		need := room(columns, rows, i)
		if width > 0 && len(panel) > 0 && used+need > width {
			list = append(list, append(append([]int{}, head...), panel...))
			panel, used = nil, base
		}
		panel = append(panel, i)
		used += need
	}
	return append(list, append(append([]int{}, head...), panel...))
}

// room is how many places a column takes with its frame.
func room(columns []string, rows [][]any, i int) int {
	wide := text.StringWidth(Safe(columns[i]))
	for _, row := range rows {
		wide = max(wide, text.StringWidth(Safe(Text(row[i]))))
	}
	return wide + frame
}
