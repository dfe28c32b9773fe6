// Package eval measures the extractors against labelled cases.
//
// A task reads one file of cases and returns figures. The committed results.json holds the last
// measured figures: a test fails when one of them drops, and the report's methods page prints them.
package eval

import "path/filepath"

// Figure is one measured number of a task.
type Figure struct {
	Task string `json:"task"`
	Name string `json:"name"`
	// Value is a share between 0 and 1.
	Value float64 `json:"value"`
	// Bar is the least Value that is asked for; 0 when the figure is only watched.
	Bar float64 `json:"bar,omitempty"`
	// N is the number of cases behind the share.
	N int `json:"n"`
}

// Task measures one extractor on one kind of case.
type Task struct {
	Name string
	// Run reads its cases below dir, the folder of labelled cases. Misses are lines for people who
	// tune the rules: what was expected and what came.
	Run func(dir string) (figures []Figure, misses []string, err error)
}

// Tasks lists every measurement in the order in which it is printed.
func Tasks() []Task {
	tasks := skillTasks()
	return append(tasks, placeTask(), contactTask(), dedupeTask(), titleTask(), advertTask(), rolesTask(), employmentTask(), commentsTask(), boardsTask(), payTask())
}

// file joins the case folder with a file name.
func file(dir, name string) string { return filepath.Join(dir, name) }
