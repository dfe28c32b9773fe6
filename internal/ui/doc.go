// Package ui writes answers for people and for programs: tables, CSV, JSON and Markdown, and the status
// line of a terminal.
//
// Its manners: standard output carries the answer and nothing else. What came from outside is shown
// harmlessly: no control character reaches a terminal or a table, and no cell of a CSV file begins a
// formula. What is piped has no colour, no box and no cut.
package ui
