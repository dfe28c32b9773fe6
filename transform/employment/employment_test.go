package employment_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"rung/internal/job"
	"rung/transform/employment"
	"rung/transform/headline"
)

func TestRead(t *testing.T) {
	for _, c := range []struct {
		name, title, text string
		want              string
		rule              string
	}{
		{"title", "Boiler Engineer (Part-Time)", "", "part_time", "employment.title"},
		{"bare word of a title", "Boiler Engineer - Contract", "", "contract", "employment.title"},
		{"two of a header", "", "Tallowmere | Engineer | Full-time or contract | Leeds\n\nBoilers.", "full_time contract", "employment.header"},
		{"header before prose", "", "Tallowmere | Engineer | Part-time | Leeds\n\nMost of us work full-time here.", "part_time", "employment.header"},
		{"seeking freelancer", "", "SEEKING FREELANCER | Remote\n\nA logo for a boiler.", "freelance", "employment.header"},
		{"prose", "Boiler Engineer", "This is a full-time position in Leeds.", "full_time", "employment.text"},
		{"months", "Boiler Engineer", "A 6-month contract with the option of more.", "contract", "employment.text"},
		{"c2c", "Boiler Engineer", "No fee. C2C or W2 contract.", "contract", "employment.text"},
		{"german", "Heizungsingenieur (m/w/d)", "Wir bieten eine unbefristete Anstellung in Teilzeit oder Vollzeit.", "full_time part_time", "employment.text"},
		{"working student", "Werkstudent Backend (m/w/d)", "", "internship", "employment.title"},
		{"french", "Ingénieur chauffage", "Contrat : CDI, temps plein.", "full_time", "employment.text"},
		{"fixed term", "Boiler Engineer", "A temporary position as maternity cover.", "temporary", "employment.text"},
		{"no freelancers", "Boiler Engineer", "Full-time only. No freelancers, no agencies.", "full_time", "employment.text"},
		{"not a contract role", "Boiler Engineer", "This is not a contract role.", "", ""},
		{"smart contracts", "Smart Contract Engineer", "You write smart contracts.", "", ""},
		{"contract manager", "Contract Manager", "You negotiate every contract with our customers.", "", ""},
		{"freelance customers", "Boiler Engineer", "Our app serves freelancers and small firms.", "", ""},
		{"internship programme", "Internship Program Manager", "", "", ""},
		{"unsaid", "Boiler Engineer", "Come and heat schools.", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			in := employment.Input{Title: c.title, Text: c.text}
			if c.title == "" {
				in.Header = employment.Header(headline.Parse(c.text))
			}
			got, why := employment.Read(in)
			check(t, in, got, why)
			if diff := cmp.Diff(c.want, join(got)); diff != "" {
				t.Errorf("Read(%q, %q) (-want +got):\n%s", c.title, c.text, diff)
			}
			if why.Rule != c.rule {
				t.Errorf("Read(%q, %q): got the rule %q, want %q", c.title, c.text, why.Rule, c.rule)
			}
		})
	}
}

func TestGivenWins(t *testing.T) {
	got, why := employment.Read(employment.Input{
		Title: "Engineer (Contract)", Text: "Part-time.", Given: []job.Employment{job.Temporary, job.FullTime, job.FullTime, "barter"},
	})
	if join(got) != "full_time temporary" || why.Field != job.FieldSource {
		t.Errorf("got %v by %+v, want full_time and temporary from the source", got, why)
	}
}

func TestRolesForInterns(t *testing.T) {
	role := job.Role{Title: "Data Intern", Seniority: job.Intern, Evidence: job.Evidence{Field: job.FieldText, Start: 2, End: 13}}
	got, _ := employment.Read(employment.Input{Text: "* Data Intern\n\nAll positions are full-time.", Roles: []job.Role{role}})
	if join(got) != "full_time internship" {
		t.Errorf("got %v, want full_time and internship", got)
	}
}

func join(kinds []job.Employment) string {
	words := make([]string, len(kinds))
	for i, k := range kinds {
		words[i] = string(k)
	}
	return strings.Join(words, " ")
}

// check tells whether the evidence is there and whether kinds come once each.
func check(t *testing.T, in employment.Input, got []job.Employment, why job.Evidence) {
	t.Helper()
	if (len(got) > 0) != (why.Rule != "") {
		t.Fatalf("Read(%+v): got %v by %q", in, got, why.Rule)
	}
	field := in.Text
	if why.Field == job.FieldTitle {
		field = in.Title
	}
	if why.Start < 0 || why.End < why.Start || why.End > len(field) {
		t.Fatalf("Read(%+v): evidence %+v is outside", in, why)
	}
	seen := map[job.Employment]bool{}
	for _, k := range got {
		if seen[k] {
			t.Fatalf("Read(%+v): %q twice in %v", in, k, got)
		}
		seen[k] = true
	}
}

func FuzzRead(f *testing.F) {
	f.Add("Contract", "no freelance, full-time", 0, 5)
	f.Add("", "part-time\xff internship position C2C", 3, 30)
	f.Add("intern", "", -1, 9)
	f.Fuzz(func(t *testing.T, title, text string, start, end int) {
		in := employment.Input{Title: title, Text: text, Header: []employment.Span{{Start: start, End: end}}}
		got, why := employment.Read(in)
		check(t, in, got, why)
	})
}
