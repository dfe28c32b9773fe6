package cli

import (
	"embed"
	"encoding/xml"
	"strings"
	"text/template"
)

//go:embed schedule
var scheduleFiles embed.FS

// label names the job to launchd. A domain of our own would stand in front if there were one.
const label = "local.rung.run"

// plan is what is scheduled: a command, its times and where it writes.
type plan struct {
	// Command is the program and its arguments, paths absolute.
	Command  []string
	EnvFile  string
	LogFile  string
	Writable []string
	// Notify are the words of the command of --notify, none where it is not given.
	Notify []string
	// Metrics is the file of --metrics, empty where it is not given.
	Metrics string
	// Calendar and Delay are for systemd, Cron and Launchd for the others.
	Calendar, Delay, Cron string
	Launchd               [][]launchdTime
}

// Label is for the template of launchd.
func (plan) Label() string { return label }

// text fills one of the files in schedule.
func (p plan) text(name string) (string, error) {
	t, err := template.New(name).Funcs(template.FuncMap{
		"systemd": systemdWord, "path": systemdPath, "percent": percent, "cron": cronWord, "xml": xmlText,
	}).ParseFS(scheduleFiles, "schedule/"+name)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	err = t.ExecuteTemplate(&b, name, p)
	return b.String(), err
}

// percent keeps systemd from reading a percent sign as a specifier.
func percent(s string) string { return strings.ReplaceAll(s, "%", "%%") }

// systemdWord writes one word of a command; see systemd.service(5), "COMMAND LINES".
func systemdWord(s string) string { return systemdPath(strings.ReplaceAll(s, "$", "$$")) }

// systemdPath writes one path of a list of them, where no variables are filled in.
func systemdPath(s string) string {
	s = percent(s)
	if s != "" && !strings.ContainsAny(s, " \t\"'\\;") {
		return s
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}

// cronWord writes one word for the shell of cron, which ends a command at a bare percent sign.
func cronWord(s string) string { return strings.ReplaceAll(shellWord(s), "%", `\%`) }

func xmlText(s string) (string, error) {
	var b strings.Builder
	err := xml.EscapeText(&b, []byte(s))
	return b.String(), err
}
