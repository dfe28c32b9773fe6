package config

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"time"

	"github.com/go-viper/mapstructure/v2"
	"go.yaml.in/yaml/v3"
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
	if text, ok := e.Value.(string); ok {
		value = fmt.Sprintf("%q", text)
	}
	return fmt.Sprintf("%s is %s (%s): %s", e.Key, value, e.From, e.Want)
}

// wrong makes the error of a setting by its dotted key. Value is what stands, or the part of it that is wrong.
func (l *loader) wrong(key string, value any, want string) error {
	return &WrongError{Key: key, Value: value, From: l.origin(key), Want: want}
}

// origin says where the value of a setting comes from. The key may go into a list, such as files[0].path.
func (l *loader) origin(key string) string {
	inside := strings.ReplaceAll(key, ".", delimiter)
	from, ok := l.from[inside]
	if list, _, in := strings.Cut(inside, "["); !ok && in {
		from = l.from[list]
	}
	if line := l.lines[inside]; line > 0 && from == l.path {
		return fmt.Sprintf("%s:%d", from, line)
	}
	return from
}

// linesOf finds the line of every key of a settings file, and of every entry of its lists. Keys are as viper
// has them: in lower case.
func linesOf(data []byte) map[string]int {
	lines := map[string]int{}
	var root yaml.Node
	if err := yaml.Unmarshal(data, &root); err != nil {
		return lines // viper says what is wrong with the file
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
	return lines
}

// undecoded turns the report of the decoder into one error a setting. Prefix comes before the names that the
// decoder knows, and get returns the value of one of them.
func (l *loader) undecoded(err error, prefix string, get func(name string) any) error {
	var errs []error
	for _, e := range decodeErrors(err) {
		key := prefix + strings.ToLower(strings.ReplaceAll(e.Name(), delimiter, "."))
		want := wanted(e.Unwrap())
		if want == "" {
			errs = append(errs, fmt.Errorf("%s (%s): %w", key, l.origin(key), plain(e.Unwrap())))
			continue
		}
		errs = append(errs, l.wrong(key, get(e.Name()), want))
	}
	if len(errs) == 0 {
		return fmt.Errorf("settings: %w", plain(err))
	}
	return errors.Join(errs...)
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
	// Key, Value, From and Want are there where one setting has a value that is not allowed; see WrongError.
	Key   string `json:"key,omitempty"`
	Value any    `json:"value,omitempty"`
	From  string `json:"from,omitempty"`
	Want  string `json:"want,omitempty"`
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
				p.Message = before + p.Message
				list = append(list, p)
			}
		}
		return list
	}
	p := Problem{Message: err.Error()}
	if w, ok := errors.AsType[*WrongError](err); ok {
		p.Key, p.Value, p.From, p.Want = w.Key, w.Value, w.From, w.Want
	}
	return []Problem{p}
}
