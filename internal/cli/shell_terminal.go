package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/reeflective/readline"
	"golang.org/x/term"

	"rung/internal/cell"
)

// terminalRows is how many rows of a table a terminal shows.
const terminalRows = 40

// shell reads from a terminal until it is left. An interrupt ends the line or the query and never the
// shell, so queries run under a context of their own.
func (a *app) shell(ctx context.Context, s *cell.Session, f sqlFlags) (err error) {
	in, err := a.interpreter(s, f.format)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, in.close()) }()
	in.timer, in.maxRows = !a.flags.quiet, terminalRows
	interrupts, ends := make(chan os.Signal, 1), make(chan os.Signal, 1)
	signal.Notify(interrupts, os.Interrupt)
	signal.Notify(ends, syscall.SIGTERM)
	defer signal.Stop(interrupts)
	defer signal.Stop(ends)
	if state, err := term.GetState(int(os.Stdin.Fd())); err == nil {
		defer func() { _ = term.Restore(int(os.Stdin.Fd()), state) }()
	}
	ctx = context.WithoutCancel(ctx)
	editor := a.editor(ctx, in)
	if !a.flags.quiet {
		fmt.Fprintln(a.err, "Statements end with a semicolon; .help lists the commands, .tables the tables.")
	}
	for {
		select {
		case <-ends:
			return nil
		case typed := <-read(editor):
			switch {
			case errors.Is(typed.err, readline.ErrInterrupt):
				continue
			case errors.Is(typed.err, io.EOF):
				return nil
			case typed.err != nil:
				return fmt.Errorf("read from the terminal: %w", typed.err)
			}
			a.resize()
			if err := a.runTyped(ctx, in, typed.text, interrupts); errors.Is(err, errQuit) {
				return nil
			}
		}
	}
}

// typed is what was typed up to the end of a statement.
type typed struct {
	text string
	err  error
}

// read waits for something to be typed. The terminal cannot be woken: at the end of the program the read
// is left behind.
func read(editor *readline.Shell) <-chan typed {
	out := make(chan typed, 1)
	go func() {
		text, err := editor.Readline()
		out <- typed{text, err}
	}()
	return out
}

// runTyped runs what was typed until an interrupt, and reports what goes wrong.
func (a *app) runTyped(parent context.Context, in *interpreter, text string, interrupts <-chan os.Signal) error {
	select {
	case <-interrupts: // one that came too late for the statement before
	default:
	}
	ctx, cancel := context.WithCancel(parent)
	defer cancel()
	go func() {
		select {
		case <-interrupts:
			cancel()
		case <-ctx.Done():
		}
	}()
	err := in.run(ctx, text)
	if err != nil && !errors.Is(err, errQuit) {
		a.report(ctx, err)
	}
	return err
}

// resize asks the terminal for its width again.
func (a *app) resize() {
	if w, _, err := term.GetSize(int(os.Stdout.Fd())); err == nil {
		a.width = w
	}
}

// editor returns the line editor with its history and completion.
func (a *app) editor(ctx context.Context, in *interpreter) *readline.Shell {
	rl := readline.NewShell()
	rl.Prompt.Primary(func() string { return "rung> " })
	rl.Prompt.Secondary(func() string { return "   -> " })
	_ = rl.Config.Set("multiline-column", true)       // without it there is no second prompt
	_ = rl.Config.Set("cursor-position-probe", false) // it swallows what is typed ahead
	_ = rl.Config.Set("menu-complete-display-prefix", true)
	rl.AcceptMultiline = func(line []rune) bool { return whole(string(line)) }
	rl.Completer = func(line []rune, cursor int) readline.Completions {
		c, _ := in.catalog(ctx) // without it, the commands and keywords remain
		text := string(line[:min(cursor, len(line))])
		from, found := complete(c, string(line), len(text))
		return completions(text, from, found)
	}
	if h, err := a.history(); err != nil {
		fmt.Fprintf(a.err, "rung: warning: the history is not kept: %v\n", err)
	} else {
		rl.History.Add("history", h)
	}
	return rl
}

// completions turns candidates into what the line editor wants: it replaces the text since the last blank,
// so the part of that before the word is put before every candidate.
func completions(text string, from int, found []candidate) readline.Completions {
	begin := strings.LastIndexAny(text, " \t\n") + 1
	head := text[min(begin, from):from]
	var list []readline.Completion
	for _, c := range found {
		list = append(list, readline.Completion{Value: head + c.word, Display: c.word, Description: c.about, Tag: c.kind})
	}
	out := readline.CompleteRaw(list).NoSort()
	out.PREFIX = text[begin:]
	return out
}

// history opens the file of what was typed before.
func (a *app) history() (readline.History, error) {
	path, err := a.historyPath()
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, err
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, err
	}
	if err := f.Close(); err != nil {
		return nil, err
	}
	return readline.NewHistoryFromFile(path)
}

// historyPath is where the XDG rules put state.
func (a *app) historyPath() (string, error) {
	state := a.getenv("XDG_STATE_HOME")
	if !filepath.IsAbs(state) {
		home := a.getenv("HOME")
		if home == "" {
			return "", errors.New("neither $XDG_STATE_HOME nor $HOME is set")
		}
		state = filepath.Join(home, ".local", "state")
	}
	return filepath.Join(state, "rung", "history"), nil
}
