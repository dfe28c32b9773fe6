package title_test

import (
	"strings"
	"testing"
	"time"

	"rung/transform/employment"
	"rung/transform/headline"
	"rung/transform/title"
)

// TestHostileTexts shows that no text makes reading slower than its length allows.
func TestHostileTexts(t *testing.T) {
	for _, s := range []string{
		"a|", "| ", "Engineer, ", "Engineer | ", "hiring a b ", "* Engineer\n", "(", "[(", " - ", "Senior/", "1 years experience ", "interns ", "at A ", "A is hiring ",
		"http://a.b ", "-\n", "\n", "yyyy", "no full-time ", "é", "\xff", "looking for engineers and ", "a.", "$1",
	} {
		text := strings.Repeat(s, 200_000/len(s))
		start := time.Now()
		h := headline.Parse(text)
		r := title.FromAdvert(title.Input{Text: text, Headline: h})
		title.FromAdvert(title.Input{Title: text, Text: text})
		employment.Read(employment.Input{Title: text[:min(len(text), 300)], Text: text, Header: employment.Header(h), Roles: r.Roles})
		if took := time.Since(start); took > 2*time.Second {
			t.Errorf("reading %q over and over, %d bytes, took %v", s, len(text), took)
		} else {
			t.Logf("%q: %v", s, took)
		}
	}
}
