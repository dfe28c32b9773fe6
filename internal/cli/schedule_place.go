package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// ours stands in every file of a schedule. What does not hold it is not touched.
const ours = "Written by rung schedule"

// installSchedule puts a schedule in place and starts it where that can be done from here.
func (a *app) installSchedule(ctx context.Context, f scheduleFlags, files []placed) error {
	if f.cron {
		return a.changeCrontab(ctx, files[0].text)
	}
	for _, file := range files {
		if err := mine(file.path); err != nil {
			return err
		}
	}
	for _, file := range files {
		if err := placeFile(file.path, file.text); err != nil {
			return err
		}
		fmt.Fprintln(a.out, "in place: "+file.path)
	}
	if f.systemd {
		if err := enableTimer(a.systemdDir()); err != nil {
			return err
		}
	}
	return a.announce(ctx, startCommands(f, files[0].path), func(said, commands string) string { return notBegun(f, booted(), said, commands) })
}

// unschedule takes a schedule away. One that is not there is no error.
func (a *app) unschedule(ctx context.Context, f scheduleFlags) error {
	if f.cron {
		return a.changeCrontab(ctx, "")
	}
	files := a.schedulePaths(f)
	for _, file := range files {
		if err := mine(file.path); err != nil {
			return err
		}
	}
	_, err := os.Stat(files[0].path)
	if errors.Is(err, fs.ErrNotExist) {
		_, err := fmt.Fprintln(a.out, "there is nothing to take away")
		return err
	}
	if f.systemd {
		files = append(files, placed{path: enabledLink(a.systemdDir())})
	}
	for _, file := range files {
		if err := os.Remove(file.path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		fmt.Fprintln(a.out, "taken away: "+file.path)
	}
	if !there(scheduleTool(f)) {
		return nil // nothing reads what is gone
	}
	return a.announce(ctx, stopCommands(f), func(said, commands string) string {
		return "what runs now could not be told (" + said + "). If a schedule is still there, end it with: " + commands
	})
}

// mine refuses a file that somebody else wrote.
func mine(path string) error {
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) || err == nil && bytes.Contains(data, []byte(ours)) {
		return nil
	}
	if err != nil {
		return err
	}
	return &fault{err: fmt.Errorf("%s was not written by rung schedule and stays as it is", path), code: Failed, hint: "move it away first"}
}

func placeFile(path, text string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return writeFile(path, func(w io.Writer) error {
		_, err := io.WriteString(w, text)
		return errors.Join(err, forAll(w))
	})
}

// forAll lets others read a file, which a temporary one does not.
func forAll(w io.Writer) error {
	if f, ok := w.(*os.File); ok {
		return f.Chmod(0o644)
	}
	return nil
}

// enabledLink is what "systemctl --user enable rung.timer" makes.
func enabledLink(dir string) string { return filepath.Join(dir, "timers.target.wants", "rung.timer") }

// enableTimer makes the link itself, which also works where no user manager runs just now.
func enableTimer(dir string) error {
	link := enabledLink(dir)
	if err := os.MkdirAll(filepath.Dir(link), 0o755); err != nil {
		return err
	}
	err := os.Symlink(filepath.Join("..", "rung.timer"), link)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	return err
}

func startCommands(f scheduleFlags, path string) [][]string {
	if f.systemd {
		return [][]string{{"systemctl", "--user", "daemon-reload"}, {"systemctl", "--user", "restart", "rung.timer"}}
	}
	domain := launchdDomain()
	return [][]string{{"launchctl", "bootout", domain + "/" + label}, {"launchctl", "bootstrap", domain, path}}
}

func stopCommands(f scheduleFlags) [][]string {
	if f.systemd {
		return [][]string{{"systemctl", "--user", "stop", "rung.timer"}, {"systemctl", "--user", "daemon-reload"}}
	}
	return [][]string{{"launchctl", "bootout", launchdDomain() + "/" + label}}
}

func launchdDomain() string { return "gui/" + strconv.Itoa(os.Getuid()) }

// announce runs commands that make a change known. The last one counts; where it fails, as in a container,
// later says what is so, from what the command said and the commands that the user may try.
func (a *app) announce(ctx context.Context, commands [][]string, later func(said, commands string) string) error {
	var err error
	var said string
	var lines []string
	for _, argv := range commands {
		cmd := exec.CommandContext(ctx, argv[0], argv[1:]...)
		cmd.Env = append(slices.Clone(a.env), "LC_ALL=C")
		var out []byte
		out, err = cmd.CombinedOutput()
		said = lastLine(string(out))
		lines = append(lines, strings.Join(argv, " "))
	}
	if err == nil || ctx.Err() != nil {
		return ctx.Err()
	}
	_, err = fmt.Fprintln(a.out, later(orText(said, err.Error()), strings.Join(lines, "; ")))
	return err
}

// changeCrontab puts a block into the user's crontab in place of the one that is there; an empty block
// takes it away. All other lines stay as they are.
func (a *app) changeCrontab(ctx context.Context, block string) error {
	old, err := a.crontab(ctx, "", "-l")
	if err != nil {
		return err
	}
	without, had, err := cutBlock(old)
	if err != nil {
		return err
	}
	if without != "" && !strings.HasSuffix(without, "\n") {
		without += "\n"
	}
	next := without + block
	switch {
	case next == old:
		_, err = fmt.Fprintln(a.out, "the crontab is as it should be")
		return err
	case block == "" && !had:
		_, err = fmt.Fprintln(a.out, "there is nothing to take away")
		return err
	}
	if _, err := a.crontab(ctx, next, "-"); err != nil {
		return err
	}
	_, err = fmt.Fprintln(a.out, "the crontab is changed")
	return err
}

// cutBlock takes our lines out of a crontab.
func cutBlock(crontab string) (rest string, had bool, err error) {
	var b strings.Builder
	inside := false
	for line := range strings.Lines(crontab) {
		marked := strings.HasPrefix(line, "# "+ours)
		switch {
		case marked && !inside:
			inside, had = true, true
		case marked:
			inside = false
		case !inside:
			b.WriteString(line)
		}
	}
	if inside {
		return "", had, errors.New("the lines of rung in the crontab have no end: take them out with crontab -e")
	}
	return b.String(), had, nil
}

// crontab runs the command of that name. To have no crontab yet is an empty one; any other failure to
// read it is an error, since what could not be read would be lost.
func (a *app) crontab(ctx context.Context, in string, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, "crontab", args...)
	var out, complaint bytes.Buffer
	cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(in), &out, &complaint
	cmd.Env = append(slices.Clone(a.env), "LC_ALL=C")
	err := cmd.Run()
	if err == nil {
		return out.String(), nil
	}
	var exit *exec.ExitError
	if args[0] == "-l" && errors.As(err, &exit) && strings.Contains(complaint.String(), "no crontab for") {
		return "", nil
	}
	return "", fmt.Errorf("crontab %s: %w: %s", strings.Join(args, " "), err, strings.TrimSpace(complaint.String()))
}
