package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"rung/internal/lake"
	"rung/internal/ui"
)

// Code is an exit code. New ones may be added: treat a code that you do not know as a failure.
type Code int

const (
	// Done means that all was done.
	Done Code = 0
	// Failed means that the work failed.
	Failed Code = 1
	// Usage means that the command, a setting or a name is wrong.
	Usage Code = 2
	// Partly means that some sources or rows failed and the rest was done.
	Partly Code = 3
	// Nothing means that there is no lake yet.
	Nothing Code = 4
	// Absent means that the lake holds nothing of what was to be forgotten.
	Absent Code = 5
	// Alerted means that all was done and something changed beyond a threshold of report.alerts.
	Alerted Code = 10
	// Busy means that another run holds the lake, or that another machine changed it; try again later.
	Busy Code = 75
	// Interrupted means that the user stopped the work.
	Interrupted Code = 130
)

// fault is an error with the code that it ends the program with, and what to do about it.
type fault struct {
	err  error
	code Code
	hint string
}

func (f *fault) Error() string { return f.err.Error() }

func (f *fault) Unwrap() error { return f.err }

// usage makes an error of wrong use, with a hint that may be empty.
func usage(hint, format string, args ...any) error {
	return &fault{err: fmt.Errorf(format, args...), code: Usage, hint: hint}
}

// codeOf finds the exit code and the hint for an error.
func codeOf(ctx context.Context, err error) (Code, string) {
	var f *fault
	switch {
	case errors.As(err, &f) && f.code == Interrupted:
		return f.code, f.hint
	case ctx.Err() != nil && errors.Is(err, context.Canceled):
		return Interrupted, "run the same command again: it goes on where it stopped"
	case errors.Is(err, lake.ErrOvertaken):
		return Busy, "what was committed before is safe: run the same command again, and it goes on from what the other machine wrote"
	case errors.As(err, &f):
		return f.code, f.hint
	case errors.Is(err, lake.ErrNoLake):
		return Nothing, `collect something first with "rung run", or try "rung demo"`
	case errors.Is(err, lake.ErrForeign):
		return Usage, "name another file, or remove this one first"
	case errors.Is(err, lake.ErrLocked):
		return Busy, "wait for the other run to end, then try again"
	}
	if hint := damageHint(err); hint != "" {
		return Failed, hint
	}
	return Failed, bucketHint(err)
}

// damageHint says what to do about damaged files, if the error comes from some.
func damageHint(err error) string {
	var found *lake.DamageError
	var one lake.Damage
	if errors.As(err, &found) || errors.As(err, &one) {
		return `"rung lake verify" says what is damaged; "rung transform --rebuild" makes tables again from the pages, and a damaged snapshot can be dropped: "rung lake snapshot drop NAME"`
	}
	return ""
}

// report writes an error for people, or as one JSON object, and returns the exit code.
func (a *app) report(ctx context.Context, err error) Code {
	code, hint := codeOf(ctx, err)
	message := err.Error()
	if code == Interrupted {
		message = "interrupted"
	}
	if a.flags.json {
		data, jsonErr := json.Marshal(map[string]any{"code": code, "message": message, "hint": hint})
		if jsonErr == nil {
			fmt.Fprintln(a.err, string(data))
			return code
		}
	}
	word := "error"
	if code == Alerted {
		word = "alert"
	}
	before := ""
	for line := range strings.Lines(message) {
		line = strings.TrimRight(line, " \n")
		if line == "" || strings.HasSuffix(before, line) {
			continue // the same failure, met again on the way out
		}
		before = line
		fmt.Fprintln(a.err, "rung: "+word+": "+ui.Safe(line))
	}
	if hint != "" {
		fmt.Fprintln(a.err, "rung: hint: "+hint)
	}
	return code
}
