// Package jsonld collects adverts from the sites of employers, where pages describe them as schema.org
// JobPosting in JSON-LD, the form in which search engines ask for them.
//
// A site is found by its robots.txt and sitemaps, and by links where it has no sitemap. What is kept is
// pages that hold a posting; see https://schema.org/JobPosting and
// https://developers.google.com/search/docs/appearance/structured-data/job-posting.
package jsonld

import "rung/collect"

const (
	licence = "The site's own terms; robots.txt obeyed"
	// noSite stands where a source has its one address: this one has the sites of its setting.
	noSite = "https://careers.example.com"
)

// Source returns the source.
func Source() collect.Source {
	return collect.Source{
		Name: "jsonld", Title: "Career sites of employers (schema.org JobPosting)", Home: "https://schema.org/JobPosting",
		BaseURL: noSite, Access: collect.Crawl,
		Terms: collect.Terms{
			Verdict: collect.Conditional,
			Why:     "Each site decides by its robots.txt, which is obeyed, and by its terms, which whoever names the site has to read.",
			URL:     "https://www.rfc-editor.org/rfc/rfc9309", ReadOn: "2026-11-22",
			Asks: []string{
				"Read the terms of a site before naming it.",
				"Name the employer's page as the source, and link to it.",
				"Ask at most one page a second, or fewer where robots.txt names a Crawl-delay.",
			},
			Credit:  "Jobs from the career sites of the employers named, each linked",
			Licence: licence, Rate: 1,
			Keep: collect.Retention{Says: "Each site's terms decide; sources.jsonld.keep sets a time."},
		},
		Gives: []string{"pay", "text", "place", "employment", "tags"},
		Options: []collect.Option{
			{Name: "sites", Doc: "Addresses where sites begin, such as https://careers.example.com.", Check: collect.Address},
			{
				Name: "match", Doc: "Words of which an address on a site must hold one to be read; \"*\" reads every page.",
				Default: []string{"job", "career", "position", "vacanc", "opening", "stelle", "karriere", "emploi", "empleo"},
			},
			{Name: "pages", Doc: "The most pages of one site in one run.", Check: collect.Whole(0, 0), Default: []string{"200"}},
			{Name: "depth", Doc: "How many links to follow from the beginning of a site without a sitemap.", Check: collect.Whole(0, 0), Default: []string{"2"}},
		},
		// A page is its own scope: what it does not show any more is gone.
		Life:  collect.Life{ShowsAllOpen: true},
		Fetch: Fetch, Parse: Parse,
	}
}
