package language_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/tools/txtar"

	"rung/transform/language"
)

func samples(tb testing.TB) []txtar.File {
	tb.Helper()
	ar, err := txtar.ParseFile("testdata/samples.txtar")
	if err != nil {
		tb.Fatal(err)
	}
	return ar.Files
}

func TestDetect(t *testing.T) {
	for _, f := range samples(t) {
		want, _, _ := strings.Cut(f.Name, "-")
		if got := language.Detect(string(f.Data)); got != want {
			t.Errorf("%s: Detect(%q) = %q, want %q", f.Name, f.Data, got, want)
		}
	}
}

// TestTechnologiesDoNotSway adds a stack in English to every sample of running text.
func TestTechnologiesDoNotSway(t *testing.T) {
	const stack = "\nStack: Go, Rust, C, R, React, Vue, Express, Spring, Swift, Access, Office, Flask, AWS, REST, Make, Next, Play, Dart"
	for _, f := range samples(t) {
		want, kind, _ := strings.Cut(f.Name, "-")
		if kind != "prose" {
			continue
		}
		if got := language.Detect(string(f.Data) + stack); got != want {
			t.Errorf("%s with a stack: got %q, want %q", f.Name, got, want)
		}
	}
}

// TestDetectReadsTheBeginning shows that a long text costs no more than a short one and that its
// beginning decides, even where the cut falls into a letter.
func TestDetectReadsTheBeginning(t *testing.T) {
	german := strings.Repeat("Wir suchen dich für unser Team und für die Zukunft. ", 100)
	for pad := range 4 {
		if got := language.Detect(strings.Repeat("ü", pad) + german + strings.Repeat("the and of ", 10_000)); got != "de" {
			t.Errorf("padding %d: got %q, want de", pad, got)
		}
	}
}

func FuzzDetect(f *testing.F) {
	for _, s := range samples(f) {
		f.Add(string(s.Data))
	}
	f.Add("\xff\xfe\x80")
	f.Add(strings.Repeat("あ\xe3", 3000))
	f.Fuzz(func(t *testing.T, in string) {
		got := language.Detect(in)
		if got != language.Und && (len(got) != 2 || !utf8.ValidString(got)) {
			t.Errorf("Detect(%q) = %q, want a code of two letters or und", in, got)
		}
	})
}

func BenchmarkDetect(b *testing.B) {
	var all strings.Builder
	for _, s := range samples(b) {
		if strings.HasPrefix(s.Name, "en") || strings.HasPrefix(s.Name, "de") {
			all.Write(s.Data)
		}
	}
	advert := strings.Repeat(all.String(), 4)[:3000]
	b.SetBytes(int64(len(advert)))
	b.ReportAllocs()
	for b.Loop() {
		language.Detect(advert)
	}
}
