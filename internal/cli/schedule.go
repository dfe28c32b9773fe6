package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/spf13/cobra"

	"rung/config"
)

// scheduleFlags are the flags of rung schedule.
type scheduleFlags struct {
	systemd, cron, launchd bool
	install, uninstall     bool
	every                  period
	onCalendar             string
}

func (a *app) scheduleCommand() *cobra.Command {
	f := scheduleFlags{every: period(24 * time.Hour)}
	cmd := &cobra.Command{
		Use:   "schedule --systemd|--cron|--launchd [-- ARGUMENTS OF RUN]",
		Short: "Have the system run rung in time",
		Long: `Print what makes systemd, cron or launchd run "rung run" in time, for the lake and the settings in
use now. With --install it is put in place for the user, and nothing else is touched; doing it again
changes what is there. What follows -- is given to rung run, such as -- --notify 'curl -sS -d @- ADDRESS'; what
sends mail under systemd is in docs/schedule.md.`,
		Example: `  rung schedule --systemd
  rung schedule --systemd --every 6h --install
  rung schedule --cron --install -- --metrics /var/lib/node_exporter/rung.prom`,
		RunE: func(cmd *cobra.Command, args []string) error { return a.schedule(cmd.Context(), f, args) },
	}
	flags := cmd.Flags()
	flags.BoolVar(&f.systemd, "systemd", false, "a service and a timer of systemd")
	flags.BoolVar(&f.cron, "cron", false, "a line of the crontab")
	flags.BoolVar(&f.launchd, "launchd", false, "an agent of launchd")
	flags.Var(&f.every, "every", "run every `PERIOD` that divides an hour, a day or a week, such as 6h or 1d")
	flags.StringVar(&f.onCalendar, "on-calendar", "", "run at `TIMES` as systemd writes them (OnCalendar=)")
	flags.BoolVar(&f.install, "install", false, "put it in place for this user")
	flags.BoolVar(&f.uninstall, "uninstall", false, "take it away again")
	return cmd
}

// check refuses flags that do not go together.
func (f *scheduleFlags) check() error {
	chosen := 0
	for _, on := range []bool{f.systemd, f.cron, f.launchd} {
		if on {
			chosen++
		}
	}
	switch {
	case chosen != 1:
		return usage(`such as "rung schedule --systemd"`, "want one of --systemd, --cron and --launchd")
	case f.install && f.uninstall:
		return usage("", "--install and --uninstall exclude each other")
	case f.onCalendar != "" && !f.systemd:
		return usage("give --every a period", "--on-calendar is for --systemd only")
	}
	return nil
}

func (a *app) schedule(ctx context.Context, f scheduleFlags, args []string) error {
	if err := f.check(); err != nil {
		return err
	}
	if !filepath.IsAbs(a.getenv("HOME")) {
		return errors.New("$HOME is not set, so there is no place for a schedule")
	}
	if f.uninstall {
		return a.unschedule(ctx, f)
	}
	c, err := a.load()
	if err != nil {
		return err
	}
	if err := a.checkCalendar(ctx, f.onCalendar); err != nil {
		return err
	}
	p, err := a.plan(c, f, args)
	if err != nil {
		return err
	}
	files, err := a.scheduleFiles(f, p)
	if err != nil {
		return err
	}
	a.warnOfEnvironment(c, f, p)
	a.warnOfNotify(f, p.Notify)
	if !f.install {
		return a.printSchedule(files)
	}
	if err := toolsThere(f); err != nil {
		return err
	}
	for _, dir := range p.Writable { // a unit can write only where there is something
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return err
		}
	}
	if err := (&after{metrics: given(p.Metrics)}).check(); err != nil {
		return err
	}
	return a.installSchedule(ctx, f, files)
}

// plan works out what is to be run and when.
func (a *app) plan(c *config.Config, f scheduleFlags, args []string) (plan, error) {
	binary, err := os.Executable()
	if err != nil {
		return plan{}, fmt.Errorf("find the program: %w", err)
	}
	run, err := a.runArguments(args)
	if err != nil {
		return plan{}, err
	}
	p := newPlan(binary, c.File, c.Lake.Text(), args)
	p.Notify, p.Metrics = run.notify, run.metricsFile
	p.EnvFile = filepath.Join(a.under("XDG_CONFIG_HOME", ".config"), "rung", "environment")
	p.LogFile = filepath.Join(a.getenv("HOME"), "Library", "Logs", "rung.log")
	// A report is made beside the old one and then takes its place, and so is the file of metrics.
	p.Writable = roots(c.Lake.Dir, c.Lake.Bucket.Local(), filepath.Dir(c.Report.Out), run.out, run.metrics)
	if err := p.at(f, minuteOf(when(c))); err != nil {
		return plan{}, err
	}
	for _, text := range append(slices.Concat(p.Command, p.Writable), p.EnvFile, p.LogFile, p.Calendar) {
		if strings.ContainsFunc(text, unicode.IsControl) {
			return plan{}, usage("", "%q holds a control character, which no schedule can", text)
		}
	}
	return p, nil
}

// when is what the minute of a plan comes from. Machines that share a bucket should not all begin at once.
func when(c *config.Config) string {
	if !c.Lake.Bucket.Given() {
		return c.Lake.Dir
	}
	host, _ := os.Hostname()
	return c.Lake.Name() + " " + host
}

// newPlan is the command of a plan.
func newPlan(binary, settings, lake string, args []string) plan {
	p := plan{Command: []string{binary, "run"}}
	if settings != "" {
		p.Command = append(p.Command, "--config", settings)
	}
	p.Command = append(p.Command, "--lake", lake)
	p.Command = append(p.Command, args...)
	return p
}

// at fills in when the plan runs.
func (p *plan) at(f scheduleFlags, minute int) error {
	if f.onCalendar != "" {
		p.Calendar, p.Delay = f.onCalendar, delayOf(time.Hour)
		return nil
	}
	every := time.Duration(f.every)
	t, err := timesOf(every, minute)
	if err != nil {
		return err
	}
	p.Calendar, p.Cron, p.Launchd, p.Delay = t.calendar(), t.cron(), t.launchd(), delayOf(every)
	return nil
}

// runPlaces are the folders that arguments of rung run want to write into, empty for none, and the words of the
// command that it is to run.
type runPlaces struct {
	out, metrics string
	metricsFile  string
	notify       []string
}

// runArguments checks what is given to rung run. It starts elsewhere, so paths must be absolute.
func (a *app) runArguments(args []string) (runPlaces, error) {
	copied := *a
	cmd := copied.runCommand()
	if err := cmd.ParseFlags(args); err != nil {
		return runPlaces{}, usage(`see "rung run --help"`, "%w", err)
	}
	if cmd.Flags().Changed("watch") {
		return runPlaces{}, usage("use --every", "--watch and a schedule are one too many")
	}
	var dirs [2]string
	for i, name := range []string{"out", "metrics"} {
		path := cmd.Flags().Lookup(name).Value.String()
		if path == "" {
			continue
		}
		if !filepath.IsAbs(path) {
			return runPlaces{}, usage("", "--%s %s must be an absolute path here", name, path)
		}
		dirs[i] = filepath.Dir(path)
	}
	for _, name := range cmd.Flags().Args() {
		if _, err := findSource(a.sources, name); err != nil {
			return runPlaces{}, err
		}
	}
	end := after{notify: given(cmd.Flags().Lookup("notify").Value.String())}
	notify, err := end.command()
	if err == nil && len(notify) > 0 && strings.ContainsRune(notify[0], filepath.Separator) && !filepath.IsAbs(notify[0]) {
		err = usage("", "--notify %s must be an absolute path here", notify[0])
	}
	return runPlaces{dirs[0], dirs[1], cmd.Flags().Lookup("metrics").Value.String(), notify}, err
}

// roots sorts folders and drops those inside others.
func roots(dirs ...string) []string {
	slices.Sort(dirs)
	var list []string
	for _, dir := range dirs {
		inside := func(root string) bool {
			return dir == root || strings.HasPrefix(dir, strings.TrimSuffix(root, "/")+"/")
		}
		if dir != "" && !slices.ContainsFunc(list, inside) {
			list = append(list, dir)
		}
	}
	return list
}

// under is a folder of the user as the XDG rules say.
func (a *app) under(variable, below string) string {
	if dir := a.getenv(variable); filepath.IsAbs(dir) {
		return dir
	}
	return filepath.Join(a.getenv("HOME"), filepath.FromSlash(below))
}

// warnOfEnvironment names settings that come from variables of this shell: a scheduled run has others.
func (a *app) warnOfEnvironment(c *config.Config, f scheduleFlags, p plan) {
	var names []string
	for _, s := range c.Settings() {
		if name, ok := strings.CutPrefix(s.From, "$"); ok && s.Key != "lake.dir" {
			names = append(names, name)
		}
	}
	if c.Lake.Bucket.Given() {
		names = append(names, a.cloudVariables()...)
	}
	if len(names) == 0 {
		return
	}
	hint := "write them into the settings file, and keys into files that NAME_file settings name"
	if f.systemd {
		hint = "write them into " + p.EnvFile
	}
	if c.Lake.Bucket.Given() {
		hint += ", or those of the bucket into its cloud's own files, as ~/.aws/credentials"
	}
	fmt.Fprintf(a.err, "rung: warning: a scheduled run does not see the variables of this shell: %s\nrung: hint: %s\n", strings.Join(names, ", "), hint)
}

// cloudVariables are those of this shell that the libraries of the clouds may open a bucket with.
func (a *app) cloudVariables() []string {
	var names []string
	for _, entry := range a.env {
		name, value, _ := strings.Cut(entry, "=")
		for _, prefix := range []string{"AWS_", "GOOGLE_", "AZURE_"} {
			if value != "" && strings.HasPrefix(name, prefix) {
				names = append(names, name)
			}
		}
	}
	slices.Sort(names)
	return names
}

// placed is one file of a schedule.
type placed struct{ path, text string }

// scheduleFiles are the files of a schedule with the places where they belong. A crontab has none.
func (a *app) scheduleFiles(f scheduleFlags, p plan) ([]placed, error) {
	var files []placed
	var errs []error
	for _, file := range a.schedulePaths(f) {
		text, err := p.text(file.text)
		errs = append(errs, err)
		files = append(files, placed{file.path, text})
	}
	return files, errors.Join(errs...)
}

// schedulePaths are the places of the files of a schedule with the names of their templates.
func (a *app) schedulePaths(f scheduleFlags) []placed {
	switch {
	case f.systemd:
		dir := a.systemdDir()
		return []placed{{filepath.Join(dir, "rung.service"), "rung.service"}, {filepath.Join(dir, "rung.timer"), "rung.timer"}}
	case f.launchd:
		return []placed{{filepath.Join(a.getenv("HOME"), "Library", "LaunchAgents", label+".plist"), "launchd.plist"}}
	}
	return []placed{{"", "crontab"}}
}

func (a *app) systemdDir() string {
	return filepath.Join(a.under("XDG_CONFIG_HOME", ".config"), "systemd", "user")
}

// printSchedule prints the files, each under its place where there are several.
func (a *app) printSchedule(files []placed) error {
	if a.flags.json {
		var rows [][]any
		for _, f := range files {
			rows = append(rows, []any{f.path, f.text})
		}
		return a.rows([]string{"path", "text"}, rows)
	}
	for i, f := range files {
		head := ""
		if len(files) > 1 {
			head = strings.Repeat("\n", min(i, 1)) + "# " + f.path + "\n"
		}
		if _, err := fmt.Fprint(a.out, head+f.text); err != nil {
			return err
		}
	}
	return nil
}
