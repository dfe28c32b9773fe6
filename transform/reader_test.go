package transform_test

import (
	"slices"
	"strings"
	"testing"

	"rung/internal/job"
	"rung/transform"
	"rung/transform/skill"
)

func reader(tb testing.TB) *transform.Reader {
	tb.Helper()
	taxonomy, err := skill.Load()
	if err != nil {
		tb.Fatal(err)
	}
	return transform.NewReader(taxonomy)
}

func skills(l *job.Listing) []string {
	var ids []string
	for _, m := range l.Read.Mentions {
		ids = append(ids, m.Skill)
	}
	return ids
}

// TestReadComment reads an advert as people write them into a thread, with everything in its first line.
func TestReadComment(t *testing.T) {
	l := job.Listing{
		Source: "hackernews", ID: "1", Markup: job.HTML,
		Text: "Acme Robots (YC S21) | Senior Go Engineer | Berlin, Germany | REMOTE (EU) | Full-time | &euro;70k - &euro;90k | <a href=\"https:&#x2F;&#x2F;acme.example\">acme.example</a>" +
			"<p>We build robots with Go, PostgreSQL and Kubernetes. No PHP, we promise. Write to jane@acme.example.",
	}
	if err := reader(t).Read(&l); err != nil {
		t.Fatal(err)
	}
	r := l.Read
	if l.Title != "Senior Go Engineer" || l.Employer != "Acme Robots" || r.EmployerKey != "acmerobots" || r.Language != "en" {
		t.Errorf("title %q, employer %q (%q), language %q", l.Title, l.Employer, r.EmployerKey, r.Language)
	}
	if r.Family != "backend" || r.Seniority != job.Senior || r.Remote != job.Remote || !slices.Contains(r.Employment, job.FullTime) {
		t.Errorf("family %q, seniority %q, remote %q, employment %q", r.Family, r.Seniority, r.Remote, r.Employment)
	}
	if len(r.Pay) != 1 || r.Pay[0].Min != 70_000 || r.Pay[0].Max != 90_000 || r.Pay[0].Currency != "EUR" {
		t.Errorf("pay %+v", r.Pay)
	}
	if strings.Contains(l.Text, "jane") || strings.Contains(l.Text, "<p>") {
		t.Errorf("the text still holds a contact or markup: %q", l.Text)
	}
	for _, m := range r.Mentions {
		if m.Field == job.FieldText && l.Text[m.Start:m.End] != m.Text {
			t.Errorf("the evidence of %s is %q, want %q", m.Skill, l.Text[m.Start:m.End], m.Text)
		}
		if (m.Skill == "php") != (m.Polarity == job.Negated) {
			t.Errorf("%s is %s", m.Skill, m.Polarity)
		}
	}
	for _, id := range []string{"go", "postgresql", "kubernetes", "php"} {
		if !slices.Contains(skills(&l), id) {
			t.Errorf("%s is not among %q", id, skills(&l))
		}
	}
}

// TestReadRoles reads an advert with several openings, each with its own pay and place.
func TestReadRoles(t *testing.T) {
	l := job.Listing{
		Source: "hackernews", ID: "1",
		Text: "Acme | Multiple roles | Full-time | https://acme.example\n\nWe are hiring:\n\n" +
			"- Senior Go Engineer, remote in Germany, €80k - €95k\n- Junior Frontend Developer, Toronto, CAD 70,000 - 80,000 a year\n\nApply on our site.",
	}
	if err := reader(t).Read(&l); err != nil {
		t.Fatal(err)
	}
	if len(l.Read.Roles) != 2 || len(l.Read.Pay) != 0 {
		t.Fatalf("roles %+v, pay of the advert %+v", l.Read.Roles, l.Read.Pay)
	}
	for i, want := range []struct {
		country, currency string
		low               float64
		level             job.Seniority
	}{{"DE", "EUR", 80_000, job.Senior}, {"CA", "CAD", 70_000, job.Junior}} {
		r := l.Read.Roles[i]
		if !slices.Equal(r.Countries, []string{want.country}) || r.Seniority != want.level || len(r.Pay) != 1 || r.Pay[0].Currency != want.currency || r.Pay[0].Min != want.low {
			t.Errorf("role %d is %+v, want %+v", i, r, want)
		}
	}
}

// TestContactsLeaveEveryField plants an address in every text that a source can give.
func TestContactsLeaveEveryField(t *testing.T) {
	const address = "write to jane.doe@acme-corp.example"
	l := job.Listing{
		Source: "files", ID: "1", Title: address, Employer: address, Text: address, PayText: address, Category: address,
		Locations: []string{"Berlin, " + address}, Tags: []string{"go", address},
	}
	if err := reader(t).Read(&l); err != nil {
		t.Fatal(err)
	}
	all := strings.Join(append(append([]string{l.Title, l.Employer, l.Text, l.PayText, l.Category}, l.Locations...), l.Tags...), "\n")
	if strings.Contains(all, "jane") || strings.Count(all, "[contact removed]") != 7 {
		t.Errorf("what is left:\n%s", all)
	}
}

func TestAnEmployerIsNoSkillOfItsOwn(t *testing.T) {
	text := "Work on Kubernetes and Python at Docker. Docker helps developers ship."
	for employer, want := range map[string]bool{"Docker, Inc.": false, "docker": false, "Acme": true, "": true} {
		l := job.Listing{Source: "board", ID: "1", Title: "Engineer", Text: text, Employer: employer}
		if err := reader(t).Read(&l); err != nil {
			t.Fatal(err)
		}
		if got := slices.Contains(skills(&l), "docker"); got != want {
			t.Errorf("of employer %q docker is a skill: %v, want %v", employer, got, want)
		}
	}
}

// TestReadDependsOnNothingElse reads adverts alone, in a row and in reverse.
func TestReadDependsOnNothingElse(t *testing.T) {
	r := reader(t)
	texts := []string{"Go and Rust, $50/hr, remote", "Wir suchen React Entwickler in Berlin, 60.000 € im Jahr", "", "Figma | Designer | London | £400 a day"}
	read := func(text string) string {
		l := job.Listing{Source: "s", ID: "1", Title: "x", Text: text}
		if err := r.Read(&l); err != nil {
			t.Fatal(err)
		}
		return strings.Join(skills(&l), ",") + string(l.Read.Remote) + l.Read.Language
	}
	alone := map[string]string{}
	for _, text := range texts {
		alone[text] = read(text)
	}
	for _, text := range slices.Backward(texts) {
		if got := read(text); got != alone[text] {
			t.Errorf("%q reads %q after others, want %q", text, got, alone[text])
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{"Acme | Go dev | $100k", "<p>&#0;<b", "\xff\xfe", strings.Repeat("(", 500), "I/II (x) III/"} {
		f.Add(s, s)
	}
	r := reader(f)
	f.Fuzz(func(t *testing.T, title, text string) {
		l := job.Listing{Source: "s", ID: "1", Title: title, Text: text, Markup: job.HTML}
		err := r.Read(&l)
		if err != nil && strings.Contains(err.Error(), "broke") {
			t.Fatalf("Read(%q, %q) = %v", title, text, err)
		}
	})
}
