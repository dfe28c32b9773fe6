package config

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/viper"

	"rung/collect"
)

//go:embed default.yaml
var defaultYAML []byte

// Default returns the commented default file.
func Default() []byte { return bytes.Clone(defaultYAML) }

// Input is what settings are read from.
type Input struct {
	// File is the file that the user named. Where it is empty, the standard place is tried, and a
	// missing file there is no error.
	File string
	// Env is the environment as os.Environ gives it.
	Env []string
	// Flags are settings given as flags that the user set.
	Flags []Flag
	// Sources are the sources that can be set up.
	Sources []collect.Source
	// LeastSQLMB is the least sql.memory_mb that is allowed, in MiB; 0 allows any.
	LeastSQLMB int
}

// Path is the settings file that Load reads, as an absolute path: the one that was named, or the one in the standard
// place, empty where none is there.
func (in Input) Path() string {
	path, named := in.place(environment(in.Env))
	if _, err := os.Stat(path); err != nil && !named {
		return ""
	}
	if abs, err := filepath.Abs(path); err == nil {
		return abs
	}
	return path
}

// place is where the settings file is, and whether somebody named it.
func (in Input) place(env map[string]string) (path string, named bool) {
	if in.File != "" {
		return in.File, true
	}
	if path = env["RUNG_CONFIG"]; path != "" {
		return path, true
	}
	return filepath.Join(configHome(env), "rung", "config.yaml"), false
}

// Flag is a setting that the user gave as a flag.
type Flag struct {
	// Key is the setting, such as lake.dir, and Name the flag without dashes.
	Key, Name string
	Value     any
}

// delimiter stands between the parts of a key inside viper: keys of users may hold dots.
const delimiter = "::"

// Load reads and checks the settings. The error joins all that is wrong at once.
func Load(in Input) (*Config, error) {
	env := environment(in.Env)
	l := newLoader(in, env)
	if err := l.defaults(); err != nil {
		return nil, err
	}
	if err := l.file(); err != nil {
		return nil, err
	}
	l.environment()
	if err := l.flags(); err != nil {
		return nil, err
	}
	return l.config()
}

func newLoader(in Input, env map[string]string) *loader {
	return &loader{
		in: in, env: env, v: viper.NewWithOptions(viper.KeyDelimiter(delimiter)),
		from: map[string]string{}, standard: map[string]any{}, groups: map[string]bool{}, isWrong: map[string]bool{},
	}
}

// loader puts the layers of settings on top of each other.
type loader struct {
	in  Input
	env map[string]string
	v   *viper.Viper
	// path is the file that was read, and lines says where its keys stand in it.
	path  string
	lines map[string]int
	// from says for a key where its value came from, and standard what it is by default.
	from     map[string]string
	standard map[string]any
	// groups are the keys that others stand below, such as lake.
	groups map[string]bool
	// faults is all that is wrong, and isWrong holds the dotted keys that it is about.
	faults  []fault
	isWrong map[string]bool
}

// defaults reads the embedded file and adds the settings of every source.
func (l *loader) defaults() error {
	l.v.SetConfigType("yaml")
	if err := l.v.ReadConfig(bytes.NewReader(defaultYAML)); err != nil {
		return fmt.Errorf("read the default settings: %w", err)
	}
	sources := map[string]any{}
	for _, s := range l.in.Sources {
		sources[s.Name] = sourceDefaults(s)
	}
	if err := l.v.MergeConfigMap(map[string]any{"sources": sources}); err != nil {
		return fmt.Errorf("read the default settings: %w", err)
	}
	for _, key := range l.v.AllKeys() {
		l.from[key], l.standard[key] = "default", l.v.Get(key)
		for at := strings.LastIndex(key, delimiter); at > 0; at = strings.LastIndex(key[:at], delimiter) {
			l.groups[key[:at]] = true
		}
	}
	l.groups["sources"] = true
	return nil
}

// sourceDefaults returns the settings of one source as the default file would write them.
func sourceDefaults(s collect.Source) map[string]any {
	m := map[string]any{
		"enabled":      s.Enabled(),
		"base_url":     s.BaseURL,
		"min_interval": s.Terms.MinInterval.String(),
		"rate":         s.Terms.Rate,
		"permission":   "",
		"keep":         "0s",
	}
	for _, o := range s.Options {
		if o.Secret {
			m[o.Name+"_file"] = ""
			continue
		}
		m[o.Name] = slices.Clone(o.Default)
	}
	return m
}

// file merges the user's file, if there is one. What is wrong in it is noted and left out.
func (l *loader) file() error {
	path, named := l.in.place(l.env)
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) && !named {
		return nil
	}
	if err != nil {
		return fmt.Errorf("read the settings: %w", err)
	}
	if l.lines, err = linesOf(path, data); err != nil {
		return err
	}
	user := viper.NewWithOptions(viper.KeyDelimiter(delimiter))
	user.SetConfigType("yaml")
	if err := user.ReadConfig(bytes.NewReader(data)); err != nil {
		return fmt.Errorf("read the settings in %s: %w", path, err)
	}
	if l.path, err = filepath.Abs(path); err != nil {
		return fmt.Errorf("read the settings: %w", err)
	}
	settings := user.AllSettings()
	l.known("", settings)
	return l.v.MergeConfigMap(settings)
}

// names are all keys as users write them.
func (l *loader) names() []string {
	var names []string
	for key := range maps.Keys(l.from) {
		names = append(names, dotted(key))
	}
	slices.Sort(names)
	return names
}

func dotted(key string) string { return strings.ReplaceAll(key, delimiter, ".") }

// inside is the reverse of dotted.
func inside(key string) string { return strings.ReplaceAll(key, ".", delimiter) }
