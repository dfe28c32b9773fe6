package ui_test

import (
	"errors"
	"fmt"
	"math"
	"math/big"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/jedib0t/go-pretty/v6/text"

	"rung/internal/ui"
)

var (
	columns = []string{"title", "n", "share", "posted_at", "tags", "open"}
	rows    = [][]any{
		{"Go | <b>engineer</b>", int64(3), 0.25, time.Date(2024, 5, 1, 0, 0, 0, 0, time.UTC), []any{"go", "sql"}, true},
		{"=HYPERLINK(\"x\")\x1b[31m", int64(-2), -1.5, time.Date(2024, 5, 1, 12, 30, 0, 0, time.UTC), nil, nil},
	}
)

func TestWrite(t *testing.T) {
	for _, c := range []struct {
		format ui.Format
		want   string
	}{
		{ui.CSV, "title,n,share,posted_at,tags,open\n" +
			"Go | <b>engineer</b>,3,0.25,2024-05-01,\"go, sql\",true\n" +
			"\"'=HYPERLINK(\"\"x\"\")\x1b[31m\",-2,-1.5,2024-05-01T12:30:00Z,,\n"},
		{ui.JSONL, `{"title":"Go | \u003cb\u003eengineer\u003c/b\u003e","n":3,"share":0.25,"posted_at":"2024-05-01","tags":["go","sql"],"open":true}` + "\n" +
			`{"title":"=HYPERLINK(\"x\")\u001b[31m","n":-2,"share":-1.5,"posted_at":"2024-05-01T12:30:00Z","tags":null,"open":null}` + "\n"},
		{ui.Markdown, "| title | n | share | posted\\_at | tags | open |\n| --- | --- | --- | --- | --- | --- |\n" +
			"| Go \\| &lt;b&gt;engineer&lt;/b&gt; | 3 | 0.25 | 2024-05-01 | go, sql | true |\n" +
			"| =HYPERLINK(\"x\")\\[31m | -2 | -1.5 | 2024-05-01T12:30:00Z |  |  |\n"},
		{ui.List, "title|n|share|posted_at|tags|open\nGo | <b>engineer</b>|3|0.25|2024-05-01|go, sql|true\n" +
			"=HYPERLINK(\"x\")[31m|-2|-1.5|2024-05-01T12:30:00Z||\n"},
		{ui.Line, "    title = Go | <b>engineer</b>\n        n = 3\n    share = 0.25\nposted_at = 2024-05-01\n     tags = go, sql\n     open = true\n\n" +
			"    title = =HYPERLINK(\"x\")[31m\n        n = -2\n    share = -1.5\nposted_at = 2024-05-01T12:30:00Z\n     tags = \n     open = \n"},
	} {
		var b strings.Builder
		n, err := ui.Write(&b, c.format, columns, ui.Slice(rows), ui.Options{})
		if err != nil || n != 2 || b.String() != c.want {
			t.Errorf("Write(%s) = %d rows, %v:\n%s\nwant\n%s", c.format, n, err, b.String(), c.want)
		}
	}
}

func TestWriteBoxCutsAndCounts(t *testing.T) {
	var b strings.Builder
	if _, err := ui.Write(&b, ui.Box, columns, ui.Slice(rows), ui.Options{MaxRows: 1}); err != nil {
		t.Fatal(err)
	}
	if got := b.String(); !strings.Contains(got, "1 of 2 rows shown") || strings.Contains(got, "HYPERLINK") {
		t.Errorf("a table of one row:\n%s", got)
	}
	b.Reset()
	if _, err := ui.Write(&b, ui.Box, columns, ui.Slice(rows), ui.Options{}); err != nil {
		t.Fatal(err)
	}
	for _, r := range b.String() {
		if unicode.IsControl(r) && r != '\n' {
			t.Fatalf("the table holds %q", r)
		}
	}
}

func TestWriteEmpty(t *testing.T) {
	for format, want := range map[ui.Format]string{ui.JSON: "[]\n", ui.JSONL: "", ui.CSV: "a\n"} {
		var b strings.Builder
		if _, err := ui.Write(&b, format, []string{"a"}, ui.Slice(nil), ui.Options{}); err != nil || b.String() != want {
			t.Errorf("Write(%s) of nothing = %q, %v, want %q", format, b.String(), err, want)
		}
	}
}

func TestWriteStopsAtAnError(t *testing.T) {
	broken := errors.New("the disk is gone")
	bad := func(yield func([]any, error) bool) { yield(nil, broken) }
	for _, f := range ui.Formats() {
		if _, err := ui.Write(&strings.Builder{}, f, []string{"a"}, bad, ui.Options{}); !errors.Is(err, broken) {
			t.Errorf("Write(%s) = %v, want %v", f, err, broken)
		}
	}
}

func TestText(t *testing.T) {
	for _, c := range []struct {
		in   any
		want string
	}{
		{named{"b": 1, 2: []any{fixed(1)}}, `{"2":[1.50],"b":1}`},
		{time.Date(1, 1, 1, 10, 11, 12, 0, time.UTC), "10:11:12"},
		{[]byte{1, 255}, "01ff"},
		{struct{ Days int }{3}, `{"Days":3}`},
		{fixed(2), "1.50"},
		{nil, ""},
		{0.1 + 0.2, "0.3"},
		{1234567.891, "1234567.89"},
		{2e6, "2000000"},
		{1e300, "1e+300"},
		{big.NewInt(12), "12"},
		{[]any{nil, 1.0}, ", 1"},
	} {
		if got := ui.Text(c.in); got != c.want {
			t.Errorf("Text(%v) = %q, want %q", c.in, got, c.want)
		}
	}
}

// named and fixed are like DuckDB's maps and decimals.
type (
	named map[any]any
	fixed int
)

func (fixed) Float64() float64 { return 1.5 }
func (fixed) String() string   { return "1.50" }

func TestWriteJSONOfDuckDBsTypes(t *testing.T) {
	row := [][]any{{fixed(1), named{1: fixed(1), "x": nil}, []byte{10}, map[string]any{"a": math.NaN()}, big.NewInt(7)}}
	var b strings.Builder
	if _, err := ui.Write(&b, ui.JSONL, []string{"a", "b", "c", "d", "e"}, ui.Slice(row), ui.Options{}); err != nil {
		t.Fatal(err)
	}
	if want := `{"a":1.50,"b":{"1":1.50,"x":null},"c":"0a","d":{"a":null},"e":7}` + "\n"; b.String() != want {
		t.Errorf("got %s, want %s", b.String(), want)
	}
}

func FuzzSafe(f *testing.F) {
	for _, s := range []string{"", "\x1b]52;c;aGk=\x07", "\u202Eevil", "a\xffb", "\u009b31m", "tab\there"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := ui.Safe(s)
		for _, r := range got {
			if unicode.IsControl(r) || r == 0x202E {
				t.Errorf("Safe(%q) = %q holds %q", s, got, r)
			}
		}
		if again := ui.Safe(got); again != got {
			t.Errorf("Safe(Safe(%q)) = %q, want %q", s, again, got)
		}
	})
}

func TestTerminal(t *testing.T) {
	in := "a\tb\n\x1b[31mred\u009b0m \xff ünï \u202Etxt\r\n"
	want := "a\tb\n[31mred0m \uFFFD ünï txt\n"
	for cut := range len(in) {
		var b strings.Builder
		w := ui.Terminal(&b)
		for _, part := range []string{in[:cut], in[cut:]} {
			if n, err := w.Write([]byte(part)); n != len(part) || err != nil {
				t.Fatalf("Write(%q) = %d, %v", part, n, err)
			}
		}
		if b.String() != want {
			t.Fatalf("cut at %d: got %q, want %q", cut, b.String(), want)
		}
	}
}

func TestWriteBoxFits(t *testing.T) {
	columns := []string{"id", "a_rather_long_name", "text", "b", "c", "last"}
	rows := [][]any{
		{int64(1234567890123456789), int64(1), strings.Repeat("wörd ", 30), "x", "y", "end"},
		{int64(2), int64(22), "日本語のテキスト", nil, "y", "end"},
	}
	for _, c := range []struct{ width, columns int }{{0, 6}, {200, 6}, {90, 6}, {60, 3}, {30, 1}, {5, 1}} {
		var b strings.Builder
		if _, err := ui.Write(&b, ui.Box, columns, ui.Slice(rows), ui.Options{Width: c.width}); err != nil {
			t.Fatal(err)
		}
		got := b.String()
		if !strings.Contains(got, "1234567890123456789") {
			t.Errorf("width %d cuts a number:\n%s", c.width, got)
		}
		if want := fmt.Sprintf("%d of 6 columns shown", c.columns); strings.Contains(got, "columns shown") != (c.columns < 6) || c.columns < 6 && !strings.Contains(got, want) {
			t.Errorf("width %d: want %s:\n%s", c.width, want, got)
		}
		for line := range strings.Lines(got) {
			if n := text.StringWidth(strings.TrimSpace(line)); c.width >= 30 && n > c.width {
				t.Errorf("width %d: a line of %d:\n%s", c.width, n, got)
			}
		}
		if c.width == 0 && !strings.Contains(got, strings.Repeat("wörd ", 29)) {
			t.Errorf("a table without a width is cut:\n%s", got)
		}
	}
}

// TestWriteBoxTold: where the columns that tell most come first, the last ones are left out, and no figure is cut.
func TestWriteBoxTold(t *testing.T) {
	columns := []string{"skill", "middle", "floor", "note", "growth_note"}
	rows := [][]any{{"Go", "124000 (116000–131000)", "9.5 % (8.0–11.2)", strings.Repeat("one source only ", 5), "too few ads (n=3)"}}
	var b strings.Builder
	o := ui.Options{Width: 74, Told: true, More: "; --show picks"}
	if _, err := ui.Write(&b, ui.Box, columns, ui.Slice(rows), o); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"124000 (116000–131000)", "9.5 % (8.0–11.2)", "│ note", "4 of 5 columns shown; --show picks\n"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("no %q in\n%s", want, b.String())
		}
	}
}
