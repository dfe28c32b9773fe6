package cli

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// root is the folder of the repository, seen from here.
var root = filepath.Join("..", "..")

// parses wants the arguments of rung to be a command with flags and arguments that it knows.
func parses(t *testing.T, args []string) {
	t.Helper()
	a := newBoard(t).app
	cmd, rest, err := a.root().Find(args)
	if err == nil {
		err = cmd.ParseFlags(rest)
	}
	if err == nil {
		err = cmd.ValidateArgs(cmd.Flags().Args())
	}
	if err != nil || !cmd.HasParent() {
		t.Errorf("rung %q: %s: %v", args, cmd.Name(), err)
	}
}

// instructions reads a Dockerfile: one instruction a row, lines that go on joined.
func instructions(text string) [][]string {
	text = regexp.MustCompile(`(?m)^#.*\n`).ReplaceAllString(text, "")
	text = strings.ReplaceAll(text, "\\\n", " ")
	var list [][]string
	for line := range strings.Lines(text) {
		if fields := strings.Fields(line); len(fields) > 0 {
			list = append(list, fields)
		}
	}
	return list
}

// TestDockerfile checks by reading what cannot be built where there is no container engine.
func TestDockerfile(t *testing.T) {
	ignored := content(t, filepath.Join(root, ".dockerignore"))
	pinned := regexp.MustCompile(`^[a-z]+:\d+\.\d+(\.\d+)?-[a-z]+$`)
	var from, copied []string
	user := ""
	for _, line := range instructions(content(t, filepath.Join(root, "Dockerfile"))) {
		switch word := line[0]; word {
		case "FROM":
			from, user = append(from, line[1]), ""
			if !pinned.MatchString(line[1]) {
				t.Errorf("the image %s is not named by version", line[1])
			}
		case "COPY":
			if strings.HasPrefix(line[1], "--from=") {
				continue
			}
			copied = append(copied, line[1:len(line)-1]...)
		case "USER":
			user = line[1]
		case "ENTRYPOINT", "CMD":
			var args []string
			if err := json.Unmarshal([]byte(strings.Join(line[1:], " ")), &args); err != nil {
				t.Errorf("%q: %v", line, err)
			}
			if word == "CMD" {
				parses(t, args)
			}
		case "WORKDIR", "RUN", "ARG", "ENV", "VOLUME":
		default:
			t.Errorf("there is no instruction %s", word)
		}
	}
	if len(from) != 2 || user == "" || strings.HasPrefix(user, "0") || user == "root" {
		t.Errorf("want two stages and a user without rights, got %q and the user %q", from, user)
	}
	for _, path := range copied {
		if _, err := os.Stat(filepath.Join(root, path)); err != nil {
			t.Errorf("the Dockerfile copies %s: %v", path, err)
		}
		if !strings.Contains(ignored, "\n!"+path+"\n") {
			t.Errorf(".dockerignore keeps %s out", path)
		}
	}
	mains, err := filepath.Glob(filepath.Join(root, "*", "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range append(mains, filepath.Join(root, "internal", "x.go")) {
		if dir := filepath.Base(filepath.Dir(path)) + "/"; !slices.Contains(copied, dir) {
			t.Errorf("the Dockerfile does not copy %s", dir)
		}
	}
	wanted := regexp.MustCompile(`(?m)^go (\d+\.\d+)(?:\.(\d+))?$`).FindStringSubmatch(content(t, filepath.Join(root, "go.mod")))
	image := regexp.MustCompile(`^golang:(\d+\.\d+)\.(\d+)-`).FindStringSubmatch(from[0])
	if wanted == nil || image == nil || wanted[1] != image[1] || number(wanted[2]) > number(image[2]) {
		t.Errorf("the image is %s, go.mod wants %q; the image has no other Go than its own", from[0], wanted)
	}
}

// number reads a part of a version; none is 0.
func number(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}

// TestImageHasWhatRungNeeds wants the packages of the last stage that the program needs while it runs, a home
// that its user can write to, and a folder for settings that the compose file may mount.
func TestImageHasWhatRungNeeds(t *testing.T) {
	list := instructions(content(t, filepath.Join(root, "Dockerfile")))
	last := 0
	for i, line := range list {
		if line[0] == "FROM" {
			last = i
		}
	}
	var run, env, entry []string
	for _, line := range list[last:] {
		switch line[0] {
		case "RUN":
			run = append(run, line[1:]...)
		case "ENV":
			env = append(env, line[1:]...)
		case "ENTRYPOINT":
			entry = line[1:]
		}
	}
	// DuckDB is C++, sites are asked over TLS, and schedules know time zones.
	for _, want := range []string{"libstdc++6", "ca-certificates", "tzdata", "--no-install-recommends", "/var/lib/apt/lists/*", "/data"} {
		if !slices.Contains(run, want) {
			t.Errorf("the last stage does not run with %s", want)
		}
	}
	if !slices.Contains(env, "HOME=/data") || !slices.Contains(env, "RUNG_LAKE=/data/lake") || strings.Join(entry, " ") != `["/usr/local/bin/rung"]` {
		t.Errorf("the environment is %q, the entry point %q", env, entry)
	}
	// .ci/run installs the compiler that the first image has by itself.
	if !strings.Contains(content(t, filepath.Join(root, ".ci", "run")), "need+=(g++)") {
		t.Error(".ci/run installs no C++ compiler: does the image still need one?")
	}
}

func TestCompose(t *testing.T) {
	dir := filepath.Join(root, "contrib", "docker")
	var compose struct {
		Services map[string]struct {
			Build       struct{ Context string }
			Command     []string
			Environment map[string]string
			ReadOnly    bool `yaml:"read_only"`
		}
	}
	if err := yaml.Unmarshal([]byte(content(t, filepath.Join(dir, "compose.yaml"))), &compose); err != nil {
		t.Fatal(err)
	}
	s, ok := compose.Services["rung"]
	if !ok || !slices.Contains(s.Command, "--watch") || !s.ReadOnly {
		t.Fatalf("the service is %+v", s)
	}
	parses(t, s.Command)
	if _, err := os.Stat(filepath.Join(dir, s.Build.Context, "Dockerfile")); err != nil {
		t.Error(err)
	}
	b := newBoard(t)
	for name, value := range s.Environment {
		b.env = append(b.env, name+"="+value)
	}
	b.rung(t, Done, "config", "check")
}

// TestScheduleDoc runs through the snippets of docs/schedule.md: commands must parse, statements run, and
// metrics exist.
func TestScheduleDoc(t *testing.T) {
	text := content(t, filepath.Join(root, "docs", "schedule.md"))
	b := newBoard(t, "a")
	prom := filepath.Join(b.dir, "rung.prom")
	b.rung(t, Done, "collect", "--metrics", prom)
	b.rung(t, Done, "transform", "--metrics", prom)
	commands := 0
	for line := range strings.Lines(text) {
		if !strings.HasPrefix(line, "rung ") {
			continue
		}
		line, _, _ = strings.Cut(line, " #")
		args, err := words(line)
		if err != nil {
			t.Errorf("%s: %v", line, err)
			continue
		}
		parses(t, args[1:])
		if args[1] == "sql" || args[1] == "runs" || args[1] == "lake" {
			b.rung(t, Done, args[1:]...)
		}
		commands++
	}
	metrics := regexp.MustCompile(`\brung_[a-z_]+`).FindAllString(text, -1)
	for _, name := range metrics {
		if !strings.Contains(content(t, prom), "# TYPE "+name+" gauge\n") {
			t.Errorf("there is no metric %s", name)
		}
	}
	if commands < 12 || len(metrics) < 2 {
		t.Errorf("%d commands and %d metrics were found", commands, len(metrics))
	}
}
