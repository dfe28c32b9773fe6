package files

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"rung/collect/wire"
	"rung/internal/country"
	"rung/internal/job"
)

// draft is a listing while its fields are being set.
type draft struct {
	job.Listing
	offer offer
	cl    job.Client
	comp  job.Competition
}

// field is one field that a mapping may name. set gets at least one value.
type field struct {
	name string
	set  func(*draft, []string) error
	// empty says which values count as none, such as the 0 of an amount that was not given.
	empty func(string) bool
}

// fields are all of them, in the order of docs/files.md.
var fields = []field{
	{name: "id", set: text1(func(d *draft) *string { return &d.ID })},
	{name: "title", set: text1(func(d *draft) *string { return &d.Title })},
	{name: "text", set: setText},
	{name: "url", set: text1(func(d *draft) *string { return &d.URL })},
	{name: "apply_url", set: text1(func(d *draft) *string { return &d.ApplyURL })},
	{name: "employer", set: text1(func(d *draft) *string { return &d.Employer })},
	{name: "category", set: text1(func(d *draft) *string { return &d.Category })},
	{name: "tags", set: setTags},
	{name: "posted_at", set: moment(func(d *draft) *time.Time { return &d.PostedAt })},
	{name: "updated_at", set: moment(func(d *draft) *time.Time { return &d.UpdatedAt })},
	{name: "valid_through", set: moment(func(d *draft) *time.Time { return &d.ValidThrough })},
	{name: "place", set: func(d *draft, v []string) error { d.Locations = v; return nil }},
	{name: "country", set: setCountries},
	{name: "city", set: text1(func(d *draft) *string { return &d.Given.City })},
	{name: "remote", set: setRemote},
	{name: "employment", set: setEmployment},
	{name: "seniority", set: setSeniority},
	{name: "entry_level", set: yes(func(d *draft) *bool { return &d.Given.EntryLevel })},
	{name: "language", set: text1(func(d *draft) *string { return &d.Given.Language })},
	{name: "pay", set: func(d *draft, v []string) error { return d.offer.readRange(v[0]) }},
	{name: "pay_min", set: number(func(d *draft) *float64 { return &d.offer.Min }), empty: isZero},
	{name: "pay_max", set: number(func(d *draft) *float64 { return &d.offer.Max }), empty: isZero},
	{name: "pay_currency", set: func(d *draft, v []string) error { return d.offer.readCurrency(v[0]) }},
	{name: "pay_period", set: func(d *draft, v []string) error { return d.offer.readPeriod(v[0]) }},
	{name: "pay_basis", set: func(d *draft, v []string) error { return d.offer.readBasis(v[0]) }},
	{name: "pay_label", set: func(d *draft, v []string) error { d.offer.Label = v[0]; return nil }},
	{name: "pay_text", set: text1(func(d *draft) *string { return &d.PayText })},
	{name: "bids", set: count(func(d *draft) *int { return &d.comp.Bids })},
	{name: "bid_average", set: number(func(d *draft) *float64 { return &d.comp.BidAverage }), empty: isZero},
	{name: "applicants", set: setApplicants},
	{name: "client_country", set: func(d *draft, v []string) error { d.cl.Country = country.Code(v[0]); return nil }},
	{name: "client_spent", set: number(func(d *draft) *float64 { return &d.cl.SpentUSD }), empty: isZero},
	{name: "client_hires", set: count(func(d *draft) *int { d.cl.Hires = new(int); return d.cl.Hires })},
	{name: "client_posts", set: count(func(d *draft) *int { d.cl.Posts = new(int); return d.cl.Posts })},
	{name: "client_rating", set: number(func(d *draft) *float64 { return &d.cl.Rating }), empty: isZero},
	{name: "client_verified", set: yes(func(d *draft) *bool { d.cl.Verified = new(bool); return d.cl.Verified })},
}

func text1(at func(*draft) *string) func(*draft, []string) error {
	return func(d *draft, v []string) error { *at(d) = strings.Join(v, " "); return nil }
}

func setText(d *draft, v []string) error {
	d.Text = strings.Join(v, "\n\n")
	return nil
}

// setTags splits a single value at its commas unless it is a written list.
func setTags(d *draft, v []string) error {
	for _, s := range v {
		if strings.HasPrefix(s, "[") {
			v, _ = each(readList)(v)
			break
		}
	}
	if len(v) == 1 {
		v, _ = splitAt(",")(v)
	}
	for _, s := range v {
		if !slices.Contains(d.Tags, s) && len(d.Tags) < 500 {
			d.Tags = append(d.Tags, s)
		}
	}
	return nil
}

func moment(at func(*draft) *time.Time) func(*draft, []string) error {
	return func(d *draft, v []string) error {
		t, err := wire.Time("", v[0])
		if err != nil {
			return fmt.Errorf("not a date: %.40q", v[0])
		}
		*at(d) = t
		return nil
	}
}

func number(at func(*draft) *float64) func(*draft, []string) error {
	return func(d *draft, v []string) (err error) {
		*at(d), err = amount(v[0])
		return err
	}
}

func count(at func(*draft) *int) func(*draft, []string) error {
	return func(d *draft, v []string) error {
		n, err := amount(v[0])
		if err != nil || n != float64(int(n)) {
			return fmt.Errorf("not a count: %.40q", v[0])
		}
		*at(d) = int(n)
		return nil
	}
}

func yes(at func(*draft) *bool) func(*draft, []string) error {
	return func(d *draft, v []string) error {
		switch strings.ToLower(v[0]) {
		case "yes", "true", "1", "y", "t":
			*at(d) = true
		case "no", "false", "0", "n", "f":
			*at(d) = false
		default:
			return fmt.Errorf("neither yes nor no: %.40q", v[0])
		}
		return nil
	}
}

// setCountries leaves out what is no country: exports mix in regions and cities.
func setCountries(d *draft, v []string) error {
	for _, s := range v {
		if c := country.Code(s); c != "" && !slices.Contains(d.Given.Countries, c) {
			d.Given.Countries = append(d.Given.Countries, c)
		}
	}
	return nil
}

func setRemote(d *draft, v []string) error {
	switch strings.ToLower(v[0]) {
	case "remote", "yes", "true", "1":
		d.Given.Remote = job.Remote
	case "hybrid":
		d.Given.Remote = job.Hybrid
	case "onsite", "on-site", "office":
		d.Given.Remote = job.Onsite
	case "no", "false", "0":
	default:
		return fmt.Errorf("neither remote, hybrid nor onsite: %.40q", v[0])
	}
	return nil
}

func setSeniority(d *draft, v []string) error {
	s := job.Seniority(strings.ToLower(v[0]))
	switch s {
	case job.Intern, job.Junior, job.Mid, job.Senior, job.Lead, job.Principal, job.Manager, job.Director, job.Executive:
		d.Given.Seniority = s
		return nil
	}
	return fmt.Errorf("not a level of rung: %.40q (use the filter map)", v[0])
}

// kinds are the words for contracts that exports use, in the order in which they are looked for.
var kinds = []struct {
	word string
	is   job.Employment
}{
	{"full", job.FullTime},
	{"part", job.PartTime},
	{"contract", job.Contract},
	{"freelance", job.Freelance},
	{"intern", job.Internship},
	{"temp", job.Temporary},
}

// setEmployment takes every kind that a value names: "Full-time, Part-time, and Internship". Words for
// none of them say nothing.
func setEmployment(d *draft, v []string) error {
	for _, s := range v {
		s = strings.ToLower(s)
		for _, k := range kinds {
			if strings.Contains(s, k.word) && !slices.Contains(d.Given.Employment, k.is) {
				d.Given.Employment = append(d.Given.Employment, k.is)
			}
		}
	}
	return nil
}
