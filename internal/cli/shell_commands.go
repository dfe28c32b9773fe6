package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"

	"rung/internal/near"
	"rung/internal/ui"
)

// maxDepth bounds files that read files.
const maxDepth = 16

// command is one command of the shell.
type command struct {
	// names are what it can be called by; the first is the one in the help.
	names []string
	args  string
	doc   string
	// least and most bound the number of words after the name.
	least, most int
	run         func(*interpreter, context.Context, []string) error
}

// shellCommands lists the commands: DuckDB's own names, and psql's where hands know them.
func shellCommands() []command {
	const many = 99
	return []command{
		{[]string{".help", `\?`}, "", "list the commands", 0, 1, (*interpreter).help},
		{[]string{".tables", `\dt`}, "", "list the tables", 0, 0, (*interpreter).tables},
		{[]string{".schema"}, "[TABLE]", "list the columns of a table, or of all", 0, 1, (*interpreter).schema},
		{[]string{`\d`}, "[TABLE]", "list the tables, or the columns of one", 0, 1, (*interpreter).describe},
		{[]string{".queries"}, "", "list the questions that rung comes with", 0, 0, (*interpreter).queries},
		{[]string{".run"}, "NAME [PARAM=VALUE...]", "answer one of them", 1, many, (*interpreter).ask},
		{[]string{".mode"}, "[MODE]", "write answers as " + strings.Join(modeNames(), ", "), 0, 1, (*interpreter).setMode},
		{[]string{`\x`}, "[on|off]", "write one value a line, for wide rows", 0, 1, (*interpreter).expand},
		{[]string{".headers", ".header"}, "on|off", "write the names of the columns", 1, 1, (*interpreter).setHeaders},
		{[]string{".maxrows"}, "N", "cut tables after N rows; 0 for never", 1, 1, (*interpreter).setMaxRows},
		{[]string{".timer", `\timing`}, "[on|off]", "say how long each statement took", 0, 1, (*interpreter).setTimer},
		{[]string{".read", `\i`}, "FILE", "run the statements of a file", 1, 1, (*interpreter).read},
		{[]string{".once"}, "FILE", "write the next answer into a file", 1, 1, (*interpreter).setOnce},
		{[]string{".output", `\o`}, "[FILE]", "write answers into a file from now on, or to the screen again", 0, 1, (*interpreter).setOutput},
		{[]string{".quit", ".exit", `\q`}, "", "leave", 0, 0, func(*interpreter, context.Context, []string) error { return errQuit }},
	}
}

// modes are the words that DuckDB's shell and rung have for formats.
func modes() map[string]ui.Format {
	return map[string]ui.Format{
		"duckbox": ui.Box, "box": ui.Box, "table": ui.Box, "csv": ui.CSV, "tabs": ui.TSV, "tsv": ui.TSV, "json": ui.JSON,
		"jsonlines": ui.JSONL, "jsonl": ui.JSONL, "line": ui.Line, "list": ui.List, "markdown": ui.Markdown,
	}
}

func modeNames() []string { return sortedKeys(modes()) }

// command runs one command of the shell.
func (in *interpreter) command(ctx context.Context, line string) error {
	args, err := splitWords(strings.TrimRight(line, "; \t"))
	if err != nil {
		return usage("", "%s: %w", line, err)
	}
	if len(args) == 0 {
		return nil
	}
	c, err := findCommand(args[0])
	if err != nil {
		return err
	}
	if n := len(args) - 1; n < c.least || n > c.most {
		return usage("", "write it as %s", strings.TrimSpace(args[0]+" "+c.args))
	}
	return c.run(in, ctx, args[1:])
}

func findCommand(name string) (command, error) {
	var names []string
	for _, c := range shellCommands() {
		if slices.Contains(c.names, strings.ToLower(name)) {
			return c, nil
		}
		names = append(names, c.names...)
	}
	hint := ".help lists the commands"
	if like := near.To(name, names); like != "" {
		hint = "did you mean " + like + "?"
	}
	return command{}, usage(hint, "there is no command %s", name)
}

// splitWords cuts a command into words at blanks. Quotes of both kinds keep blanks inside a word.
func splitWords(line string) ([]string, error) {
	var words []string
	var word strings.Builder
	var quote rune
	some := false
	for _, r := range line {
		switch {
		case quote != 0 && r == quote:
			quote = 0
		case quote == 0 && (r == '\'' || r == '"'):
			quote, some = r, true
		case quote == 0 && (r == ' ' || r == '\t'):
			if some {
				words = append(words, word.String())
			}
			word.Reset()
			some = false
		default:
			word.WriteRune(r)
			some = true
		}
	}
	if quote != 0 {
		return nil, errors.New("a quote is open")
	}
	if some {
		words = append(words, word.String())
	}
	return words, nil
}

func (in *interpreter) help(_ context.Context, args []string) error {
	for _, c := range shellCommands() {
		if len(args) > 0 && !slices.ContainsFunc(c.names, func(n string) bool { return strings.TrimLeft(n, `.\`) == strings.TrimLeft(args[0], `.\`) }) {
			continue
		}
		name := strings.Join(c.names, ", ") + " " + c.args
		if _, err := fmt.Fprintf(in.app.out, "%-32s %s\n", name, c.doc); err != nil {
			return err
		}
	}
	return nil
}

func (in *interpreter) setMode(_ context.Context, args []string) error {
	if len(args) == 0 {
		_, err := fmt.Fprintln(in.app.out, in.mode)
		return err
	}
	mode, ok := modes()[strings.ToLower(args[0])]
	if !ok {
		return usage("", "there is no mode %s: use %s", args[0], strings.Join(modeNames(), ", "))
	}
	in.mode = mode
	return nil
}

func (in *interpreter) expand(_ context.Context, args []string) error {
	on, err := onOff(args, in.mode != ui.Line)
	switch {
	case err != nil:
		return err
	case on && in.mode != ui.Line:
		in.narrow, in.mode = in.mode, ui.Line
	case !on && in.mode == ui.Line:
		in.mode = in.narrow
	}
	return nil
}

func (in *interpreter) setHeaders(_ context.Context, args []string) (err error) {
	in.headers, err = onOff(args, in.headers)
	return err
}

func (in *interpreter) setTimer(_ context.Context, args []string) (err error) {
	in.timer, err = onOff(args, !in.timer)
	return err
}

// onOff reads a switch. now is what it becomes, or stays, when nothing is said.
func onOff(args []string, now bool) (bool, error) {
	if len(args) == 0 {
		return now, nil
	}
	switch strings.ToLower(args[0]) {
	case "on", "yes", "1", "true":
		return true, nil
	case "off", "no", "0", "false":
		return false, nil
	}
	return now, usage("", "%q is neither on nor off", args[0])
}

func (in *interpreter) setMaxRows(_ context.Context, args []string) error {
	n, err := strconv.Atoi(args[0])
	if err != nil || n < 0 {
		return usage("", "%q is no number of rows", args[0])
	}
	in.maxRows = n
	return nil
}

func (in *interpreter) read(ctx context.Context, args []string) error {
	if in.depth == maxDepth {
		return usage("", "%s: files read files %d deep", args[0], maxDepth)
	}
	script, err := os.ReadFile(args[0])
	if err != nil {
		return usage("", "read the statements: %w", err)
	}
	in.depth++
	defer func() { in.depth-- }()
	return in.run(ctx, string(script))
}

func (in *interpreter) setOnce(_ context.Context, args []string) error {
	in.once = args[0]
	return nil
}

func (in *interpreter) setOutput(_ context.Context, args []string) error {
	if err := in.close(); err != nil {
		return fmt.Errorf("end the output file: %w", err)
	}
	if len(args) == 0 || args[0] == "stdout" {
		return nil
	}
	f, err := os.Create(args[0])
	if err != nil {
		return usage("", "open the output file: %w", err)
	}
	in.to = f
	return nil
}
