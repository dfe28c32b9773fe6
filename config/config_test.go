package config_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"rung/collect"
	"rung/collect/all"
	"rung/config"
)

// sources are two that tests can rely on: one with an option, one with a secret.
func sources() []collect.Source {
	return []collect.Source{
		{
			Name: "board", BaseURL: "https://board.example", ByDefault: true,
			Terms:   collect.Terms{Verdict: collect.Allowed, Rate: 2, MinInterval: time.Hour},
			Options: []collect.Option{{Name: "boards", Default: []string{"acme"}}},
		},
		{
			Name: "keyed", BaseURL: "https://keyed.example", ByDefault: true,
			Terms:   collect.Terms{Verdict: collect.Allowed, Key: "an API key"},
			Options: []collect.Option{{Name: "key", Secret: true}},
		},
	}
}

func write(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "config.yaml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func load(t *testing.T, file string, env []string, flags ...config.Flag) (*config.Config, error) {
	t.Helper()
	in := config.Input{Env: append([]string{"HOME=" + t.TempDir()}, env...), Flags: flags, Sources: sources()}
	if file != "" {
		in.File = write(t, file)
	}
	return config.Load(in)
}

func TestDefaults(t *testing.T) {
	c, err := load(t, "", nil)
	if err != nil {
		t.Fatal(err)
	}
	if b := c.Sources["board"]; !b.Enabled || b.BaseURL != "https://board.example" || b.MinInterval != time.Hour || b.Rate != 2 || b.First("boards") != "acme" {
		t.Errorf("the settings of board are %+v", b)
	}
	if c.Sources["keyed"].Enabled {
		t.Error("a source that needs a key is enabled by default")
	}
	if !strings.HasSuffix(c.Lake.Dir, filepath.Join(".local", "share", "rung", "lake")) || c.SQL.Timeout != 5*time.Minute {
		t.Errorf("lake %q, timeout %v", c.Lake.Dir, c.SQL.Timeout)
	}
	for _, s := range c.Settings() {
		if s.From != "default" && s.From != "not set" {
			t.Errorf("%s comes from %q, want default", s.Key, s.From)
		}
	}
}

// TestLayers sets one value in every layer and takes the layers away one by one.
func TestLayers(t *testing.T) {
	file, env := "lake:\n  dir: from-file\n", []string{"RUNG_LAKE_DIR=/from-env"}
	flag := config.Flag{Key: "lake.dir", Name: "lake", Value: "/from-flag"}
	for _, c := range []struct {
		file  string
		env   []string
		flags []config.Flag
		dir   string
		from  string
	}{
		{file, env, []config.Flag{flag}, "/from-flag", "--lake"},
		{file, env, nil, "/from-env", "$RUNG_LAKE_DIR"},
		{file, []string{"RUNG_LAKE=/short"}, nil, "/short", "$RUNG_LAKE"},
		{file, []string{"RUNG_LAKE_DIR="}, nil, "from-file", "config.yaml"},
		{"", nil, nil, "lake", "default"},
	} {
		got, err := load(t, c.file, c.env, c.flags...)
		if err != nil {
			t.Fatal(err)
		}
		i := slices.IndexFunc(got.Settings(), func(s config.Setting) bool { return s.Key == "lake.dir" })
		if from := got.Settings()[i].From; !strings.HasSuffix(got.Lake.Dir, c.dir) || !strings.HasSuffix(from, c.from) {
			t.Errorf("lake.dir is %q from %q, want %q from %q", got.Lake.Dir, from, c.dir, c.from)
		}
	}
}

func TestRelativePathsAreRelativeToTheirFile(t *testing.T) {
	path := write(t, "lake: {dir: ./here}\nfiles:\n- {name: mine, path: data/x.csv, terms: my own}\ntransform: {skills: [skills]}\n")
	c, err := config.Load(config.Input{File: path, Sources: sources()})
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Dir(path)
	if c.Lake.Dir != filepath.Join(dir, "here") || c.Files[0].Path != filepath.Join(dir, "data/x.csv") || c.Transform.Skills[0] != filepath.Join(dir, "skills") {
		t.Errorf("paths are %q, %q, %q, want them below %q", c.Lake.Dir, c.Files[0].Path, c.Transform.Skills[0], dir)
	}
}

func TestMistakesAreNamed(t *testing.T) {
	for _, c := range []struct {
		name, file string
		env        []string
		want       []string
	}{
		{"a typing error", "lake:\n  dri: x\n", nil, []string{`"lake.dri"`, `did you mean "lake.dir"?`, "config.yaml"}},
		{"a source that is none", "sources: {bord: {enabled: true}}", nil, []string{`"sources.bord"`, `"sources.board"`}},
		{"an option of another source", "sources: {keyed: {boards: [x]}}", nil, []string{`"sources.keyed.boards"`}},
		{"no count of files", "lake: {compact_at: -1}", nil, []string{"lake.compact_at", "want 0 or more"}},
		{"no memory", "transform: {memory_mb: 0}", nil, []string{"transform.memory_mb", "want more than 0"}},
		{"a wrong type", "sql: {memory_mb: much}", nil, []string{"memory_mb"}},
		{"a wrong duration", "sql: {timeout: soon}", nil, []string{"timeout"}},
		{"a value out of range", "analyze: {hours_per_day: 0}", nil, []string{"analyze.hours_per_day", "more than 0"}},
		{"no address", "sources: {board: {base_url: board.example}}", nil, []string{"sources.board.base_url", "http://"}},
		{"a placeholder of ours", "sources: {board: {base_url: 'https://{name}.example'}}", nil, []string{"sources.board.base_url"}},
		{"an import without terms", "files: [{name: a, path: b.csv}]", nil, []string{"files: a has no terms"}},
		{"a secret in the file", "sources: {keyed: {key: hunter2}}", nil, []string{"secret", "$RUNG_SOURCES_KEYED_KEY"}},
		{"an unknown variable", "", []string{"RUNG_LAKE_DRI=x"}, []string{"$RUNG_LAKE_DRI", `"RUNG_LAKE_DIR"`}},
		{"no YAML", "lake: [", nil, []string{"config.yaml"}},
		{"a setting of another place", "lake: {contact: me}\n", nil, []string{`"lake.contact"`, `did you mean "http.contact"?`}},
		{"two mistakes at once", "lak: 1\nsqll: {x: 1}\n", nil, []string{`"lak"`, `"sqll"`, `did you mean "sql"?`}},
	} {
		_, err := load(t, c.file, c.env)
		if err == nil {
			t.Errorf("%s: no error", c.name)
			continue
		}
		for _, want := range c.want {
			if !strings.Contains(err.Error(), want) {
				t.Errorf("%s: error %q does not say %q", c.name, err, want)
			}
		}
		if strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%s: the error shows the secret: %v", c.name, err)
		}
	}
}

func TestSecrets(t *testing.T) {
	secret := write(t, "from-a-file\n")
	for _, c := range []struct {
		file string
		env  []string
		want string
	}{
		{"", []string{"RUNG_SOURCES_KEYED_KEY=from-env"}, "from-env"},
		{"sources: {keyed: {key_file: " + secret + "}}", nil, "from-a-file"},
	} {
		got, err := load(t, c.file, c.env)
		if err != nil {
			t.Fatal(err)
		}
		if key := got.Sources["keyed"].First("key"); key != c.want {
			t.Errorf("the key is %q, want %q", key, c.want)
		}
		for _, s := range got.Settings() {
			if text, ok := s.Value.(string); ok && strings.Contains(text, c.want) {
				t.Errorf("config show prints the secret in %+v", s)
			}
		}
	}
}

func TestListsFromTheEnvironment(t *testing.T) {
	c, err := load(t, "", []string{"RUNG_SOURCES_BOARD_BOARDS=Acme, b"})
	if err != nil {
		t.Fatal(err)
	}
	if got := c.Sources["board"].Options["boards"]; !slices.Equal(got, []string{"Acme", "b"}) {
		t.Errorf("boards are %q", got)
	}
}

// TestEverySourceCanBeSetUp loads the settings of the real sources.
func TestEverySourceCanBeSetUp(t *testing.T) {
	c, err := config.Load(config.Input{Env: []string{"HOME=" + t.TempDir()}, Sources: all.Sources()})
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range all.Sources() {
		for _, o := range s.Options {
			if !o.Secret && !slices.Equal(c.Sources[s.Name].Options[o.Name], o.Default) {
				t.Errorf("%s.%s is %q, want %q", s.Name, o.Name, c.Sources[s.Name].Options[o.Name], o.Default)
			}
		}
	}
}
