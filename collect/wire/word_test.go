package wire_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"rung/collect/wire"
	"rung/internal/job"
)

func TestWords(t *testing.T) {
	if got := wire.Line(" Lantern &amp; \u00a0Rye\n "); got != "Lantern & Rye" {
		t.Errorf("line %q", got)
	}
	if diff := cmp.Diff([]string{"LATAM", "Hong Kong"}, wire.Split("LATAM,  Hong Kong, ,")); diff != "" {
		t.Error(diff)
	}
	for in, want := range map[string][]string{
		"UK,  USA, United Kingdom": {"GB", "US"}, "Anywhere": {"WORLD"}, "Canada, Europe": nil, "": nil,
	} {
		if diff := cmp.Diff(want, wire.Countries(wire.Split(wire.Text(in)))); diff != "" {
			t.Errorf("%q: %s", in, diff)
		}
	}
	for in, want := range map[wire.Text]job.Period{"Hourly": job.Hour, "annual\t": job.Year, "fixed": "", "": ""} {
		if got := wire.Period(in); got != want {
			t.Errorf("period %q: %q, want %q", in, got, want)
		}
	}
}

func TestEmployment(t *testing.T) {
	for in, want := range map[string]job.Employment{
		"Full-Time": job.FullTime, "full_time": job.FullTime, "Vollzeit": job.FullTime, "Contractor": job.Contract,
		"Intern": job.Internship, "International": "", "Praktikum": job.Internship, "freelance": job.Freelance,
		"Temporary": job.Temporary, "Befristeter Vertrag": job.Temporary, "unbefristet": "", "other": "", "Volunteer": "", "": "",
	} {
		got := wire.Employment(in)
		if want == "" && got != nil || want != "" && (len(got) != 1 || got[0] != want) {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
	if got := wire.Employment("contract", "part-time", "Contractor"); len(got) != 2 || got[0] != job.Contract || got[1] != job.PartTime {
		t.Errorf("several: %q", got)
	}
}

func TestStated(t *testing.T) {
	for _, tt := range []struct {
		low, high wire.Float
		currency  wire.Text
		want      *job.Pay
	}{
		{0, 0, "USD", nil},
		{-1, 0, "USD", nil},
		{10, 0, "usd", &job.Pay{Min: 10, Currency: "USD"}},
		{-5, 10, "dollars", &job.Pay{Max: 10}},
	} {
		got := wire.Stated(tt.low, tt.high, tt.currency, job.Hour, "x.pay")
		if tt.want == nil {
			if got != nil {
				t.Errorf("%+v: %+v, want none", tt, got)
			}
			continue
		}
		tt.want.Period, tt.want.Basis, tt.want.Evidence = job.Hour, job.Stated, job.Evidence{Field: job.FieldSource, Rule: "x.pay"}
		if diff := cmp.Diff([]job.Pay{*tt.want}, got); diff != "" {
			t.Errorf("%+v: %s", tt, diff)
		}
	}
}

func TestEpoch(t *testing.T) {
	want := time.Unix(1786813232, 0).UTC()
	for _, n := range []wire.Int{1786813232, 1786813232000} {
		if got, err := wire.Epoch("x", n); err != nil || !got.Equal(want) {
			t.Errorf("%d: %v, %v; want %v", n, got, err, want)
		}
	}
	if got, err := wire.Epoch("x", 0); err != nil || !got.IsZero() {
		t.Errorf("0: %v, %v", got, err)
	}
	if _, err := wire.Epoch("x", 1786813232000000); err == nil {
		t.Error("microseconds were taken")
	}
}

func TestListings(t *testing.T) {
	type advert struct {
		ID    wire.Text `json:"id"`
		Title wire.Text `json:"title"`
		Tags  wire.List `json:"tags"`
	}
	rows, err := wire.Rows([]byte(`[{"id":1,"title":"A","tags":"go"},{"id":1,"title":"B"},{"id":2},{"id":3,"title":{}},null,
		{"id":4,"title":"D","tags":["x",null," y "]},{"id":5,"title":"E","tags":{"a":1}}]`), "")
	if err != nil {
		t.Fatal(err)
	}
	out := wire.Listings(job.Page{Source: "x", RunID: "r"}, rows, func(a advert, l *job.Listing) error {
		l.ID, l.Title, l.Tags = string(a.ID), string(a.Title), a.Tags.Strings()
		if l.ID == "" {
			return wire.Missing("id")
		}
		return nil
	})
	var got []string
	for _, l := range out.Listings {
		b, _ := json.Marshal([]any{l.ID, l.Title, l.Tags, l.RunID})
		got = append(got, string(b))
	}
	for _, r := range out.Rejects {
		got = append(got, r.ID+"|"+r.Field+"|"+r.Reason)
	}
	want := []string{
		`["1","A",["go"],"r"]`, `["4","D",["x","y"],"r"]`,
		"2|title|neither title nor text", "3|title|object where a text was expected", "|id|missing or empty",
		"5|tags|object where a text was expected", "1|id|there twice on one page",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
