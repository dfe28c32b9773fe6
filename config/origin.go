package config

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/go-viper/mapstructure/v2"
	"go.yaml.in/yaml/v3"

	"rung/collect"
)

// WrongError is a setting whose value is not allowed.
type WrongError struct {
	// Key is the setting, such as sql.timeout.
	Key string
	// Value is what stands, and From where: a file with its line, "$VARIABLE", "--flag" or "default".
	Value any
	From  string
	// Want says what is allowed.
	Want string
}

func (e *WrongError) Error() string {
	value := fmt.Sprintf("%v", e.Value)
	switch v := e.Value.(type) {
	case string:
		value = fmt.Sprintf("%q", v)
	case map[string]any:
		value = "a mapping"
	}
	return fmt.Sprintf("%s is %s (%s): %s", e.Key, value, e.From, e.Want)
}

// UnknownError is a key of a settings file that is no setting.
type UnknownError struct {
	Key, From string
	// Meant is the setting that is most like it, empty where none is.
	Meant string
}

func (e *UnknownError) Error() string {
	text := fmt.Sprintf("there is no setting %q (%s)", e.Key, e.From)
	if e.Meant != "" {
		text += fmt.Sprintf(": did you mean %q?", e.Meant)
	}
	return text
}

// placedError is what else is wrong with a setting.
type placedError struct{ text, key, from string }

func (e *placedError) Error() string { return e.text + " (" + e.from + ")" }

// fault is one thing that is wrong, with its line in the file, 0 where it does not stand there.
type fault struct {
	err  error
	line int
}

// wrong notes a value by the dotted key of its setting. Value is what stands, or the part of it that is wrong.
func (l *loader) wrong(key string, value any, want string) {
	l.fault(key, func(from string) error { return &WrongError{Key: key, Value: value, From: from, Want: want} })
}

// unknown notes a dotted key that is no setting, and the one that was meant.
func (l *loader) unknown(key, meant string) {
	l.fault(key, func(from string) error { return &UnknownError{Key: key, From: from, Meant: meant} })
}

// note notes what else is wrong with a setting.
func (l *loader) note(key, text string) {
	l.fault(key, func(from string) error { return &placedError{text, key, from} })
}

func (l *loader) fault(key string, as func(from string) error) {
	_, line := l.place(key)
	l.isWrong[key] = true
	l.faults = append(l.faults, fault{as(l.origin(key)), line})
}

// all joins what is wrong: what stands in the file by its line, then the rest. Nothing is told twice.
func (l *loader) all() error {
	slices.SortFunc(l.faults, func(a, b fault) int {
		switch {
		case (a.line == 0) != (b.line == 0):
			return cmp.Compare(b.line, a.line)
		case a.line != b.line:
			return cmp.Compare(a.line, b.line)
		}
		return strings.Compare(a.err.Error(), b.err.Error())
	})
	var errs []error
	for i, f := range l.faults {
		if i == 0 || f.err.Error() != l.faults[i-1].err.Error() {
			errs = append(errs, f.err)
		}
	}
	return errors.Join(errs...)
}

// origin says where the value of a setting comes from. The key may go into a list, such as files[0].path.
func (l *loader) origin(key string) string {
	from, line := l.place(key)
	if line > 0 {
		return fmt.Sprintf("%s:%d", from, line)
	}
	return from
}

// place is where the value of a setting comes from, and its line where that is the file. What is no setting can only
// stand in the file; where its own line is not known, that of what it stands in is told.
func (l *loader) place(key string) (from string, line int) {
	key = inside(key)
	from, ok := l.from[key]
	if list, _, in := strings.Cut(key, "["); !ok && in {
		from, ok = l.from[list]
	}
	if !ok {
		from = l.path
	}
	if from != l.path {
		return from, 0
	}
	for line = l.lines[key]; line == 0; line = l.lines[key] {
		at := max(strings.LastIndex(key, delimiter), strings.LastIndex(key, "["))
		if at <= 0 {
			break
		}
		key = key[:at]
	}
	return from, line
}

// linesOf finds the line of every key of a settings file, and of every entry of its lists. Keys are as viper
// has them: in lower case. Its error is that of a file that is no YAML, or no settings.
func linesOf(path string, data []byte) (map[string]int, error) {
	lines := map[string]int{}
	var root yaml.Node
	if err := cmp.Or(yaml.Unmarshal(data, &root), yaml.Unmarshal(data, new(any))); err != nil {
		return nil, syntax(path, data, err)
	}
	if len(root.Content) > 0 && root.Content[0].Kind != yaml.MappingNode {
		return nil, fmt.Errorf("read the settings in %s:%d: want settings such as lake: {dir: DIR}", path, root.Content[0].Line)
	}
	var walk func(n *yaml.Node, key string)
	walk = func(n *yaml.Node, key string) {
		switch n.Kind {
		case yaml.DocumentNode:
			for _, child := range n.Content {
				walk(child, key)
			}
		case yaml.MappingNode:
			for i := 0; i+1 < len(n.Content); i += 2 {
				name := strings.ToLower(n.Content[i].Value)
				if key != "" {
					name = key + delimiter + name
				}
				lines[name] = n.Content[i].Line
				walk(n.Content[i+1], name)
			}
		case yaml.SequenceNode:
			for i, child := range n.Content {
				name := fmt.Sprintf("%s[%d]", key, i)
				lines[name] = child.Line
				walk(child, name)
			}
		}
	}
	walk(&root, "")
	return lines, nil
}

// yamlLine is how the reader of YAML begins what it has to say.
var yamlLine = regexp.MustCompile(`line (\d+): `)

// syntax says in which lines a file is no YAML.
func syntax(path string, data []byte, err error) error {
	texts := []string{strings.TrimPrefix(err.Error(), "yaml: ")}
	if several, ok := errors.AsType[*yaml.TypeError](err); ok {
		texts = several.Errors
	}
	var errs []error
	for _, text := range texts {
		at := path
		if m := yamlLine.FindStringSubmatchIndex(text); m != nil && m[0] == 0 {
			at, text = path+":"+text[m[2]:m[3]], text[m[1]:]
		}
		if strings.Contains(text, "cannot start any token") && bytes.Contains(data, []byte("\n\t")) {
			text += ": indent with spaces, not with tabs"
		}
		errs = append(errs, fmt.Errorf("read the settings in %s: %s", at, text))
	}
	return errors.Join(errs...)
}

// undecoded notes what the decoder reports and returns the dotted keys. Prefix comes before the names that the
// decoder knows, and get returns the value of one of them.
func (l *loader) undecoded(err error, prefix string, get func(name string) any) []string {
	var keys []string
	for _, e := range decodeErrors(err) {
		key := prefix + strings.ToLower(strings.ReplaceAll(e.Name(), delimiter, "."))
		keys = append(keys, key)
		if want := wanted(e.Unwrap()); want != "" {
			l.wrong(key, get(e.Name()), want)
			continue
		}
		l.note(key, key+": "+plain(e.Unwrap()).Error())
	}
	return keys
}

// decodeErrors finds the innermost errors of the decoder that have a name.
func decodeErrors(err error) []*mapstructure.DecodeError {
	switch e := err.(type) { //nolint:errorlint // the tree is walked here
	case *mapstructure.DecodeError:
		if inner := decodeErrors(e.Unwrap()); len(inner) > 0 {
			return inner
		}
		return []*mapstructure.DecodeError{e}
	case interface{ Unwrap() []error }:
		var list []*mapstructure.DecodeError
		for _, child := range e.Unwrap() {
			list = append(list, decodeErrors(child)...)
		}
		return list
	case interface{ Unwrap() error }:
		return decodeErrors(e.Unwrap())
	}
	return nil
}

// wanted says what would have been right, empty where that cannot be told.
func wanted(err error) string {
	var parse *mapstructure.ParseError
	var convert *mapstructure.UnconvertibleTypeError
	switch {
	case errors.As(err, &parse):
		return kindOf(parse.Expected.Type())
	case errors.As(err, &convert):
		return kindOf(convert.Expected.Type())
	case strings.HasPrefix(err.Error(), "time: "):
		return kindOf(reflect.TypeFor[time.Duration]())
	}
	return ""
}

func kindOf(t reflect.Type) string {
	if t == reflect.TypeFor[time.Duration]() {
		return "want a time such as 30s, 5m or 12h"
	}
	switch t.Kind() {
	case reflect.Bool:
		return "want true or false"
	case reflect.Int, reflect.Int64:
		return "want a whole number"
	case reflect.Float64:
		return "want a number"
	case reflect.String:
		return "want a text"
	case reflect.Slice:
		return "want a list"
	case reflect.Map, reflect.Struct:
		return "want a mapping"
	}
	return ""
}

// Problem is one thing that is wrong with the settings.
type Problem struct {
	// Message says all of it in words.
	Message string `json:"message"`
	// Key and From are there where it is about one setting. Value and Want are there where its value is not
	// allowed (see WrongError; Want is without its word want), Meant where there is no such setting and another is like it.
	Key   string `json:"key,omitempty"`
	Value any    `json:"value,omitempty"`
	From  string `json:"from,omitempty"`
	Want  string `json:"want,omitempty"`
	Meant string `json:"meant,omitempty"`
}

// Problems takes apart what Load returns.
func Problems(err error) []Problem {
	if err == nil {
		return nil
	}
	var several interface{ Unwrap() []error }
	if errors.As(err, &several) {
		// What stands before the list belongs to each of it.
		before, _ := strings.CutSuffix(err.Error(), fmt.Sprint(several))
		var list []Problem
		for _, e := range several.Unwrap() {
			for _, p := range Problems(e) {
				p.Message, p.Key = before+p.Message, cmp.Or(p.Key, columnOf(err))
				list = append(list, p)
			}
		}
		return list
	}
	p := Problem{Message: err.Error(), Key: columnOf(err)}
	if w, ok := errors.AsType[*WrongError](err); ok {
		p.Key, p.Value, p.From, p.Want = w.Key, w.Value, w.From, strings.TrimPrefix(w.Want, "want ")
	}
	if u, ok := errors.AsType[*UnknownError](err); ok {
		p.Key, p.From, p.Meant = u.Key, u.From, u.Meant
	}
	if e, ok := errors.AsType[*placedError](err); ok {
		p.Key, p.From = e.key, e.from
	}
	return []Problem{p}
}

// columnOf is the key, within an import, of the field that an error is about, if it is about one.
func columnOf(err error) string {
	if c, ok := err.(*collect.ColumnError); ok { //nolint:errorlint // those that it wraps, or that it is joined with, have keys of their own
		return "columns." + c.Field
	}
	return ""
}
