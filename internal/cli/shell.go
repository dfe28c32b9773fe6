package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"rung/internal/cell"
	"rung/internal/ui"
)

// interpreter runs what is typed into the SQL shell or piped into it: statements, and the commands that
// begin with a dot or a backslash. It knows nothing of terminals.
type interpreter struct {
	app     *app
	session *cell.Session
	// warned is how many damaged files the user knows of.
	warned int
	// known is filled by catalog.
	known *catalog

	mode    ui.Format
	narrow  ui.Format // the mode that \x goes back to
	headers bool
	timer   bool
	maxRows int // of a table, 0 for all
	// to is where answers go, nil for standard output; once is a file for the next answer alone.
	to   *os.File
	once string
	// depth counts the files that .read is inside of.
	depth int
}

// errQuit is returned by the command that leaves the shell.
var errQuit = errors.New("leave the shell")

// interpreter returns an interpreter that writes in the format of the flags.
func (a *app) interpreter(s *cell.Session, format string) (*interpreter, error) {
	mode, err := a.format(orText(format, string(ui.Box)))
	if err != nil {
		return nil, err
	}
	return &interpreter{app: a, session: s, warned: len(s.Damaged()), mode: mode, narrow: ui.Box, headers: true}, nil
}

// run runs a script and stops at the first step that fails. Its end may be an unfinished statement.
func (in *interpreter) run(ctx context.Context, script string) error {
	steps, rest := splitSQL(script)
	if strings.TrimSpace(rest) != "" {
		steps = append(steps, rest)
	}
	for _, step := range steps {
		if err := ctx.Err(); err != nil {
			return err
		}
		do := in.statement
		if isCommand(step) {
			do = in.command
		}
		if err := do(ctx, step); err != nil {
			return err
		}
	}
	return nil
}

// whole reports whether a script ends where a statement ends.
func whole(script string) bool {
	_, rest := splitSQL(script)
	return strings.TrimSpace(rest) == ""
}

func (in *interpreter) statement(ctx context.Context, text string) error {
	began := in.app.now()
	rows, err := in.session.QueryContext(ctx, text)
	in.warn()
	if err != nil {
		return sqlError(err)
	}
	defer rows.Close()
	columns, values, err := stream(rows)
	if err != nil {
		return sqlError(err)
	}
	n, err := in.write(columns, values)
	if err != nil {
		return sqlError(err)
	}
	in.time(n, began)
	return nil
}

// warn names the damaged files that were found since the last time.
func (in *interpreter) warn() {
	damaged := in.session.Damaged()
	for _, d := range damaged[min(in.warned, len(damaged)):] {
		in.app.warnDamaged(d)
	}
	in.warned = len(damaged)
}

// time says how long an answer took, if that is wanted.
func (in *interpreter) time(rows int64, began time.Time) {
	if !in.timer {
		return
	}
	noun := "rows"
	if rows == 1 {
		noun = "row"
	}
	fmt.Fprintf(in.app.err, "%d %s in %s\n", rows, noun, in.app.now().Sub(began).Round(time.Millisecond))
}

// write writes an answer where it is wanted.
func (in *interpreter) write(columns []string, rows ui.Rows) (n int64, err error) {
	o := ui.Options{NoHeader: !in.headers}
	if path := in.once; path != "" {
		in.once = ""
		err = writeFile(path, func(w io.Writer) error {
			n, err = ui.Write(w, in.mode, columns, rows, o)
			return err
		})
		return n, err
	}
	if in.to != nil {
		return ui.Write(in.to, in.mode, columns, rows, o)
	}
	o.MaxRows = in.maxRows
	return in.app.put(in.mode, columns, rows, o)
}

// rows writes an answer that is in memory.
func (in *interpreter) rows(columns []string, rows [][]any) error {
	_, err := in.write(columns, ui.Slice(rows))
	return err
}

// close ends what .output began.
func (in *interpreter) close() error {
	if in.to == nil {
		return nil
	}
	err := in.to.Close()
	in.to = nil
	return err
}
