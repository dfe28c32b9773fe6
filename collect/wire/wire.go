// Package wire reads JSON the way job sites send it: numbers as texts, texts as numbers, null for
// anything, one bad row among good ones.
package wire

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"rung/internal/job"
)

// Text is a string that may be sent as a number or a boolean. Null is "".
type Text string

// UnmarshalJSON implements [json.Unmarshaler].
func (t *Text) UnmarshalJSON(b []byte) error {
	switch {
	case string(b) == "null":
		*t = ""
	case b[0] == '"':
		return json.Unmarshal(b, (*string)(t))
	case b[0] == '{' || b[0] == '[':
		return wrongType(b, reflect.TypeFor[string]())
	default:
		*t = Text(b)
	}
	return nil
}

// Float is a number that may be sent as a text. Null and "" are 0; what is no finite number is an error.
type Float float64

// UnmarshalJSON implements [json.Unmarshaler].
func (f *Float) UnmarshalJSON(b []byte) error {
	s := strings.TrimSpace(strings.Trim(string(b), `"`))
	if s == "" || s == "null" {
		*f = 0
		return nil
	}
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || v-v != 0 { // v-v is NaN for infinities too
		return wrongType(b, reflect.TypeFor[float64]())
	}
	*f = Float(v)
	return nil
}

// Int is a whole number that may be sent as a text. Null and "" are 0.
type Int int64

// UnmarshalJSON implements [json.Unmarshaler].
func (i *Int) UnmarshalJSON(b []byte) error {
	s := strings.TrimSpace(strings.Trim(string(b), `"`))
	if s == "" || s == "null" {
		*i = 0
		return nil
	}
	v, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		return wrongType(b, reflect.TypeFor[int64]())
	}
	*i = Int(v)
	return nil
}

// wrongType returns an error that the decoder completes with the path of the field.
func wrongType(b []byte, want reflect.Type) error {
	value := "object"
	switch b[0] {
	case '"':
		value = "string " + string(b[:min(len(b), 40)])
	case '[':
		value = "array"
	case 't', 'f':
		value = "bool"
	case '{':
	default:
		value = "number " + string(b[:min(len(b), 40)])
	}
	return &json.UnmarshalTypeError{Value: value, Type: want}
}

// Rows returns the elements of the array under key in a JSON object, or of the array itself when key
// is empty. An error says that the page is no such thing, in words for the log.
func Rows(body []byte, key string) ([]json.RawMessage, error) {
	if err := shape(body); err != nil {
		return nil, err
	}
	list := json.RawMessage(body)
	if key != "" {
		var top map[string]json.RawMessage
		if err := json.Unmarshal(body, &top); err != nil {
			return nil, fmt.Errorf("read the page: %w", err)
		}
		var ok bool
		if list, ok = top[key]; !ok {
			return nil, fmt.Errorf("read the page: no field %q", key)
		}
	}
	if list = bytes.TrimSpace(list); len(list) == 0 || list[0] != '[' {
		return nil, fmt.Errorf("read the page: %s is not an array", quoted(key))
	}
	var rows []json.RawMessage
	if err := json.Unmarshal(list, &rows); err != nil {
		return nil, fmt.Errorf("read the page: %w", err)
	}
	return rows, nil
}

func quoted(key string) string {
	if key == "" {
		return "it"
	}
	return strconv.Quote(key)
}

// shape tells the usual ways in which an answer is no JSON apart.
func shape(body []byte) error {
	b := bytes.TrimSpace(body)
	switch {
	case len(b) == 0:
		return errors.New("read the page: it is empty")
	case b[0] == '<':
		return errors.New("read the page: it is HTML or XML where JSON was expected")
	}
	return nil
}

// FieldError says which field of a row does not fit.
type FieldError struct {
	Field  string
	Reason string
}

// Error implements error.
func (e *FieldError) Error() string { return e.Field + ": " + e.Reason }

// Missing says that a row lacks a field that it cannot do without.
func Missing(field string) error { return &FieldError{Field: field, Reason: "missing or empty"} }

// Time reads a moment in one of the forms of RFC 3339, with or without seconds and zone (UTC is meant
// then). An empty s is the zero time.
func Time(field, s string) (time.Time, error) {
	s = strings.TrimSpace(s)
	if s == "" {
		return time.Time{}, nil
	}
	for _, layout := range []string{
		time.RFC3339, "2006-01-02T15:04:05", "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05Z0700",
		"2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05 MST", time.DateTime, time.DateOnly,
	} {
		if t, err := time.Parse(layout, s); err == nil {
			if y := t.Year(); y < 1990 || y > 2200 {
				break
			}
			return t.UTC(), nil
		}
	}
	return time.Time{}, &FieldError{Field: field, Reason: "not a date: " + cut(s, 40)}
}

// Unix returns the moment of a count of seconds; 0 is the zero time.
func Unix(field string, n Int) (time.Time, error) {
	if n == 0 {
		return time.Time{}, nil
	}
	if n < 0 || n > 7258118400 { // the year 2200
		return time.Time{}, &FieldError{Field: field, Reason: "not a date: " + strconv.FormatInt(int64(n), 10)}
	}
	return time.Unix(int64(n), 0).UTC(), nil
}

// Reject says of a row of page p why it was refused. sample may be empty where a row holds personal data.
func Reject(p job.Page, id string, sample []byte, err error) job.Reject {
	r := job.Reject{
		Source: p.Source, RunID: p.RunID, URL: p.URL, SeenAt: p.FetchedAt,
		ID: id, Stage: "parse", Reason: err.Error(), Sample: cut(string(sample), 200),
	}
	var field *FieldError
	var wrong *json.UnmarshalTypeError
	switch {
	case errors.As(err, &field):
		r.Field, r.Reason = field.Field, field.Reason
	case errors.As(err, &wrong):
		r.Field, r.Reason = wrong.Field, fmt.Sprintf("%s where %s was expected", wrong.Value, named(wrong.Type))
	}
	return r
}

// named says in words of JSON what a type of Go holds.
func named(t reflect.Type) string {
	switch t.Kind() {
	case reflect.String:
		return "a text"
	case reflect.Bool:
		return "true or false"
	case reflect.Slice:
		return "an array"
	case reflect.Struct, reflect.Map:
		return "an object"
	}
	return "a number"
}

// cut shortens s to at most n bytes of valid UTF-8.
func cut(s string, n int) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// Check validates a listing, and names the field that is wrong.
func Check(l *job.Listing) error {
	err := l.Validate()
	if err == nil {
		return nil
	}
	first, _, _ := strings.Cut(err.Error(), "\n")
	field, reason, ok := strings.Cut(first, ": ")
	if !ok {
		return err
	}
	return &FieldError{Field: field, Reason: reason}
}
