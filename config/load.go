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
	"rung/internal/near"
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
	l := &loader{in: in, env: env, v: viper.NewWithOptions(viper.KeyDelimiter(delimiter)), from: map[string]string{}}
	if err := l.defaults(); err != nil {
		return nil, err
	}
	if err := l.file(); err != nil {
		return nil, err
	}
	if err := errors.Join(l.environment(), l.flags()); err != nil {
		return nil, err
	}
	return l.config()
}

// loader puts the layers of settings on top of each other.
type loader struct {
	in  Input
	env map[string]string
	v   *viper.Viper
	// path is the file that was read, and lines says where its keys stand in it.
	path  string
	lines map[string]int
	// from says for a key where its value came from.
	from map[string]string
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
		l.from[key] = "default"
	}
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

// file merges the user's file, if there is one.
func (l *loader) file() error {
	path, named := l.in.File, l.in.File != ""
	if v, ok := l.env["RUNG_CONFIG"]; !named && ok && v != "" {
		path, named = v, true
	}
	if !named {
		path = filepath.Join(configHome(l.env), "rung", "config.yaml")
	}
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) && !named {
		return nil
	}
	if err != nil {
		return fmt.Errorf("read the settings: %w", err)
	}
	user := viper.NewWithOptions(viper.KeyDelimiter(delimiter))
	user.SetConfigType("yaml")
	if err := user.ReadConfig(bytes.NewReader(data)); err != nil {
		return fmt.Errorf("read the settings in %s: %w", path, err)
	}
	if l.path, err = filepath.Abs(path); err != nil {
		return fmt.Errorf("read the settings: %w", err)
	}
	l.lines = linesOf(data)
	if err := l.known(user.AllKeys()); err != nil {
		return fmt.Errorf("settings in %s: %w", path, err)
	}
	for _, key := range user.AllKeys() {
		l.from[key] = l.path
	}
	return l.v.MergeConfigMap(user.AllSettings())
}

// known checks that the keys of a file exist. Keys of viper that end in an empty map stand for the map.
func (l *loader) known(keys []string) error {
	var errs []error
	slices.Sort(keys)
	for _, key := range keys {
		if _, ok := l.from[key]; ok || key == "sources" {
			continue
		}
		if err := l.secretInFile(key); err != nil {
			errs = append(errs, err)
			continue
		}
		errs = append(errs, fmt.Errorf("there is no setting %q%s", dotted(key), near.Hint(dotted(key), l.names())))
	}
	return errors.Join(errs...)
}

// secretInFile explains that a secret has no place in a file.
func (l *loader) secretInFile(key string) error {
	for _, s := range l.secrets() {
		if s.key == key {
			return fmt.Errorf("%s is a secret and must not stand in a file: set $%s, or %s_file to a file that holds it", dotted(key), s.variable, dotted(key))
		}
	}
	return nil
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
