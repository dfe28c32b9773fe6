package config

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"rung/collect"
	"rung/internal/near"
)

// prefix begins the names of all variables of rung.
const prefix = "RUNG_"

// besides are variables that are no settings. RUNG_OUTCOME is told to commands of --notify, which may
// well call rung again.
var besides = []string{"RUNG_CONFIG", "RUNG_LAKE", "RUNG_OUTCOME"}

// environment reads the list that os.Environ gives.
func environment(list []string) map[string]string {
	env := make(map[string]string, len(list))
	for _, entry := range list {
		name, value, _ := strings.Cut(entry, "=")
		env[name] = value
	}
	return env
}

// variable is the name under which a setting stands in the environment.
func variable(key string) string {
	return prefix + strings.ToUpper(strings.NewReplacer(delimiter, "_", "-", "_").Replace(key))
}

// Variable is a setting and its name in the environment.
type Variable struct {
	Name, Key string
	// Secret says that the value must not stand in a file.
	Secret bool
}

// Variables lists the variables of all settings, in order of their keys.
func Variables(sources []collect.Source) ([]Variable, error) {
	l := newLoader(Input{Sources: sources}, nil)
	if err := l.defaults(); err != nil {
		return nil, err
	}
	var list []Variable
	for key := range l.from {
		list = append(list, Variable{Name: variable(key), Key: dotted(key)})
	}
	for _, s := range l.secrets() {
		list = append(list, Variable{Name: s.variable, Key: dotted(s.key), Secret: true})
	}
	slices.SortFunc(list, func(a, b Variable) int { return strings.Compare(a.Key, b.Key) })
	return list, nil
}

// environment takes the settings from the variables. Empty variables count as not set.
func (l *loader) environment() {
	known := map[string]bool{}
	for _, name := range besides {
		known[name] = true
	}
	for _, s := range l.secrets() {
		known[s.variable] = true
	}
	for key := range l.from {
		name := variable(key)
		known[name] = true
		if value := l.env[name]; value != "" {
			l.set(key, value, "$"+name)
		}
	}
	if value := l.env["RUNG_LAKE"]; value != "" {
		l.set("lake"+delimiter+"dir", value, "$RUNG_LAKE")
	}
	var names []string
	for name := range known {
		names = append(names, name)
	}
	for name := range l.env {
		if strings.HasPrefix(name, prefix) && !known[name] {
			l.faults = append(l.faults, fault{err: fmt.Errorf("there is no setting for the variable $%s%s", name, near.Hint(name, names))})
		}
	}
}

// flags takes the settings from the flags.
func (l *loader) flags() error {
	for _, f := range l.in.Flags {
		key := strings.ReplaceAll(f.Key, ".", delimiter)
		if _, ok := l.from[key]; !ok {
			return fmt.Errorf("the flag --%s sets %s, which is no setting", f.Name, f.Key)
		}
		l.set(key, f.Value, "--"+f.Name)
	}
	return nil
}

// set puts a value over what stands. Texts become lists where a list stands.
func (l *loader) set(key string, value any, from string) {
	if text, ok := value.(string); ok && isList(l.v.Get(key)) {
		value = splitList(text)
	}
	l.v.Set(key, value)
	l.from[key] = from
}

func isList(v any) bool {
	switch v.(type) {
	case []string, []any:
		return true
	}
	return false
}

func splitList(text string) []string {
	var list []string
	for part := range strings.SplitSeq(text, ",") {
		if part = strings.TrimSpace(part); part != "" {
			list = append(list, part)
		}
	}
	return list
}

// configHome is where the settings of users lie.
func configHome(env map[string]string) string {
	return home(env, "XDG_CONFIG_HOME", ".config")
}

// dataHome is where the data of users lies.
func dataHome(env map[string]string) string {
	return home(env, "XDG_DATA_HOME", ".local/share")
}

// cacheHome is where copies lie that can be had again.
func cacheHome(env map[string]string) string {
	return home(env, "XDG_CACHE_HOME", ".cache")
}

func home(env map[string]string, name, below string) string {
	if dir := env[name]; filepath.IsAbs(dir) {
		return dir
	}
	if dir := env["HOME"]; dir != "" {
		return filepath.Join(dir, filepath.FromSlash(below))
	}
	dir, err := os.UserHomeDir()
	if err != nil {
		dir = os.TempDir()
	}
	return filepath.Join(dir, filepath.FromSlash(below))
}
