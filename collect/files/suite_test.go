package files_test

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"rung/collect"
	"rung/collect/files"
	"rung/collect/sourcetest"
	"rung/internal/job"
)

func TestSource(t *testing.T) {
	sourcetest.Run(t, files.Source(nil), sourcetest.Case{Settings: collect.Settings{Files: []collect.FileImport{
		{Name: "gigs", Path: "testdata/gigs.csv", Terms: "invented for tests", Columns: map[string]string{
			"title": "Job", "tags": "Skills", "pay": "Budget", "pay_period": "Budget", "pay_currency": "=USD", "pay_basis": "=budget_band",
			"applicants": "Applied", "client_country": "Client country", "posted_at": "Posted | date 02/01/2006",
			"seniority": "Level | map Beginner=junior, Expert=senior", "entry_level": "Level | map Beginner=yes",
		}},
		{Name: "board", Path: "testdata/board.jsonl", Terms: "invented for tests", Columns: map[string]string{
			"id": "id", "title": "job.title", "text": "job.html | html", "employer": "firm ?? agency", "place": "places | split ;",
			"country": "countries", "remote": "mode", "employment": "kind", "posted_at": "at | unix", "pay_min": "min", "pay_max": "max",
			"pay_period": "per", "pay_currency": "cur",
		}},
	}}})
}

// TestDocs wants every field of the mapping to be explained.
func TestDocs(t *testing.T) {
	doc, err := os.ReadFile("../../docs/files.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files.FieldNames() {
		if !strings.Contains(string(doc), "`"+name+"`") {
			t.Errorf("docs/files.md does not explain %q", name)
		}
	}
}

// TestFields reads single values through single fields.
func TestFields(t *testing.T) {
	for _, c := range []struct{ field, from, value, want string }{
		{"applicants", "v", "Less than 5", "0-4"},
		{"applicants", "v", "lessThan5", "0-4"},
		{"applicants", "v", "20to50", "20-50"},
		{"applicants", "v", "10 to 15", "10-15"},
		{"applicants", "v", "50Plus", "50-0"},
		{"applicants", "v", "50+", "50-0"},
		{"applicants", "v", "7", "7-7"},
		{"applicants", "v", "many", `!applicants: not a number of applicants: "many"`},
		{"bids", "v", "12", "bids 12"},
		{"bids", "v", "1.5", `!bids: not a count: "1.5"`},
		{"client_country", "v", "Germany", `{"Country":"DE","SpentUSD":0,"Hires":null,"Posts":null,"Rating":0,"Verified":null}`},
		{"client_verified", "v", "no", `{"Country":"","SpentUSD":0,"Hires":null,"Posts":null,"Rating":0,"Verified":false}`},
		{"client_hires", "v", "0", `{"Country":"","SpentUSD":0,"Hires":0,"Posts":null,"Rating":0,"Verified":null}`},
		{"pay", "v", "Hourly: $25.00 - $35.00", "25-35"},
		{"pay", "v", "Est. budget:\n$1,500.00", "1500-1500"},
		{"pay", "v", "30k", "30000-30000"},
		{"pay", "v", "Hourly", ""},
		{"pay", "v", "$1 - $2 - $3", `!pay: more than two amounts in "$1 - $2 - $3"`},
		{"pay", "v", "$9 - $3", `!pay: the range ends below its beginning: "$9 - $3"`},
		{"pay_min", "v", "NA", ""},
		{"pay_min", "v", "0.0", ""},
		{"pay_min", "v", "€1,000", "1000-0"},
		{"pay_min", "v", "plenty", `!pay_min: not an amount: "plenty"`},
		{"pay_period", "v", "fortnightly", `!pay_period: not a period: "fortnightly"`},
		{"pay_currency", "v", "$", `!pay_currency: not an ISO 4217 code: "$"`},
		{"posted_at", "v | excel", "45214.25197916666", "2023-10-15T06:02:51Z"},
		{"posted_at", "v | unixms", "1700000000123", "2023-11-14T22:13:20.123Z"},
		{"posted_at", "v", "lately", `!posted_at: not a date: "lately"`},
		{"tags", "v | list", `['sql', "r", 'it\'s']`, "sql,r,it's"},
		{"tags", "v", "[\"a\", \"b\"]", "a,b"},
		{"tags", "v", "Go, SQL,, Go", "Go,SQL"},
		{"seniority", "v", "Ninja", `!seniority: not a level of rung: "Ninja" (use the filter map)`},
		{"remote", "v | map 1=remote, *=onsite", "0", "onsite"},
		{"entry_level", "v", "maybe", `!entry_level: neither yes nor no: "maybe"`},
		{"url", "v", "javascript:alert(1)", `!url: "javascript:alert(1)" is no web address`},
	} {
		f := write(t, "a.csv", "t,v\nx,\""+strings.ReplaceAll(c.value, `"`, `""`)+"\"\n", map[string]string{"title": "t", c.field: c.from})
		out, err := files.Parse(fetch(t, nil, f)[0])
		if err != nil {
			t.Errorf("%s of %q: %v", c.field, c.value, err)
			continue
		}
		if got := show(out); got != c.want {
			t.Errorf("%s: %q of %q gives %q, want %q", c.field, c.from, c.value, got, c.want)
		}
	}
}

func FuzzParse(f *testing.F) {
	const columns = `{"name":"x","columns":{"title":"t","tags":"g","pay":"p","posted_at":"d | excel","applicants":"a"}}`
	f.Add(columns, []byte(`{"t":"Go","g":"['a', 'b']","p":"$1 - $2","d":"45000.5","a":"5 to 10"}`))
	f.Add(`{"columns":{"title":"`+"`a | b` + c ?? d | map A=b | split ,"+`"}}`, []byte("{}\n[]\n1"))
	f.Add("", []byte(""))
	f.Fuzz(func(t *testing.T, about string, body []byte) {
		out, err := files.Parse(job.Page{Source: "files", Meta: map[string]string{"import": about}, Body: body})
		if err != nil {
			return
		}
		for i := range out.Listings {
			if err := out.Listings[i].Validate(); err != nil && out.Listings[i].Source != "" {
				t.Errorf("%q with %q gives an invalid listing: %v", body, about, err)
			}
		}
	})
}

// show prints the part of a listing that a single field has set.
func show(p job.Parsed) string {
	if len(p.Rejects) > 0 {
		return "!" + p.Rejects[0].Field + ": " + p.Rejects[0].Reason
	}
	l := p.Listings[0]
	switch {
	case l.Competition != nil && l.Competition.Bids > 0:
		return fmt.Sprintf("bids %d", l.Competition.Bids)
	case l.Competition != nil:
		return fmt.Sprintf("%d-%d", l.Competition.ApplicantsMin, l.Competition.ApplicantsMax)
	case l.Client != nil:
		out, _ := json.Marshal(l.Client)
		return string(out)
	case len(l.Given.Pay) > 0:
		return fmt.Sprintf("%g-%g", l.Given.Pay[0].Min, l.Given.Pay[0].Max)
	case !l.PostedAt.IsZero():
		return l.PostedAt.Format(time.RFC3339Nano)
	case len(l.Tags) > 0:
		return strings.Join(l.Tags, ",")
	}
	return string(l.Given.Remote) + string(l.Given.Seniority)
}
