package config

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"rung/collect"
	"rung/internal/near"
)

// known looks at the settings of a file below a key, notes what is no setting, takes it away, and says of the rest that
// it comes from the file.
func (l *loader) known(above string, settings map[string]any) {
	for _, name := range slices.Sorted(maps.Keys(settings)) {
		key, value := name, settings[name]
		if above != "" {
			key = above + delimiter + name
		}
		below, isMap := value.(map[string]any)
		_, isSetting := l.from[key]
		switch {
		case isSetting:
			l.from[key] = l.path
			if key == "files" {
				settings[name] = l.imports(value)
			}
			continue
		case l.groups[key] && isMap:
			l.known(key, below)
			continue
		}
		l.lost(key, value)
		delete(settings, name)
	}
}

// lost notes a key of the file that is no setting.
func (l *loader) lost(key string, value any) {
	switch secret, isSecret := l.isSecret(key); {
	case isSecret:
		l.note(dotted(key), fmt.Sprintf("%s is a secret and must not stand in a file: set $%s, or %s_file to a file that holds it", dotted(key), secret.variable, dotted(key)))
	case l.groups[key]:
		l.wrong(dotted(key), value, "want settings below it: "+strings.Join(l.below(key), ", "))
	default:
		l.unknown(dotted(key), l.meant(key))
	}
}

// meant is the dotted key that is most likely meant: one that stands where it does, or else the same name elsewhere,
// or any where it stands below what is no setting itself.
func (l *loader) meant(key string) string {
	above, name := "", key
	if at := strings.LastIndex(key, delimiter); at >= 0 {
		above, name = key[:at], key[at+len(delimiter):]
	}
	if like := near.To(name, l.below(above)); like != "" {
		return dotted(strings.TrimPrefix(above+delimiter+like, delimiter))
	}
	if above != "" && l.groups[above] {
		return l.elsewhere(name) // that both stand below the same key makes no two names alike
	}
	return near.To(dotted(key), l.names())
}

// elsewhere is the one setting of this name that stands below another key, but those of sources; empty where there is none
// or more than one.
func (l *loader) elsewhere(name string) string {
	var found []string
	for key := range l.standard {
		if strings.HasSuffix(key, delimiter+name) && !strings.HasPrefix(key, "sources"+delimiter) {
			found = append(found, dotted(key))
		}
	}
	if len(found) != 1 {
		return ""
	}
	return found[0]
}

// below lists the names that stand directly below a key.
func (l *loader) below(above string) []string {
	if above != "" {
		above += delimiter
	}
	var names []string
	for key := range l.standard {
		if rest, ok := strings.CutPrefix(key, above); ok {
			name, _, _ := strings.Cut(rest, delimiter)
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// imports looks at the list of files, and returns it without what cannot be read.
func (l *loader) imports(value any) []any {
	list, ok := value.([]any)
	if !ok {
		l.wrong("files", value, "want a list, each entry of which begins with a dash")
		return nil
	}
	for i, entry := range list {
		key := fmt.Sprintf("files[%d]", i)
		fields, ok := entry.(map[string]any)
		if !ok {
			l.wrong(key, entry, "want "+strings.Join(importFields(), ", "))
			list[i] = map[string]any{}
			continue
		}
		l.fields(key, fields)
	}
	return list
}

// fields looks at one entry of files. A name that is misspelt is noted, and read as the one that was meant.
func (l *loader) fields(key string, fields map[string]any) {
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		value := fields[name]
		if !slices.Contains(importFields(), strings.ToLower(name)) {
			delete(fields, name)
			meant := near.To(name, importFields())
			if meant == "" {
				l.unknown(key+"."+name, "")
				continue
			}
			l.unknown(key+"."+name, key+"."+meant)
			if _, isThere := fields[meant]; isThere {
				continue
			}
			l.isWrong[key+"."+meant] = true
			l.sameLines(key+"."+name, key+"."+meant)
			fields[meant], name = value, meant
		}
		if want := l.unlike(key+"."+name, name, value); want != "" {
			l.wrong(key+"."+name, value, want)
			delete(fields, name)
		}
	}
}

// sameLines lets all below a key be found below another too.
func (l *loader) sameLines(key, as string) {
	for at, line := range maps.Clone(l.lines) {
		if rest, ok := strings.CutPrefix(at, inside(key)); ok {
			l.lines[inside(as)+rest] = line
		}
	}
}

// unlike says what would be right where a field of an import is of another kind, and notes columns that are none.
func (l *loader) unlike(key, name string, value any) string {
	columns, isMap := value.(map[string]any)
	switch {
	case value == nil:
		return ""
	case strings.ToLower(name) != "columns" && (isMap || isList(value)):
		return "want a text"
	case strings.ToLower(name) == "columns" && !isMap:
		return "want fields with their columns, such as {title: Job Title}"
	}
	for _, field := range slices.Sorted(maps.Keys(columns)) {
		if _, isMap := columns[field].(map[string]any); isMap || isList(columns[field]) {
			l.wrong(key+"."+field, columns[field], "want a text")
			delete(columns, field)
		}
	}
	return ""
}

// importFields are the names of what an entry of files may have.
func importFields() []string {
	t := reflect.TypeFor[collect.FileImport]()
	names := make([]string, t.NumField())
	for i := range names {
		names[i] = strings.ToLower(t.Field(i).Name)
	}
	return names
}
