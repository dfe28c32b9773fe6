package clean_test

import (
	"bytes"
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
	"pgregory.net/rapid"

	"rung/internal/job"
	"rung/internal/shared"
	"rung/transform/clean"
)

// TestText runs the pairs of testdata/*.txtar: NAME.html or NAME.plain goes in, NAME.want comes out.
func TestText(t *testing.T) {
	for _, path := range glob(t, "testdata/*.txtar") {
		files := map[string]string{}
		ar, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range ar.Files {
			files[f.Name] = strings.TrimSuffix(string(f.Data), "\n")
		}
		for name, in := range files {
			base, kind, _ := strings.Cut(name, ".")
			if kind == "want" {
				continue
			}
			want, ok := files[base+".want"]
			if !ok {
				t.Fatalf("%s: %s has no %s.want", path, name, base)
			}
			markup := job.Plain
			if kind == "html" {
				markup = job.HTML
			}
			if diff := cmp.Diff(want, clean.Text(in, markup)); diff != "" {
				t.Errorf("%s: %s: input %q (-want +got):\n%s", path, name, in, diff)
			}
		}
	}
}

func TestTextPlainIsUntouched(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := rapid.String().Draw(t, "in")
		if got := clean.Text(in, job.Plain); got != in {
			t.Fatalf("Text(%q, Plain) = %q, want it unchanged", in, got)
		}
	})
	if got := clean.Text("caf\xe9 <b>", job.Plain); got != "caf\uFFFD <b>" {
		t.Errorf("invalid UTF-8 came back as %q", got)
	}
}

// TestTextAgainstTokenizer compares the scanner with the reference over every real body at hand.
func TestTextAgainstTokenizer(t *testing.T) {
	n := 0
	for _, body := range corpus(t) {
		n++
		if diff := cmp.Diff(reference(body), clean.Text(body, job.HTML)); diff != "" {
			t.Fatalf("body %d (-reference +got):\n%s\nbody: %.400q", n, diff, body)
		}
	}
	t.Logf("%d bodies are equal", n)
}

// TestTextGenerated compares the scanner with the reference on pieces that trip tokenizers.
func TestTextGenerated(t *testing.T) {
	piece := rapid.SampledFrom([]string{
		"<", ">", "</", "<!", "<!--", "-->", "--!>", "-", "!", "?", "<?", "'", `"`, "=", "/", " ", "\n", "\r\n", "\r",
		"a", "p", "li", "script", "<script", "</script", "<style>", "</style>", "<b x='", "<td>", "<br>", "<p>", "</p>",
		"<li>", "</li>", "<ul>", "&", "&amp", "&amp;", "&#", "&#x", "&#39;", "&#x2F;", "&nbsp;", "&notit;", "&#150;",
		"&NotEqualTilde;", "\x00", "\xff", "\u00a0", "\u00ad", "\u200b", "é", "日本", "<textarea>", "</textarea>", "<PLAINTEXT>",
	})
	rapid.Check(t, func(t *rapid.T) {
		in := strings.Join(rapid.SliceOfN(piece, 0, 30).Draw(t, "pieces"), "")
		if diff := cmp.Diff(reference(in), clean.Text(in, job.HTML)); diff != "" {
			t.Fatalf("input %q (-reference +got):\n%s", in, diff)
		}
	})
}

func TestTextIsLinear(t *testing.T) {
	const n = 200_000
	for _, in := range []string{
		strings.Repeat("<div>", n) + "x" + strings.Repeat("</div>", n),
		strings.Repeat("<", n), strings.Repeat("<!--", n), strings.Repeat("<a '=\"", n), strings.Repeat("&", n),
		"<script>" + strings.Repeat("</script", n), "<style>" + strings.Repeat("</styl", n), strings.Repeat("&a", n),
		strings.Repeat("<li>", n) + "x", strings.Repeat("\n", n), strings.Repeat("<!-->", n), "&" + strings.Repeat("a", n),
	} {
		if got := clean.Text(in, job.HTML); len(got) > len(in) {
			t.Errorf("%.20q... grew from %d to %d bytes", in, len(in), len(got))
		}
	}
}

func FuzzText(f *testing.F) {
	for _, path := range glob(f, "testdata/*.txtar") {
		ar, err := txtar.ParseFile(path)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range ar.Files {
			f.Add(string(file.Data))
		}
	}
	f.Fuzz(func(t *testing.T, in string) {
		got := clean.Text(in, job.HTML)
		if want := reference(in); got != want {
			t.Errorf("Text(%q)\n got %q\nwant %q", in, got, want)
		}
		if !utf8.ValidString(got) || strings.Contains(got, "\n\n\n") || strings.ContainsAny(got, "\x00\x1b\t") {
			t.Errorf("Text(%q) = %q is not clean", in, got)
		}
	})
}

func TestMojibake(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"customers\u00e2\u0080\u0099 site", "customers’ site"},
		{"caf\u00c3\u00a9", "café"},
		{"café", "café"},
		{"plain", "plain"},
		{"caf\u00c3\u00a9 — dash", "caf\u00c3\u00a9 — dash"},
		{"", ""},
	} {
		if got := clean.Mojibake(c.in); got != c.want {
			t.Errorf("Mojibake(%q) = %q, want %q", c.in, got, c.want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		want := rapid.String().Draw(t, "text")
		broken := make([]rune, 0, len(want))
		for _, b := range []byte(want) {
			broken = append(broken, rune(b))
		}
		if got := clean.Mojibake(string(broken)); got != want {
			t.Fatalf("Mojibake(%q) = %q, want %q", string(broken), got, want)
		}
	})
}

func TestKey(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"  Full-Stack   Developer ", "full stack developer"},
		{"São Paulo", "sao paulo"},
		{"Łódź", "lodz"},
		{"STRASSE", "strasse"},
		{"Straße", "strasse"},
		{"ＧＯＯＧＬＥ", "google"},
		{"Node–JS", "node js"},
		{"İstanbul", "istanbul"},
		{"ガス", "ガス"},
		{"Москва", "москва"},
		{"a\u00adb\u200bc", "abc"},
		{"---", ""},
		{"", ""},
		{"already there", "already there"},
	} {
		if got := clean.Key(c.in); got != c.want {
			t.Errorf("Key(%q) = %q, want %q", c.in, got, c.want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		in := rapid.String().Draw(t, "text")
		once := clean.Key(in)
		if twice := clean.Key(once); twice != once {
			t.Fatalf("Key(%q) = %q, but its own key is %q", in, once, twice)
		}
	})
}

func BenchmarkText(b *testing.B) {
	bodies := corpus(b)
	if len(bodies) > 2000 {
		bodies = bodies[:2000]
	}
	total := 0
	for _, s := range bodies {
		total += len(s)
	}
	b.Run("scanner", func(b *testing.B) {
		b.SetBytes(int64(total))
		b.ReportAllocs()
		for b.Loop() {
			for _, s := range bodies {
				clean.Text(s, job.HTML)
			}
		}
	})
	b.Run("tokenizer", func(b *testing.B) {
		b.SetBytes(int64(total))
		for b.Loop() {
			for _, s := range bodies {
				reference(s)
			}
		}
	})
}

func BenchmarkKey(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		clean.Key("Senior Full-Stack Developer")
		clean.Key("São Paulo")
	}
}

// corpus returns real HTML bodies: every Ashby description and every fourth month of Hacker News.
func corpus(tb testing.TB) []string {
	tb.Helper()
	var out []string
	for _, path := range glob(tb, filepath.Join(shared.Dir(tb, "corpus"), "ashby", "*.gz")) {
		for _, line := range lines(tb, path) {
			var board struct {
				Jobs []struct{ DescriptionHTML string }
			}
			if err := json.Unmarshal(line, &board); err != nil {
				tb.Fatalf("%s: %v", path, err)
			}
			for _, j := range board.Jobs {
				out = append(out, j.DescriptionHTML)
			}
		}
	}
	for i, path := range glob(tb, filepath.Join(shared.Dir(tb, "corpus"), "hackernews", "*.gz")) {
		if i%4 != 0 {
			continue
		}
		for _, line := range lines(tb, path) {
			var item struct{ Text string }
			if err := json.Unmarshal(line, &item); err != nil {
				tb.Fatalf("%s: %v", path, err)
			}
			out = append(out, item.Text)
		}
	}
	return out
}

func glob(tb testing.TB, pattern string) []string {
	tb.Helper()
	paths, err := filepath.Glob(pattern)
	if err != nil || len(paths) == 0 {
		tb.Fatalf("no files match %s (%v)", pattern, err)
	}
	return paths
}

func lines(tb testing.TB, path string) [][]byte {
	tb.Helper()
	var out [][]byte
	err := shared.EachLine(path, func(line []byte) error {
		out = append(out, bytes.Clone(line))
		return nil
	})
	if err != nil {
		tb.Fatal(err)
	}
	return out
}
