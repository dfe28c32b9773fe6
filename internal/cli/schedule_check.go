package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// checkCalendar asks systemd whether it understands times, where there is one to ask.
func (a *app) checkCalendar(ctx context.Context, times string) error {
	const asks = "systemd-analyze"
	if times == "" || !there(asks) {
		return nil
	}
	cmd := exec.CommandContext(ctx, asks, "calendar", "--", times)
	cmd.Env = append(slices.Clone(a.env), "LC_ALL=C")
	out, err := cmd.CombinedOutput()
	if err == nil {
		return nil
	}
	if exit, ok := errors.AsType[*exec.ExitError](err); !ok || !exit.Exited() {
		return fmt.Errorf("ask systemd about --on-calendar: %w", err)
	}
	return usage(`such as 'Mon..Fri 07:30' or daily: see "man systemd.time"`, "--on-calendar is %q: systemd says: %s", times, lastLine(string(out)))
}

// there reports whether there is a program of a name.
func there(program string) bool {
	_, err := exec.LookPath(program)
	return err == nil
}

// lastLine is the last line of what a program said that is not empty.
func lastLine(said string) string {
	lines := strings.Split(strings.TrimSpace(said), "\n")
	return strings.TrimSpace(lines[len(lines)-1])
}

// scheduleTool is the program that puts a schedule in place.
func scheduleTool(f scheduleFlags) string {
	switch {
	case f.systemd:
		return "systemctl"
	case f.launchd:
		return "launchctl"
	}
	return "crontab"
}

// toolsThere refuses to put a schedule in place where nothing would ever read it.
func toolsThere(f scheduleFlags) error {
	tool, what, instead := scheduleTool(f), "cron", `install it, or take "rung schedule --systemd --install"`
	switch {
	case f.systemd:
		what, instead = "systemd", `take "rung schedule --cron --install"`
	case f.launchd:
		what, instead = "launchd, which macOS has", `take "rung schedule --systemd --install" or --cron`
	}
	if there(tool) {
		return nil
	}
	return &fault{
		err:  fmt.Errorf("there is no %s: no program %s", what, tool),
		code: Failed, hint: instead + `; in a container "rung run --watch 6h" repeats itself`,
	}
}

// warnOfNotify says what of a command would work in this shell and not in a schedule: a program that is not where a
// schedule looks, and a unit's fences, under which mail cannot be handed to most mail servers.
func (a *app) warnOfNotify(f scheduleFlags, argv []string) {
	if len(argv) == 0 {
		return
	}
	usual := []string{"/usr/local/bin", "/usr/bin", "/bin", "/usr/local/sbin", "/usr/sbin", "/sbin"}
	if f.cron {
		usual = []string{"/usr/bin", "/bin"}
	}
	if path, err := exec.LookPath(argv[0]); err == nil && path != argv[0] && !slices.Contains(usual, filepath.Dir(path)) {
		fmt.Fprintf(a.err, "rung: warning: a schedule may not find %s of --notify\nrung: hint: write it as %s\n", argv[0], path)
	}
	if name := mailer(argv); name != "" && f.systemd {
		fmt.Fprintf(a.err, "rung: warning: %s may not send mail from the unit: it gives no program the rights of another user or group, which Postfix and Exim need\n"+
			"rung: hint: notify with curl or msmtp, see docs/schedule.md\n", name)
	}
}

// mailer returns the first word of a command, or of the text that it hands to a shell, that is a program which
// leaves mail to a mail server of this machine; empty for none.
func mailer(argv []string) string {
	for _, word := range argv {
		for _, name := range strings.FieldsFunc(word, func(r rune) bool { return strings.ContainsRune(" \t\n;|&(){}$\"'`", r) }) {
			if slices.Contains([]string{"mail", "mailx", "sendmail", "mutt", "exim", "s-nail"}, filepath.Base(name)) {
				return name
			}
		}
	}
	return ""
}

// booted reports whether systemd runs this system, as sd_booted(3) does.
func booted() bool {
	info, err := os.Stat("/run/systemd/system")
	return err == nil && info.IsDir()
}

// notBegun says what is true of a schedule that could not be started from here. systemd runs this system or does
// not; said is what the tool said, and commands are those that would start it.
func notBegun(f scheduleFlags, systemd bool, said, commands string) string {
	switch {
	case f.launchd:
		return "launchd did not take it now (" + said + "). It begins at the next login, or with: " + commands
	case systemd:
		return "your user's systemd could not be told (" + said + "). It begins when you log in the next time, at every start of the machine after\n" +
			"loginctl enable-linger, or from your desktop or login shell with: " + commands
	}
	return "systemd does not run this system (" + said + "), so nothing will begin here. Where systemd runs and this home is the user's,\n" +
		"it begins at the login, or with: " + commands + "; in a container \"rung run --watch 6h\" repeats itself, or take --cron"
}
