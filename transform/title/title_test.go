package title_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"rung/internal/job"
	"rung/transform/headline"
	"rung/transform/title"
)

func TestRead(t *testing.T) {
	data, err := os.ReadFile("testdata/titles.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSpace(line)
		in, rest, ok := strings.Cut(line, " => ")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		want, key, keyed := strings.Cut(rest, ` "`)
		r := title.Read(in)
		checkTitle(t, in, r)
		got := orDash(string(r.Family)) + " " + orDash(string(r.Seniority))
		if r.EntryLevel {
			got += " entry"
		}
		if got != want {
			t.Errorf("Read(%q): got %q, want %q", in, got, want)
		}
		if keyed && r.Key != strings.TrimSuffix(key, `"`) {
			t.Errorf("Read(%q): got key %q, want %q", in, r.Key, strings.TrimSuffix(key, `"`))
		}
	}
}

func orDash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}

func TestFromAdvert(t *testing.T) {
	archive, err := txtar.ParseFile("testdata/adverts.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range archive.Files {
		t.Run(f.Name, func(t *testing.T) {
			text, want, ok := strings.Cut(string(f.Data), "==\n")
			if !ok {
				t.Fatalf("case %q has no line ==", f.Name)
			}
			r := title.FromAdvert(title.Input{Text: text, Headline: headline.Parse(text)})
			checkAdvert(t, "", text, r)
			var got strings.Builder
			for _, role := range r.Roles {
				fmt.Fprintln(&got, trimmed(role.Title, "/", role.Family, "/", role.Seniority, entryWord(role.EntryLevel)))
			}
			fmt.Fprintln(&got, trimmed("all:", r.Family, "/", r.Seniority, entryWord(r.EntryLevel)))
			if diff := cmp.Diff(want, got.String()); diff != "" {
				t.Errorf("FromAdvert(%q) (-want +got):\n%s", text, diff)
			}
		})
	}
}

func trimmed(words ...any) string {
	s := strings.TrimSpace(fmt.Sprintln(words...))
	return strings.ReplaceAll(s, "/  entry", "/ entry")
}

func entryWord(entry bool) string {
	if entry {
		return "entry"
	}
	return ""
}

func TestFromAdvertWithTitle(t *testing.T) {
	for _, c := range []struct {
		title, text string
		roles       []string
		rung        job.Seniority
		entry       bool
	}{
		{"Boiler Engineer (Leeds)", "", []string{"Boiler Engineer"}, "", false},
		{"Senior Data Scientist / Machine Learning Engineer", "", []string{"Senior Data Scientist", "Machine Learning Engineer"}, job.Senior, false},
		{"Frontend Developer", "We are looking for a junior frontend developer who likes sheep.", []string{"Frontend Developer"}, job.Junior, true},
		{"Frontend Developer", "We are looking for a junior data analyst too.", []string{"Frontend Developer"}, "", false},
		{"Senior Frontend Developer", "You have 1 year of experience with Vue.", []string{"Senior Frontend Developer"}, job.Senior, false},
		{"Shepherd", "", nil, "", false},
	} {
		r := title.FromAdvert(title.Input{Title: c.title, Text: c.text})
		checkAdvert(t, c.title, c.text, r)
		var roles []string
		for _, role := range r.Roles {
			roles = append(roles, role.Title)
		}
		if diff := cmp.Diff(c.roles, roles); diff != "" {
			t.Errorf("FromAdvert(%q) roles (-want +got):\n%s", c.title, diff)
		}
		if r.Seniority != c.rung || r.EntryLevel != c.entry {
			t.Errorf("FromAdvert(%q, %q): got %q %v, want %q %v", c.title, c.text, r.Seniority, r.EntryLevel, c.rung, c.entry)
		}
	}
}

// checkTitle tells whether evidence lies inside the title.
func checkTitle(t *testing.T, in string, r title.Reading) {
	t.Helper()
	for _, e := range []job.Evidence{r.FamilyWhy, r.SeniorityWhy, r.EntryWhy} {
		if e.Start < 0 || e.End < e.Start || e.End > len(in) {
			t.Fatalf("Read(%q): evidence %+v is outside", in, e)
		}
	}
	if (r.Family != "") != (r.FamilyWhy.Rule != "") || r.Seniority != "" && r.SeniorityWhy.Rule == "" || r.EntryLevel != (r.EntryWhy.Rule != "") {
		t.Fatalf("Read(%q): a decision and its rule do not go together: %+v", in, r)
	}
}

// checkAdvert tells whether evidence lies inside the field that it names.
func checkAdvert(t *testing.T, heading, text string, r title.AdvertReading) {
	t.Helper()
	inside := func(e job.Evidence) {
		t.Helper()
		field := text
		if e.Field == job.FieldTitle {
			field = heading
		}
		if e.Start < 0 || e.End < e.Start || e.End > len(field) {
			t.Fatalf("FromAdvert(%q, %q): evidence %+v is outside", heading, text, e)
		}
	}
	inside(r.FamilyWhy)
	inside(r.SeniorityWhy)
	inside(r.EntryWhy)
	if len(r.Lines) != len(r.Roles) {
		t.Fatalf("FromAdvert(%q, %q): %d lines for %d roles", heading, text, len(r.Lines), len(r.Roles))
	}
	for i, role := range r.Roles {
		inside(role.Evidence)
		if role.Start == role.End || role.Family == "" || role.Title == "" {
			t.Fatalf("FromAdvert(%q, %q): role %+v is empty", heading, text, role)
		}
		if l := r.Lines[i]; l.End > 0 && (role.Start < l.Start || role.End > l.End || l.End > len(text)) {
			t.Fatalf("FromAdvert(%q, %q): role %+v is outside its line %+v", heading, text, role, l)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{
		"", "Senior", "Engineer II/III", "Analyst I/II (Audit)", "Lead of the", "(((Engineer)))", "Engineer (", "a/b/c Engineer", "Sr.-Jr. Dev", "工程师 Engineer", "Engineer\xff\xfe",
		"Junior\u00a0to\u2013Mid dev", "C++ / C# / .NET", "VP, Director & Head of", strings.Repeat("Engineer / ", 50), "SDE-", "I I I", "- - -",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		checkTitle(t, s, title.Read(s))
		if again := title.Read(s); again != title.Read(s) {
			t.Fatalf("Read(%q) differs from itself", s)
		}
	})
}

func FuzzFromAdvert(f *testing.F) {
	for _, s := range [][2]string{
		{"", advert},
		{"Engineer", "We need a designer - a writer - a cook - "},
		{"", "* Engineer\n* Engineer (iOS\n- , and Engineers\n"},
		{"", "hiring: , / & and or"},
		{"", "A | Senior, Staff and Lead iOS/Android Engineers + Designers"},
		{"", "1-2 to 3 years experience\xff 99 years"},
		{"a & b", "roles: \n"},
	} {
		f.Add(s[0], s[1])
	}
	f.Fuzz(func(t *testing.T, heading, text string) {
		checkAdvert(t, heading, text, title.FromAdvert(title.Input{Title: heading, Text: text, Headline: headline.Parse(text)}))
	})
}
