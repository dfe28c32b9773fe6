package headline_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"rung/internal/job"
	"rung/internal/shared"
	"rung/transform/clean"
	"rung/transform/headline"
)

func TestParse(t *testing.T) {
	archive, err := txtar.ParseFile("testdata/headers.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range archive.Files {
		t.Run(f.Name, func(t *testing.T) {
			text, want, ok := strings.Cut(string(f.Data), "==\n")
			if !ok {
				t.Fatalf("case %q has no line ==", f.Name)
			}
			h := headline.Parse(text)
			check(t, text, h)
			var got strings.Builder
			if text != "" {
				got.WriteString(h.Employer + "\n")
			}
			for _, p := range h.Parts {
				got.WriteString(string(p.Kind) + ": " + p.Text + "\n")
			}
			if diff := cmp.Diff(want, got.String()); diff != "" {
				t.Errorf("Parse(%q) (-want +got):\n%s", text, diff)
			}
		})
	}
}

// check tells whether everything that a headline points at is there.
func check(t *testing.T, text string, h headline.Headline) {
	t.Helper()
	end := 0
	for _, p := range h.Parts {
		if p.Start < end || p.End <= p.Start || p.End > len(text) || text[p.Start:p.End] != p.Text || p.Kind == "" {
			t.Fatalf("Parse(%q): part %+v is out of order or place", text, p)
		}
		end = p.End
	}
	for _, l := range h.Lines {
		if l.Start < 0 || l.End < l.Start || l.End > len(text) {
			t.Fatalf("Parse(%q): line %+v is outside", text, l)
		}
	}
	if h.Body < 0 || h.Body > len(text) {
		t.Fatalf("Parse(%q): body at %d of %d", text, h.Body, len(text))
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{
		"", "|", "a|b|c", "Tallowmere | Engineer | Remote", "Café — Zürich — Köln", "((((", "Acme (https://", "\xff|\xfe | x", "— – - | • ·",
		"At  , we", "join \u00a0", "https://", "@@@ | @", "Name is hiring", strings.Repeat("| ", 300), "$1,2,3 | 5k", "Company: X\nRole: Y\n",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) { check(t, text, headline.Parse(text)) })
}

// TestCorpus reads one thread of real comments: offsets hold, and nearly all have an employer.
func TestCorpus(t *testing.T) {
	n, named := 0, 0
	err := shared.EachItem(shared.Dir(t, "corpus", "hackernews", "2019-05.jsonl.gz"), func(item struct{ Type, Text string }) {
		if item.Type != "comment" {
			return
		}
		text := clean.Text(item.Text, job.HTML)
		h := headline.Parse(text)
		check(t, text, h)
		n++
		if h.Employer != "" {
			named++
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	if named*100 < n*95 {
		t.Errorf("an employer was read in %d of %d comments, want 95 %% at least", named, n)
	}
}
