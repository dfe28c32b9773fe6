package place_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"rung/internal/job"
	"rung/transform/headline"
	"rung/transform/place"
)

// TestMode holds one case a line: the text, then what it says.
func TestMode(t *testing.T) {
	for _, c := range []struct {
		text string
		want job.RemoteMode
	}{
		{"This role is fully remote.", job.Remote},
		{"#LI-Remote", job.Remote},
		{"We are open to remote candidates.", job.Remote},
		{"Berlin (hybrid) or remote", job.Remote},
		{"Lyon or remote", job.Remote},
		{"Hybrid/Remote", job.Remote},
		{"Anywhere in the world", job.Remote},
		{"Remote until the pandemic ends", job.Onsite},
		{"Remote not possible", job.Onsite},
		{"5 days a week in the office", job.Onsite},
		{"Type: Remote\nThe position may become a hybrid role later.", job.Remote},
		{"Arbeit im Homeoffice", job.Remote},
		{"フルリモート可", job.Remote},
		{"работа удалённо", job.Remote},
		{"Hybrid, three days a week in our Lyon office", job.Hybrid},
		{"You come to the office 2-3 days per week in our Lyon office", job.Hybrid},
		{"in person 3+ days a week", job.Hybrid},
		{"remote 2 days per week", job.Hybrid},
		{"ability to work from home on Fridays, otherwise we use hybrid work", job.Hybrid},
		{"Homeoffice möglich", job.Hybrid},
		{"The team works on-site.", job.Onsite},
		{"This is a full-time, in-office role", job.Onsite},
		{"Join us in our Lyon office 5 days a week", job.Onsite},
		{"Sorry, we do not offer remote work.", job.Onsite},
		{"Remote work is not possible for this role.", job.Onsite},
		{"Remote: No", job.Onsite},
		{"pas de télétravail", job.Onsite},
		{"Experience with remote sensing and hybrid cloud", ""},
		{"You will travel for on-site deployments at customers", ""},
		{"On-site gym and in-office snacks", ""},
		{"Home office stipend of $500", ""},
		{"The process ends with an onsite interview", ""},
		{"You build distributed systems that run anywhere", ""},
		{"Signers are remote processes", ""},
		{"We run virtual machines", ""},
		{"", ""},
	} {
		got := place.Read(place.Input{Text: c.text})
		if got.Remote != c.want {
			t.Errorf("Read(%q).Remote = %q by %s, want %q", c.text, got.Remote, got.RemoteWhy.Rule, c.want)
		}
	}
}

func TestHeader(t *testing.T) {
	for _, c := range []struct {
		text      string
		mode      job.RemoteMode
		countries []string
		city      string
	}{
		{"Acme | Rust Engineer | Berlin, Germany | ONSITE", job.Onsite, []string{"DE"}, "Berlin"},
		{"Acme | Rust Engineer | Berlin or REMOTE (EU) | Full-time", job.Remote, []string{"DE", "EU"}, "Berlin"},
		{"Acme | Engineers | San Francisco, Toronto, London | ONSITE or REMOTE", job.Remote, []string{"US", "CA", "GB"}, "San Francisco"},
		{"Acme | Engineer | London, ON | Onsite (remote during COVID-19)", job.Onsite, []string{"CA"}, "London"},
		{"Acme | Engineer | Paris, TX | onsite", job.Onsite, []string{"US"}, "Paris"},
		{"Acme | Engineer | Cambridge, MA, USA | Hybrid", job.Hybrid, []string{"US"}, "Cambridge"},
		{"Acme | Engineer | REMOTE (anywhere) | Full-time", job.Remote, []string{"WORLD"}, ""},
		{"Acme | Engineer | REMOTE (US only) | Full-time", job.Remote, []string{"US"}, ""},
		{"Acme | Engineer | No remote | Lyon", job.Onsite, []string{"FR"}, "Lyon"},
		{"Acme | Engineer | Smallville, KS | ONSITE", job.Onsite, []string{"US"}, ""},
		{"Acme | Engineer | REMOTE OR ONSITE | NYC", job.Remote, []string{"US"}, "New York City"},
		{"Acme Labs (Lyon, France) is looking for a Go engineer", "", []string{"FR"}, "Lyon"},
		{"Acme | Engineer | Reading, UK | Onsite", job.Onsite, []string{"GB"}, "Reading"},
	} {
		got := place.Read(place.Input{Text: c.text, Header: place.Header(headline.Parse(c.text))})
		if got.Remote != c.mode || !slices.Equal(got.Countries, c.countries) || got.City != c.city {
			t.Errorf("Read(%q)\n got %q %v %q (%s, %s)\nwant %q %v %q", c.text, got.Remote, got.Countries, got.City,
				got.RemoteWhy.Rule, got.CountriesWhy.Rule, c.mode, c.countries, c.city)
		}
	}
}

func TestLocation(t *testing.T) {
	for _, c := range []struct{ text, want, city string }{
		{"Berlin, DE", "DE", "Berlin"},
		{"Toronto, CA", "CA", "Toronto"},
		{"San Diego, CA", "US", "San Diego"},
		{"Bangalore, IN", "IN", "Bengaluru"},
		{"Gary, IN", "US", "Gary"},
		{"Atlanta, GA", "US", "Atlanta"},
		{"Tbilisi, Georgia", "GE", "Tbilisi"},
		{"Macon, Georgia", "US", "Macon"},
		{"Remote - US", "US", ""},
		{"Remote us", "", ""},
		{"US/Canada", "US CA", ""},
		{"EMEA", "EMEA", ""},
		{"München", "DE", "Munich"},
		{"Wien, Österreich", "AT", "Vienna"},
		{"Москва, Россия", "RU", "Moscow"},
		{"東京", "JP", "Tokyo"},
		{"Santa Clara", "US", "Santa Clara"},
		{"Washington, D.C.", "US", "Washington"},
		{"Bogotá, Colombia (Latin America)", "CO", "Bogotá"},
		{"nyc", "", ""},
		{"london", "GB", "London"},
		{"Mobile Team", "", ""},
		{"Mobile, AL", "US", "Mobile"},
		{"Worldwide", "WORLD", ""},
		{"North America", "NAM", ""},
		{"Namibia", "NA", ""},
		{"Deutschland", "DE", ""},
		{"DE", "DE", ""},
		{"Melbourne , VIC , Australia", "AU", "Melbourne"},
		{"Geneva / Zürich", "CH", "Genève"},
		{"Headquarters", "", ""},
	} {
		got := place.Read(place.Input{Locations: []string{c.text}})
		if g := strings.Join(got.Countries, " "); g != c.want || got.City != c.city {
			t.Errorf("Read(location %q) = %q %q by %s, want %q %q", c.text, g, got.City, got.CountriesWhy.Rule, c.want, c.city)
		}
	}
}

func TestBody(t *testing.T) {
	for _, c := range []struct{ title, text, want string }{
		{"", "You must be authorized to work in the U.S. and hold a degree.", "US"},
		{"", "Location: Lyon or Paris\nPay: good", "FR"},
		{"", "Our team, located in Utrecht, is looking for you.", "NL"},
		{"", "We have offices in Lyon and Boston", "FR US"},
		{"", "We are remote-first, with an office in Lyon", ""},
		{"", "This is a remote role (Portugal or Spain).", "PT ES"},
		{"", "U.S.-based applicants preferred.", "US"},
		{"", "EU citizens only", "EU"},
		{"", "We do not hire in the following states: AK, AR, DE, HI.", "US"},
		{"", "Our customers are located in France.", "FR"},
		{"", "Reading comprehension and a nice attitude help us split work", ""},
		{"", "Tell us about yourself. Join us!", ""},
		{"Store Manager (Lyon)", "", "FR"},
		{"Country Manager Germany", "", "DE"},
		{"Engineer - Remote US", "", "US"},
		{"US/EUROPE ONLY - Data Expert", "", "US EU"},
		{"Translator for German texts", "", ""},
		{"Forward Deployed Engineer (AI)", "", ""},
		{"Mobile Engineer | Android", "", ""},
	} {
		got := place.Read(place.Input{Title: c.title, Text: c.text})
		if g := strings.Join(got.Countries, " "); g != c.want {
			t.Errorf("Read(%q, %q).Countries = %q by %s, want %q", c.title, c.text, g, got.CountriesWhy.Rule, c.want)
		}
	}
}

func TestGivenWins(t *testing.T) {
	in := place.Input{Text: "Fully remote, US only", Given: job.Given{Remote: job.Hybrid, Countries: []string{"FR"}, City: "Lyon"}}
	got := place.Read(in)
	want := place.Reading{
		Remote: job.Hybrid, RemoteWhy: job.Evidence{Field: job.FieldSource, Rule: "remote.given"},
		Countries: []string{"FR"}, CountriesWhy: job.Evidence{Field: job.FieldSource, Rule: "place.given"}, City: "Lyon",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Read with given facts (-want +got):\n%s", diff)
	}
}

func TestKey(t *testing.T) {
	for _, c := range []struct {
		in   []string
		want string
	}{
		{[]string{"San Francisco, CA", "London"}, "gb london|us san francisco"},
		{[]string{"London, UK", "SF Bay Area"}, "gb london|us san francisco"},
		{[]string{"Remote - US"}, "us"},
		{[]string{"Remote"}, ""},
		{[]string{"Moon Base (Remote)"}, "moon base"},
		{nil, ""},
	} {
		if got := place.Key(c.in); got != c.want {
			t.Errorf("Key(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

// pieces trip the rules when they meet.
var pieces = []string{
	"remote", "Remote (", "no remote", "hybrid", "onsite", "3 days a week", "in our office", " | ", ", ", "\n", ".", "(", ")", "US", "us", "CA",
	"IN", "Berlin", "Germany", "Georgia", "New York", "based in ", "Location: ", " only", "anywhere", "worldwide", "EU", "東京", "混合辦公", "U.S.", "D.C.", " or ", " not ",
	"during COVID", "é", "\u00a0", "offices", "AK, AR, DE", "-based", "\xff",
}

func TestEvidencePointsIntoItsField(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		part := func(name string) string {
			return strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 12).Draw(t, name), "")
		}
		in := place.Input{Title: part("title"), Text: part("text"), Locations: []string{part("one"), part("two")}}
		in.Header = place.Header(headline.Parse(in.Text))
		check(t, in, place.Read(in))
		if k := place.Key(in.Locations); k != place.Key([]string{in.Locations[1], in.Locations[0]}) {
			t.Fatalf("Key of %q depends on the order", in.Locations)
		}
	})
}

func check(t interface{ Fatalf(string, ...any) }, in place.Input, got place.Reading) {
	for _, why := range []job.Evidence{got.RemoteWhy, got.CountriesWhy} {
		field := map[job.Field]string{job.FieldText: in.Text, job.FieldTitle: in.Title, job.FieldLocation: strings.Join(in.Locations, "\n")}[why.Field]
		if why.Start < 0 || why.End < why.Start || why.End > len(field) {
			t.Fatalf("Read(%+v): evidence %+v is outside of its field of %d bytes", in, why, len(field))
		}
	}
	if (got.Remote == "") != (got.RemoteWhy.Rule == "") || (len(got.Countries) == 0) != (got.CountriesWhy.Rule == "") {
		t.Fatalf("Read(%+v) = %+v: a decision without a rule, or a rule without one", in, got)
	}
}

func FuzzRead(f *testing.F) {
	f.Add("Engineer (Lyon)", "Acme | Remote (US) | NYC\n\nWe are hybrid, 3 days in our office", "Berlin, DE")
	f.Add("", "Location: \xff東京 D.C. offices", "\x00, CA")
	for _, p := range pieces {
		f.Add(p, p+p, p)
	}
	f.Fuzz(func(t *testing.T, title, text, location string) {
		in := place.Input{Title: title, Text: text, Locations: []string{location}, Header: place.Header(headline.Parse(text))}
		check(t, in, place.Read(in))
	})
}

func BenchmarkRead(b *testing.B) {
	text := "Acme | Rust Engineer | Berlin, Germany or REMOTE (EU) | Full-time\n\n" +
		strings.Repeat("We are a small team that builds tools for people who grow food; you will work with engineers in our office.\n", 27)
	in := place.Input{Text: text, Header: place.Header(headline.Parse(text))}
	b.Run("header", func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		for b.Loop() {
			place.Read(in)
		}
	})
	b.Run("body", func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		for b.Loop() {
			place.Read(place.Input{Title: "Engineer", Text: text})
		}
	})
}
