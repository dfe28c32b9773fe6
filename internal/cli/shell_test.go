package cli

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestSplitWords(t *testing.T) {
	for _, c := range []struct {
		in   string
		want []string
		err  bool
	}{
		{".mode csv", []string{".mode", "csv"}, false},
		{"  .run  demand category='programming language'\ttop=3 ", []string{".run", "demand", "category=programming language", "top=3"}, false},
		{`.read "a 'b'.sql"`, []string{".read", "a 'b'.sql"}, false},
		{`.once ''`, []string{".once", ""}, false},
		{`.read 'open`, nil, true},
		{"", nil, false},
	} {
		got, err := splitWords(c.in)
		if !slices.Equal(got, c.want) || (err != nil) != c.err {
			t.Errorf("splitWords(%q) = %q, %v, want %q, error %v", c.in, got, err, c.want, c.err)
		}
	}
}

func TestShellCommandsHaveOneMeaning(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range shellCommands() {
		for _, name := range c.names {
			if seen[name] || !isCommand(name) {
				t.Errorf("the command %q is there twice, or is none", name)
			}
			seen[name] = true
		}
		if c.doc == "" || c.run == nil || c.most < c.least {
			t.Errorf("the command %s is not whole", c.names[0])
		}
	}
}

var someTables = &catalog{tables: []tableInfo{
	{"mentions", "skills found", []columnInfo{{"skill", "VARCHAR", ""}, {"source", "VARCHAR", ""}}},
	{"pay", "offers", []columnInfo{{"min", "DOUBLE", ""}, {"source", "VARCHAR", ""}}},
}}

func TestComplete(t *testing.T) {
	for _, c := range []struct {
		in   string // | is the cursor
		word string
		want []string
	}{
		{"sel|", "sel", []string{"select"}},
		{"SEL|", "SEL", []string{"SELECT"}},
		{"select * from |", "", []string{"mentions", "pay"}},
		{"select * from pay join me|", "me", []string{"mentions"}},
		{"describe P|", "P", []string{"pay"}},
		{"select sk| from mentions", "sk", []string{"skill"}},
		{"select skill from mentions where so|", "so", []string{"source"}},
		{"select count(mi| from pay", "mi", []string{"min"}},
		{"select m.| from mentions as m", "", []string{"skill", "source"}},
		{"select p.| from mentions m, pay p", "", []string{"min", "source"}},
		{"select pay.m|", "m", []string{"min"}},
		{"select x.m| from other x", "m", []string{"min"}},
		{"select\n  'ünï', lef|", "lef", []string{"left"}},
		{".ru|", ".ru", []string{".run"}},
		{`\|`, `\`, []string{`\?`, `\dt`, `\d`, `\x`, `\timing`, `\i`, `\o`, `\q`}},
		{".run dem|", "dem", []string{"demand"}},
		{".run demand to|", "to", []string{"top="}},
		{".schema |", "", []string{"mentions", "pay"}},
		{".mode j|", "j", []string{"json", "jsonl", "jsonlines"}},
		{".timer |", "", []string{"on", "off"}},
		{".nope |", "", nil},
		{"select 1;\n.mod|", ".mod", []string{".mode"}},
	} {
		before, after, _ := strings.Cut(c.in, "|")
		from, found := complete(someTables, before+after, len(before))
		var words []string
		for _, f := range found {
			words = append(words, f.word)
		}
		if diff := cmp.Diff(c.want, words); diff != "" || before[from:] != c.word {
			t.Errorf("complete(%q) replaces %q, want %q (-want +got):\n%s", c.in, before[from:], c.word, diff)
		}
	}
}

func TestCompleteWithoutACatalog(t *testing.T) {
	for _, in := range []string{"select x.", ".schema ", "select * from ", "sel"} {
		complete(nil, in, len(in))
	}
}

func FuzzComplete(f *testing.F) {
	f.Add("select m.s from mentions m", 9)
	f.Add(".run demand ", 12)
	f.Add("\xff.\xc3", 2)
	f.Fuzz(func(t *testing.T, text string, cursor int) {
		if cursor < 0 || cursor > len(text) {
			return
		}
		if from, _ := complete(someTables, text, cursor); from < 0 || from > cursor {
			t.Errorf("complete(%q, %d) begins at %d", text, cursor, from)
		}
	})
}

func TestCompletionsReplaceTheTextSinceTheLastBlank(t *testing.T) {
	text := "select count(mi"
	from, found := complete(someTables, text+" from pay", len(text))
	got := completions(text, from, found)
	if got.PREFIX != "count(mi" {
		t.Errorf("the prefix is %q, want count(mi", got.PREFIX)
	}
}

func TestWhole(t *testing.T) {
	for in, want := range map[string]bool{
		"select 1;": true, "select 1": false, "": true, ".tables": true, "select 1; -- done": true, "select 'a;": false, "select 1;\n/* open": false,
		`\x`: true, "-- a note": true,
	} {
		if got := whole(in); got != want {
			t.Errorf("whole(%q) = %v, want %v", in, got, want)
		}
	}
}
