// Package hackernews collects the monthly threads "Ask HN: Who is hiring?" and "Freelancer? Seeking
// freelancer?" through Algolia's search, or through Firebase where that fails.
//
// A comment is an advert, often for several roles; what it says about them is for transform to read.
// Pages are kept as they came, so bronze holds the pseudonyms of authors; parsing never reads them, and
// no listing has them. Posts of people who seek work are skipped and become no listing.
package hackernews
