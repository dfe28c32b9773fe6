package skill

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"rung/internal/job"
)

// pieces are what adverts are made of, hard parts included.
var pieces = []string{
	"Go", "go", "React", "Node.js", "C", "C++", "C#", ".NET", "R&D", "R", "Spark", "Shopify SEO", "AWS Lambda", "next",
	"Excel", "excel", "Ku\u00adbernetes", "Ｐｙｔｈｏｎ", "使用Go语言", "разработчик", "É\u0301té", "\xff\xfe", "🚀",
	" ", ", ", "/", " and ", " or ", "\n", "\n- ", ". ", ": ", "; ", " (", ") ", "|", "e.g. ", "'", "’", "—",
	"no ", "not ", "instead of ", "not required", "nice to have", "is a plus", "Requirements:\n", "Benefits:\n",
	"Nice to have: ", "our customers include ", "Airbnb", "https://x.io/react", "me@go.dev", "the ", "team ", "3", "40,000",
	"experience with ", "moving away from ", "About us\n", "Follow us",
}

func advert() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 40).Draw(t, "pieces"), "")
	})
}

func checkMentions(t interface{ Fatalf(string, ...any) }, tax *Taxonomy, title, text string, tags []string, got []job.Mention) {
	fields := map[job.Field]string{
		job.FieldTitle: title, job.FieldText: text, job.FieldTags: strings.Join(tags, tagSeparator),
	}
	last := ""
	for _, m := range got {
		if m.Skill <= last {
			t.Fatalf("mention %q comes after %q in %q", m.Skill, last, text)
		}
		last = m.Skill
		s := fields[m.Field]
		if m.Start < 0 || m.Start >= m.End || m.End > len(s) || s[m.Start:m.End] != m.Text {
			t.Fatalf("mention %+v does not point at its evidence in %q", m, s)
		}
		known, ok := find(tax.skills, m.Skill)
		if !ok || tax.skills[known].Name != m.Name {
			t.Fatalf("mention %+v names no skill of the taxonomy", m)
		}
	}
}

func TestOffsetsPointAtEvidence(t *testing.T) {
	tax := mustLoad(t)
	rapid.Check(t, func(t *rapid.T) {
		title, text := advert().Draw(t, "title"), advert().Draw(t, "text")
		tags := rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 4).Draw(t, "tags")
		checkMentions(t, tax, title, text, tags, tax.Find(title, text, tags))
	})
}

func TestResultIgnoresNeighbours(t *testing.T) {
	tax, fresh := mustLoad(t), mustLoadWith(t, fstest.MapFS{})
	rapid.Check(t, func(t *rapid.T) {
		text, other := advert().Draw(t, "text"), advert().Draw(t, "other")
		alone := fresh.Find("", text, nil)
		tax.Find(other, other, []string{other})
		if diff := cmp.Diff(alone, tax.Find("", text, nil)); diff != "" {
			t.Fatalf("Find(%q) differs after Find(%q):\n%s", text, other, diff)
		}
	})
}

func TestTagOrderChangesNoSkills(t *testing.T) {
	tax := mustLoad(t)
	names := []string{"Go", "next", "React", "express", "C", "R", "word", "Excel", "Spark"}
	rapid.Check(t, func(t *rapid.T) {
		tags := rapid.Permutation(names).Draw(t, "tags")
		if got, want := skillIDs(tax.Find("", "", tags)), skillIDs(tax.Find("", "", names)); !slices.Equal(got, want) {
			t.Fatalf("tags %q give %q, want %q", tags, got, want)
		}
	})
}

func skillIDs(ms []job.Mention) []string {
	var out []string
	for _, m := range ms {
		out = append(out, m.Skill)
	}
	return out
}

func FuzzFind(f *testing.F) {
	tax := mustLoad(f)
	for _, p := range pieces {
		f.Add(p, p+" React", p)
	}
	f.Add("Senior Go Engineer", "Requirements:\n- Go, not PHP\nNice to have: Rust", "go")
	f.Fuzz(func(t *testing.T, title, text, tag string) {
		tags := []string{tag, "go"}
		checkMentions(t, tax, title, text, tags, tax.Find(title, text, tags))
	})
}
