package phrase

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestWords(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"Sr. C++/C# dev (.NET)", "Sr|C++|C#|dev|.NET"},
		{"ASP.NET, Node.js & R&D", "ASP|NET|Node|js|R|D"},
		{"Développeur·euse Zürich", "Développeur|euse|Zürich"},
		{"創始AI軟體工程師 Founding", "創始|AI|軟體工程師|Founding"},
		{"ＩＱＶＩＡ – data", "ＩＱＶＩＡ|data"},
		{"we’re 80k+ C", "we|re|80k|C"},
		{"e\u0301te\u0301", "e\u0301te\u0301"},
		{"", ""},
		{"🚀 \xff go", "go"},
	} {
		var got []string
		for _, w := range Words(nil, c.in) {
			got = append(got, c.in[w.Start:w.End])
		}
		if g := strings.Join(got, "|"); g != c.want {
			t.Errorf("Words(%q) = %s, want %s", c.in, g, c.want)
		}
	}
}

func TestKeyFolds(t *testing.T) {
	for _, c := range [][2]string{
		{"Développeur", "developpeur"},
		{"ＩＱＶＩＡ", "iqvia"},
		{"Straße", "STRASSE"},
		{"Łódź", "lodz"},
		{"e\u0301te\u0301", "ete"},
		{"Разработчик", "разработчик"},
		{"C++", "c++"},
	} {
		if Key(c[0]) != Key(c[1]) {
			t.Errorf("Key(%q) differs from Key(%q)", c[0], c[1])
		}
		if w, ok := Next(c[0], 0); !ok || w.Key != Key(c[1]) {
			t.Errorf("Next(%q) is %+v, want the hash of %q", c[0], w, c[1])
		}
	}
	if Key("интерн") == Key("интернй") {
		t.Error("two different words share a key")
	}
}

func TestScan(t *testing.T) {
	table := NewTable([]string{"full time", "full time equivalent", "node js", "ai ml", "r d", "engineer staff", "c++", "full time"})
	for _, c := range []struct {
		in   string
		want []string
	}{
		{"Full-time, FULL TIME; full‑time", []string{"Full-time", "FULL TIME", "full‑time"}},
		{"full  time equivalents", []string{"full  time"}},
		{"full-time equivalent.", []string{"full-time equivalent"}},
		{"half full. Time flies, full\ntime", nil},
		{"Node.js and AI / ML in R&D", []string{"Node.js", "AI / ML", "R&D"}},
		{"Engineer - Staff", nil},
		{"C++ or C", []string{"C++"}},
		{"full full time", []string{"full time"}},
	} {
		var got []string
		for _, m := range table.All(c.in) {
			got = append(got, c.in[m.Start:m.End])
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("All(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestScanStops(t *testing.T) {
	table := NewTable([]string{"go"})
	n := 0
	table.Scan("go go go", func(Match) bool { n++; return n < 2 })
	if n != 2 {
		t.Errorf("Scan went on after false: %d calls, want 2", n)
	}
}

func FuzzWords(f *testing.F) {
	for _, s := range []string{"Sr. C++/.NET dev", "創始AI", "\xff\xfe", "e\u0301\u0301", "a\u200bb", ".net", "x.NET"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		last := 0
		for _, w := range Words(nil, s) {
			if w.Start < last || w.End <= w.Start || w.End > len(s) {
				t.Fatalf("word %+v of %q overlaps or is empty", w, s)
			}
			if utf8.ValidString(s) && !utf8.ValidString(s[w.Start:w.End]) {
				t.Fatalf("word %+v of %q cuts a rune", w, s)
			}
			last = w.End
		}
	})
}

func BenchmarkScan(b *testing.B) {
	text := strings.Repeat("We are a small team that builds tools for people who grow food; remote or full-time in Berlin.\n", 60)
	table := NewTable([]string{"full time", "part time", "contract", "internship", "no juniors", "entry level"})
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		table.Scan(text, func(Match) bool { return true })
	}
}
