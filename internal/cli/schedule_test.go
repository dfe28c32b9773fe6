package cli

import (
	"encoding/xml"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"rung/internal/golden"
)

// stock is the plan of the files in contrib: the usual places, once a day.
func stock(t *testing.T) plan {
	t.Helper()
	const home = "/home/you"
	p := newPlan("/usr/local/bin/rung", home+"/.config/rung/config.yaml", home+"/.local/share/rung/lake", nil)
	p.EnvFile, p.LogFile = home+"/.config/rung/environment", home+"/Library/Logs/rung.log"
	p.Writable = roots(home+"/.local/share/rung/lake", home+"/.local/share/rung")
	if err := p.at(scheduleFlags{every: period(24 * time.Hour)}, 17); err != nil {
		t.Fatal(err)
	}
	return p
}

func filled(t *testing.T, p plan, name string) string {
	t.Helper()
	text, err := p.text(name)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestContribIsWhatSchedulePrints(t *testing.T) {
	for name, path := range map[string]string{
		"rung.service": "systemd/rung.service", "rung.timer": "systemd/rung.timer", "crontab": "cron/rung.crontab",
		"launchd.plist": "launchd/" + label + ".plist",
	} {
		golden.Check(t, filepath.Join("..", "..", "contrib", path), []byte(filled(t, stock(t), name)))
	}
}

// awkward is a plan whose paths hold what its readers take for more than it is.
func awkward(t *testing.T) plan {
	t.Helper()
	p := stock(t)
	binary, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	p.Command = []string{binary, "run", "--lake", `/srv/it's 100% "my" $HOME\lake;<&>`}
	p.Writable = append(p.Writable, `/srv/a b%c"d`)
	return p
}

func TestSystemdAcceptsUnits(t *testing.T) {
	if _, err := exec.LookPath("systemd-analyze"); err != nil {
		t.Skipf("skipped: nothing here reads units: %v", err)
	}
	for name, p := range map[string]plan{"stock": stock(t), "awkward": awkward(t)} {
		dir := t.TempDir()
		binary, err := os.Executable()
		if err != nil {
			t.Fatal(err)
		}
		p.Command[0] = binary // the program must be there
		var paths []string
		for _, unit := range []string{"rung.service", "rung.timer"} {
			path := filepath.Join(dir, unit)
			paths = append(paths, path)
			if err := os.WriteFile(path, []byte(filled(t, p, unit)), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		cmd := exec.CommandContext(t.Context(), "systemd-analyze", append([]string{"--user", "verify"}, paths...)...)
		cmd.Env = append(os.Environ(), "XDG_RUNTIME_DIR="+dir)
		if out, err := cmd.CombinedOutput(); err != nil || len(out) > 0 {
			t.Errorf("%s: systemd-analyze verify: %v\n%s", name, err, out)
		}
	}
}

func TestTimes(t *testing.T) {
	_, systemd := exec.LookPath("systemd-analyze")
	five := regexp.MustCompile(`^[0-9,]+ ([0-9,]+|\*) \* \* [*1]$`)
	for every, want := range map[string]string{
		"15m": "*-*-* *:02,17,32,47:00", "1h": "*-*-* *:17:00", "6h": "*-*-* 05,11,17,23:17:00", "12h": "*-*-* 05,17:17:00",
		"1d": "*-*-* 05:17:00", "1w": "Mon *-*-* 05:17:00", "8h": "*-*-* 05,13,21:17:00",
	} {
		var p period
		if err := p.Set(every); err != nil {
			t.Fatal(err)
		}
		got, err := timesOf(time.Duration(p), 17)
		if err != nil || got.calendar() != want {
			t.Errorf("every %s is %q (%v), want %q", every, got.calendar(), err, want)
			continue
		}
		if !five.MatchString(got.cron()) || len(got.launchd()) == 0 {
			t.Errorf("every %s is %q for cron and %v for launchd", every, got.cron(), got.launchd())
		}
		if systemd == nil {
			if out, err := exec.CommandContext(t.Context(), "systemd-analyze", "calendar", want).CombinedOutput(); err != nil {
				t.Errorf("systemd-analyze calendar %q: %v\n%s", want, err, out)
			}
		}
	}
	for _, every := range []time.Duration{7 * time.Hour, time.Minute, 90 * time.Minute, 48 * time.Hour, time.Hour + time.Second, 13 * time.Minute} {
		if got, err := timesOf(every, 0); err == nil {
			t.Errorf("every %s is %q, want an error", every, got.calendar())
		}
	}
	if a, b := minuteOf("/a"), minuteOf("/a"); a != b || a < 0 || a > 59 {
		t.Errorf("minutes of one lake: %d and %d", a, b)
	}
}

func TestCronLineIsOneCommand(t *testing.T) {
	p := awkward(t)
	for line := range strings.Lines(filled(t, p, "crontab")) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		command := strings.Join(strings.Fields(line)[5:], " ")
		if regexp.MustCompile(`(^|[^\\])%`).MatchString(command) {
			t.Errorf("a bare percent sign ends a command of cron: %s", command)
		}
		got, err := words(strings.ReplaceAll(command, `\%`, "%")) // as cron does
		if err != nil || len(got) != 6 || got[4] != p.Command[3] {
			t.Errorf("%s reads as %q (%v), want %q", command, got, err, p.Command)
		}
	}
}

func TestPlistIsXML(t *testing.T) {
	p := awkward(t)
	text := filled(t, p, "launchd.plist")
	d := xml.NewDecoder(strings.NewReader(text))
	var texts []string
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("%v in\n%s", err, text)
		}
		if data, ok := token.(xml.CharData); ok && strings.TrimSpace(string(data)) != "" {
			texts = append(texts, string(data))
		}
	}
	if all := strings.Join(texts, "\n"); !strings.Contains(all, p.Command[3]) || !strings.Contains(all, label) {
		t.Errorf("the plist says\n%s", all)
	}
}

// fakeTools puts programs in front of the real ones: systemctl fails as without a user manager, and
// crontab keeps its text in the home folder.
func fakeTools(t *testing.T) {
	t.Helper()
	needsShell(t)
	dir := t.TempDir()
	for name, text := range map[string]string{
		"systemctl": "#!/bin/sh\necho \"$@\" >> \"$HOME/systemctl\"\necho 'Failed to connect to bus' >&2\nexit 1\n",
		"mail":      "#!/bin/sh\n",
		"systemd-analyze": `#!/bin/sh
[ "$1 $2 $3" = "calendar -- whatever" ] && { echo "Failed to parse calendar specification 'whatever': Invalid argument" >&2; exit 1; }
exit 0
`,
		"launchctl": "#!/bin/sh\necho \"$@\" >> \"$HOME/launchctl\"\n",
		"crontab": `#!/bin/sh
[ -f "$HOME/broken" ] && { echo "crontab: cannot read" >&2; exit 1; }
[ "$1" = - ] && { cat > "$HOME/crontab"; exit; }
[ -f "$HOME/crontab" ] || { echo "no crontab for you" >&2; exit 1; }
cat "$HOME/crontab"
`,
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("PATH", dir+string(os.PathListSeparator)+os.Getenv("PATH"))
}

func content(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestInstallSystemd(t *testing.T) {
	fakeTools(t)
	b := newBoard(t)
	dir := filepath.Join(b.dir, ".config", "systemd", "user")
	for range 2 {
		out := b.rung(t, Done, "schedule", "--systemd", "--every", "6h", "--install", "--", "--notify", "mail me", "board")
		if !strings.Contains(out, "systemctl --user restart rung.timer") || !strings.Contains(out, "Failed to connect to bus") {
			t.Errorf("nobody says how to begin: %s", out)
		}
		if booted() == strings.Contains(out, "nothing will begin here") {
			t.Errorf("systemd runs this system: %v, and it says: %s", booted(), out)
		}
		if said := b.log.String(); !strings.Contains(said, "mail may not send mail from the unit") || !strings.Contains(said, "a schedule may not find mail") {
			t.Errorf("nobody says that the unit cannot send mail so: %s", said)
		}
		if text := content(t, filepath.Join(dir, "rung.service")); !strings.Contains(text, `--notify "mail me" board`) || !strings.Contains(text, b.lakeDir()) {
			t.Errorf("the service is\n%s", text)
		}
		if text := content(t, filepath.Join(dir, "timers.target.wants", "rung.timer")); !strings.Contains(text, "OnCalendar=*-*-* 05,11,17,23:") {
			t.Errorf("the timer that is enabled is\n%s", text)
		}
	}
	b.rung(t, Done, "schedule", "--systemd", "--uninstall")
	left, err := filepath.Glob(filepath.Join(dir, "*", "*"))
	if more, _ := filepath.Glob(filepath.Join(dir, "rung.*")); err != nil || len(left)+len(more) > 0 {
		t.Errorf("left behind: %v %v", left, more)
	}
	if out := b.rung(t, Done, "schedule", "--systemd", "--uninstall"); !strings.Contains(out, "nothing") {
		t.Errorf("taking nothing away says %q", out)
	}
	other := filepath.Join(dir, "rung.service")
	if err := os.WriteFile(other, []byte("[Service]\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	b.rung(t, Failed, "schedule", "--systemd", "--install")
	b.rung(t, Failed, "schedule", "--systemd", "--uninstall")
	if text := content(t, other); text != "[Service]\n" {
		t.Errorf("a file of somebody else became %q", text)
	}
}

func TestInstallCron(t *testing.T) {
	fakeTools(t)
	b := newBoard(t)
	path := filepath.Join(b.dir, "crontab")
	b.rung(t, Done, "schedule", "--cron", "--install") // there was no crontab
	b.rung(t, Done, "schedule", "--cron", "--uninstall")
	const others = "# mine\nMAILTO=me\n0 1 * * * backup 50\\%"
	if err := os.WriteFile(path, []byte(others), 0o600); err != nil {
		t.Fatal(err)
	}
	b.rung(t, Done, "schedule", "--cron", "--install")
	first := content(t, path)
	b.rung(t, Done, "schedule", "--cron", "--install")
	if again := content(t, path); again != first || strings.Count(again, " --quiet run --lake ") != 1 || !strings.HasPrefix(again, others+"\n") {
		t.Errorf("first\n%s\nthen\n%s", first, again)
	}
	b.rung(t, Done, "schedule", "--cron", "--every", "1h", "--install")
	if text := content(t, path); strings.Count(text, " --quiet run --lake ") != 1 || text == first {
		t.Errorf("another time gives\n%s", text)
	}
	b.rung(t, Done, "schedule", "--cron", "--uninstall")
	if text := content(t, path); text != others+"\n" {
		t.Errorf("after all that the crontab is\n%s", text)
	}
	if err := os.WriteFile(filepath.Join(b.dir, "broken"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	b.rung(t, Failed, "schedule", "--cron", "--install")
	if text := content(t, path); text != others+"\n" {
		t.Errorf("a crontab that could not be read became\n%s", text)
	}
}

func TestInstallLaunchd(t *testing.T) {
	fakeTools(t)
	b := newBoard(t)
	if out := b.rung(t, Done, "schedule", "--launchd", "--install"); strings.Contains(out, "login") {
		t.Errorf("what has begun is said to begin later: %s", out)
	}
	path := filepath.Join(b.dir, "Library", "LaunchAgents", label+".plist")
	if !strings.Contains(content(t, path), b.lakeDir()) || !strings.Contains(content(t, filepath.Join(b.dir, "launchctl")), "bootstrap gui/") {
		t.Errorf("the agent is\n%s", content(t, path))
	}
	b.rung(t, Done, "schedule", "--launchd", "--uninstall")
	if _, err := os.Stat(path); err == nil {
		t.Error("the agent is still there")
	}
}

func TestScheduleFlags(t *testing.T) {
	b := newBoard(t)
	for _, args := range [][]string{
		{},
		{"--systemd", "--cron"},
		{"--cron", "--on-calendar", "daily"},
		{"--systemd", "--install", "--uninstall"},
		{"--cron", "--every", "7h"},
		{"--cron", "--every", "soon"},
		{"--cron", "--", "--watch", "6h"},
		{"--cron", "--", "--metrics", "here.prom"},
		{"--cron", "--", "nowhere"},
		{"--cron", "--", "--nonsense"},
		{"--cron", "--", "--notify", "./tell"},
		{"--systemd", "--on-calendar", "daily\nExecStart=x"},
	} {
		b.rung(t, Usage, append([]string{"schedule"}, args...)...)
	}
	settings := filepath.Join(b.dir, "my settings.yaml")
	if err := os.WriteFile(settings, []byte("http: {contact: me@example.com}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	out := b.rung(t, Done, "schedule", "--systemd", "--on-calendar", "Mon..Fri 07:30", "--config", settings, "--lake", "/data/lake", "--", "--metrics", "/var/lib/x/rung.prom")
	for _, want := range []string{
		`run --config "` + settings + `" --lake /data/lake --metrics /var/lib/x/rung.prom`, "OnCalendar=Mon..Fri 07:30", "Persistent=true",
		"ReadWritePaths=-/data -/var/lib/x", "RandomizedDelaySec=15min", "Type=oneshot",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is not in\n%s", want, out)
		}
	}
	if !strings.Contains(b.log.String(), "RUNG_SOURCES_BOARD_KEY") {
		t.Errorf("nobody says that the key of this shell is not there later: %s", b.log.String())
	}
}

// TestInstallNeedsItsTool takes cron, systemd and launchd away: nothing is put in place that nobody would read.
func TestInstallNeedsItsTool(t *testing.T) {
	b := newBoard(t)
	t.Setenv("PATH", t.TempDir())
	for kind, want := range map[string]string{
		"--cron": "there is no cron: no program crontab", "--systemd": "there is no systemd: no", "--launchd": "there is no launchd, which macOS has: no",
	} {
		b.log.Reset()
		b.rung(t, Failed, "schedule", kind, "--install")
		if said := b.log.String(); !strings.Contains(said, want) || !strings.Contains(said, "rung: hint: ") {
			t.Errorf("%s says %s, want %q and a hint", kind, said, want)
		}
	}
	entries, err := os.ReadDir(b.dir)
	if err != nil || len(entries) > 0 {
		t.Errorf("left behind: %v, %v", entries, err)
	}
}

func TestCalendarIsAsked(t *testing.T) {
	fakeTools(t)
	b := newBoard(t)
	for _, more := range [][]string{nil, {"--install"}} {
		b.log.Reset()
		b.rung(t, Usage, append([]string{"schedule", "--systemd", "--on-calendar", "whatever"}, more...)...)
		if !strings.Contains(b.log.String(), `--on-calendar is "whatever": systemd says: Failed to parse`) {
			t.Errorf("it says %s", b.log.String())
		}
	}
	b.rung(t, Done, "schedule", "--systemd", "--on-calendar", "daily")
}

func TestNotBegun(t *testing.T) {
	for _, c := range []struct {
		flags   scheduleFlags
		systemd bool
		want    string
	}{
		{scheduleFlags{systemd: true}, true, "begins when you log in the next time"},
		{scheduleFlags{systemd: true}, false, "systemd does not run this system (no bus), so nothing will begin here"},
		{scheduleFlags{launchd: true}, false, "at the next login"},
	} {
		got := notBegun(c.flags, c.systemd, "no bus", "do it")
		if !strings.Contains(got, c.want) || !strings.Contains(got, "with: do it") || !strings.Contains(got, "(no bus)") {
			t.Errorf("%+v, %v: %q, want %q", c.flags, c.systemd, got, c.want)
		}
	}
}

func TestMailer(t *testing.T) {
	for command, want := range map[string]string{
		"mail -s rung me": "mail", "/usr/sbin/sendmail me": "/usr/sbin/sendmail", `sh -c 'mail -s "$RUNG_OUTCOME" me'`: "mail", `sh -c "cat | mailx me"`: "mailx",
		"curl -d @- https://example.com/mailbox": "", "msmtp me@mail.example": "", "/opt/mail/tell": "",
	} {
		argv, err := words(command)
		if got := mailer(argv); err != nil || got != want {
			t.Errorf("in %s the mailer is %q, %v, want %q", command, got, err, want)
		}
	}
}
