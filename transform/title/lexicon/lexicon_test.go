package lexicon_test

import (
	"bufio"
	"encoding/json"
	"os"
	"testing"

	"rung/internal/job"
	"rung/internal/shared"
	"rung/transform/title/lexicon"
)

// TestFamilies shows that every family of the files is listed and described.
func TestFamilies(t *testing.T) {
	lex := lexicon.Load()
	known := map[job.Family]bool{"": true}
	for _, f := range lex.Families {
		if f.Doc == "" || known[f.Name] {
			t.Errorf("family %q is listed twice or has no description", f.Name)
		}
		known[f.Name] = true
	}
	classes := map[lexicon.Class]bool{}
	for _, e := range lex.Entries {
		classes[e.Class] = true
	}
	for _, e := range lex.Entries {
		if !known[e.Title] || !known[e.Family] {
			t.Errorf("phrase %q has the unknown family %q %q", e.Phrase, e.Title, e.Family)
		}
		if e.Field == nil {
			continue
		}
		if !known[e.Field.Any] {
			t.Errorf("field %q has the unknown family %q", e.Phrase, e.Field.Any)
		}
		for class, family := range e.Field.For {
			if !known[family] || !classes[class] && class != "artist" {
				t.Errorf("field %q has the unknown class %q or family %q", e.Phrase, class, family)
			}
		}
	}
}

// TestLevels shows that the rungs of the files are those of the program.
func TestLevels(t *testing.T) {
	rungs := map[job.Seniority]bool{
		"": true, job.Intern: true, job.Junior: true, job.Mid: true, job.Senior: true, job.Lead: true, job.Principal: true,
		job.Manager: true, job.Director: true, job.Executive: true,
	}
	for _, e := range lexicon.Load().Entries {
		if !rungs[e.Level] {
			t.Errorf("phrase %q has the unknown rung %q", e.Phrase, e.Level)
		}
	}
}

// TestPhrasesInherit shows what phrases take over from the words that they hide.
func TestPhrasesInherit(t *testing.T) {
	want := map[string]job.Seniority{
		"head of product": job.Director, "tech lead manager": job.Manager, "engineering manager": job.Manager, "product manager": "",
		"lead generation": "", "design lead": job.Lead,
	}
	for _, e := range lexicon.Load().Entries {
		level, ok := want[e.Phrase]
		if !ok {
			continue
		}
		if got := e.Level; got != level && !e.Shield {
			t.Errorf("%q: got the rung %q, want %q", e.Phrase, got, level)
		}
		delete(want, e.Phrase)
	}
	if len(want) > 0 {
		t.Errorf("phrases that are not in the lexicon: %v", want)
	}
}

// TestCasesUseFamilies shows that the labelled titles use these families and no others.
func TestCasesUseFamilies(t *testing.T) {
	file, err := os.Open(shared.Dir(t, "gold", "title_cases.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	known := map[job.Family]bool{}
	for _, f := range lexicon.Load().Families {
		known[f.Name] = true
	}
	for lines := bufio.NewScanner(file); lines.Scan(); {
		var c struct{ Family job.Family }
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			t.Fatal(err)
		}
		if !known[c.Family] {
			t.Errorf("the cases use the family %q, the lexicon has none of that name", c.Family)
		}
	}
}
