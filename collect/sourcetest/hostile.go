package sourcetest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"rung/internal/job"
)

// seed is a page that a parser must survive. Fails says that it cannot be read as a whole.
type seed struct {
	name  string
	page  job.Page
	fails bool
}

const challenge = `<!DOCTYPE html><html><head><title>Just a moment...</title></head><body>Checking your browser</body></html>`

// hostile makes seeds from recorded pages.
func hostile(pages []job.Page, c Case) []seed {
	var out []seed
	for i, p := range pages {
		isJSON := json.Valid(p.Body)
		add := func(name string, body []byte, fails bool) {
			q := p
			q.Body = body
			out = append(out, seed{fmt.Sprintf("%d %s", i, name), q, fails})
		}
		add("as recorded", p.Body, false)
		add("empty", nil, isJSON)
		add("html instead", []byte(challenge), isJSON)
		add("half", p.Body[:len(p.Body)/2], isJSON)
		add("cut by a byte", p.Body[:max(0, len(bytes.TrimSpace(p.Body))-1)], isJSON)
		add("null", []byte("null"), false)
		add("object", []byte("{}"), false)
		add("array", []byte("[]"), false)
		add("array of nonsense", []byte(`[null, 1, "x", [], {}, true]`), false)
		add("number", []byte("42"), false)
		add("not UTF-8", bytes.ReplaceAll(p.Body, []byte("e"), []byte("\xff")), false)
		add("NUL bytes", bytes.ReplaceAll(p.Body, []byte("a"), []byte("\x00")), false)
		add("deep arrays", []byte(strings.Repeat("[", 100_000)), false)
		add("deep objects", []byte(strings.Repeat(`{"a":`, 100_000)), false)
		add("deep tags", []byte(strings.Repeat("<div>", 100_000)), false)
		add("packed", []byte("\x1f\x8b\x08\x00\x00\x00\x00\x00"), false)
		for name, body := range mutations(p.Body) {
			add(name, body, false)
		}
	}
	for i, body := range c.Seeds {
		if len(pages) > 0 {
			p := pages[0]
			p.Body = body
			out = append(out, seed{fmt.Sprintf("case seed %d", i), p, false})
		}
	}
	return out
}

// mutations changes the values of a JSON page and leaves its shape.
func mutations(body []byte) map[string][]byte {
	number := func(n json.Number) any { return n.String() }
	text := func(s string) any {
		if n, err := strconv.ParseFloat(s, 64); err == nil {
			return n
		}
		return s
	}
	keepText := func(s string) any { return s }
	keepNumber := func(n json.Number) any { return n }
	constant := func(v any) (func(string) any, func(json.Number) any) {
		return func(string) any { return v }, func(json.Number) any { return v }
	}
	nullText, nullNumber := constant(nil)
	objText, objNumber := constant(map[string]any{"x": 1})
	listText, listNumber := constant([]any{})
	hugeNumber := func(json.Number) any { return json.Number("1e308") }
	times1000 := func(n json.Number) any { return json.Number(n.String() + "000") }
	negative := func(n json.Number) any { return json.Number("-" + strings.TrimPrefix(n.String(), "-")) }
	out := map[string][]byte{}
	for name, f := range map[string]struct {
		text   func(string) any
		number func(json.Number) any
	}{
		"values null":        {nullText, nullNumber},
		"values objects":     {objText, objNumber},
		"values lists":       {listText, listNumber},
		"numbers as strings": {keepText, number},
		"strings as numbers": {text, keepNumber},
		"huge numbers":       {keepText, hugeNumber},
		"other units":        {keepText, times1000},
		"negative numbers":   {keepText, negative},
		"empty strings":      {func(string) any { return "" }, keepNumber},
	} {
		if data := mutate(body, f.text, f.number); data != nil {
			out[name] = data
		}
	}
	return out
}

func mutate(body []byte, text func(string) any, number func(json.Number) any) []byte {
	dec := json.NewDecoder(bytes.NewReader(body))
	dec.UseNumber()
	var tree any
	if dec.Decode(&tree) != nil {
		return nil
	}
	data, err := json.Marshal(changed(tree, text, number))
	if err != nil {
		return nil
	}
	return data
}

func changed(v any, text func(string) any, number func(json.Number) any) any {
	switch v := v.(type) {
	case map[string]any:
		for k := range v {
			v[k] = changed(v[k], text, number)
		}
	case []any:
		for i := range v {
			v[i] = changed(v[i], text, number)
		}
	case string:
		return text(v)
	case json.Number:
		return number(v)
	}
	return v
}
