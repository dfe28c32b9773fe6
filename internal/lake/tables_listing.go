package lake

import (
	"encoding/binary"
	"fmt"
	"time"

	"rung/internal/job"
)

// listingRow is a listing with the keys that all its rows share.
type listingRow struct {
	*job.Listing
	version, listing int64
	month, reader    string
}

func newListingRow(l *job.Listing, reader string) *listingRow {
	return &listingRow{
		Listing: l,
		version: job.VersionKey(l.Source, l.ID, l.Read.ContentHash),
		listing: job.ListingKey(l.Source, l.ID),
		month:   monthOf(known(l.PostedAt, l.SeenAt)),
		reader:  reader,
	}
}

// size is the rough number of bytes that the row holds.
func (r *listingRow) size() int {
	return 400 + len(r.Text) + len(r.Title) + len(r.URL) + len(r.ApplyURL)
}

// wanted counts the skills that the advert asks for.
func (r *listingRow) wanted() int64 {
	var n int64
	for i := range r.Read.Mentions {
		if r.Read.Mentions[i].Polarity == job.Wanted {
			n++
		}
	}
	return n
}

func (r *listingRow) hasPay() bool {
	if len(r.Read.Pay) > 0 {
		return true
	}
	for i := range r.Read.Roles {
		if len(r.Read.Roles[i].Pay) > 0 {
			return true
		}
	}
	return false
}

// firstOffer is the first row of pay as one text.
func (r *listingRow) firstOffer() string {
	offers := r.Read.Pay
	for i := 0; len(offers) == 0 && i < len(r.Read.Roles); i++ {
		offers = r.Read.Roles[i].Pay
	}
	if len(offers) == 0 {
		return ""
	}
	o := &offers[0]
	return fmt.Sprintf("%v %v %s %s", o.Min, o.Max, o.Currency, o.Period)
}

// bids is a fact when it is not 0, and also when it is the only thing said about competition.
func (r *listingRow) bids() (int64, bool) {
	c := r.Competition
	if c == nil {
		return 0, false
	}
	return int64(c.Bids), c.Bids != 0 || c.ApplicantsMin == 0 && c.ApplicantsMax == 0
}

func (r *listingRow) applicantsMin() (int64, bool) {
	c := r.Competition
	if c == nil {
		return 0, false
	}
	return int64(c.ApplicantsMin), c.ApplicantsMin != 0 || c.ApplicantsMax != 0
}

func (r *listingRow) competition() job.Competition {
	if r.Competition == nil {
		return job.Competition{}
	}
	return *r.Competition
}

// told is a count that may be unknown.
func told(n *int) (int64, bool) {
	if n == nil {
		return 0, false
	}
	return int64(*n), true
}

func (r *listingRow) client() job.Client {
	if r.Client == nil {
		return job.Client{}
	}
	return *r.Client
}

func known(times ...time.Time) time.Time {
	for _, t := range times {
		if !t.IsZero() {
			return t
		}
	}
	return time.Time{}
}

// monthOf is 'YYYY-MM' in UTC, or empty.
func monthOf(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format("2006-01")
}

func first[S ~string](list []S) string {
	if len(list) == 0 {
		return ""
	}
	return string(list[0])
}

func plainTexts[S ~string](list []S) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = string(s)
	}
	return out
}

func signatureBytes(sig []uint32) []byte {
	if len(sig) == 0 {
		return nil
	}
	b := make([]byte, 0, 4*len(sig))
	for _, v := range sig {
		b = binary.LittleEndian.AppendUint32(b, v)
	}
	return b
}

var listingVersions = newTable("listing_versions",
	"One row per version of an advert: a source, its own id, and the content at that time.",
	key("version_key", "Number of this version, made from source, native id and content.", func(r *listingRow) int64 { return r.version }),
	key("listing_key", "Number of the listing, made from source and native id.", func(r *listingRow) int64 { return r.listing }),
	text("source", "Source that shows the advert.", func(r *listingRow) string { return r.Source }),
	words("native_id", "The source's own id of the advert.", func(r *listingRow) string { return r.ID }),
	text("scope", "Board, thread or feed that shows it.", func(r *listingRow) string { return r.Scope }),
	words("content_hash", "Hash of the content; versions of a listing differ in it.", func(r *listingRow) string { return r.Read.ContentHash }),
	words("url", "Address of the advert at the source.", func(r *listingRow) string { return r.URL }),
	words("apply_url", "The employer's own address for the advert, where it differs.", func(r *listingRow) string { return r.ApplyURL }),
	text("licence", "Licence or terms under which the source gives the row.", func(r *listingRow) string { return r.Licence }),
	words("title", "Title as given.", func(r *listingRow) string { return r.Title }),
	text("title_key", "Normal form of the title, for matching only.", func(r *listingRow) string { return r.Read.TitleKey }),
	text("role_family", "Group of roles, such as backend or design.", func(r *listingRow) string { return string(r.Read.Family) }),
	text("seniority", "Level: intern, junior, mid, senior, lead, principal, manager, director or executive.", func(r *listingRow) string { return string(r.Read.Seniority) }),
	flag("entry_level", "True when the advert is open to beginners.", func(r *listingRow) bool { return r.Read.EntryLevel }),
	text("employer", "Employer or client as given.", func(r *listingRow) string { return r.Employer }),
	text("employer_key", "Normal form of the employer, for matching only.", func(r *listingRow) string { return r.Read.EmployerKey }),
	words("text", "The advert as plain text without contact details of people.", func(r *listingRow) string { return r.Text }),
	text("language", "Language of the text, ISO 639-1, or und.", func(r *listingRow) string { return r.Read.Language }),
	texts("countries", "Where the work may be done: ISO 3166-1 codes, or scopes such as EU and WORLD.", func(r *listingRow) []string { return r.Read.Countries }),
	text("place", "First place of the advert as given.", func(r *listingRow) string { return first(r.Locations) }),
	text("city", "City that was read out of the place.", func(r *listingRow) string { return r.Read.City }),
	text("remote", "remote, hybrid or onsite.", func(r *listingRow) string { return string(r.Read.Remote) }),
	texts("employment", "Kinds of contract: full_time, part_time, contract, freelance, internship, temporary.", func(r *listingRow) []string { return plainTexts(r.Read.Employment) }),
	text("category", "The source's own category.", func(r *listingRow) string { return r.Category }),
	texts("tags", "The source's own labels.", func(r *listingRow) []string { return r.Tags }),
	integer("role_count", "Number of openings that the advert names; see roles.", func(r *listingRow) int64 { return int64(len(r.Read.Roles)) }),
	flag("asks_ai", "True when the advert asks for AI tools or AI skills.", func(r *listingRow) bool { return r.Read.AsksAI }),
	flag("has_pay", "True when the advert states pay; see pay.", func(r *listingRow) bool { return r.hasPay() }),
	integer("skill_count", "Number of skills that the advert wants; see mentions.", func(r *listingRow) int64 { return r.wanted() }),
	moment("posted_at", "When it was posted, UTC.", func(r *listingRow) time.Time { return r.PostedAt }),
	moment("updated_at", "When the source says it changed, UTC.", func(r *listingRow) time.Time { return r.UpdatedAt }),
	moment("valid_through", "When the source says it ends, UTC.", func(r *listingRow) time.Time { return r.ValidThrough }),
	moment("seen_at", "When the page that first showed this version was fetched, UTC.", func(r *listingRow) time.Time { return r.SeenAt }),
	text("month", "Month of posted_at, or of seen_at where that is not known, as YYYY-MM.", func(r *listingRow) string { return r.month }),
	optional("bids", "Number of bids when it was seen.", func(r *listingRow) (int64, bool) { return r.bids() }),
	amount("bid_average", "What bidders ask on average, in the currency and period of the advert's pay.", func(r *listingRow) float64 { return r.competition().BidAverage }),
	optional("applicants_min", "Least number of applicants when it was seen.", func(r *listingRow) (int64, bool) { return r.applicantsMin() }),
	count("applicants_max", "Greatest number of applicants; null when open.", func(r *listingRow) int64 { return int64(r.competition().ApplicantsMax) }),
	text("client_country", "Country of the client as the marketplace says.", func(r *listingRow) string { return r.client().Country }),
	amount("client_spent_usd", "What the client has spent on the marketplace, US dollars.", func(r *listingRow) float64 { return r.client().SpentUSD }),
	optional("client_hires", "People the client has hired there.", func(r *listingRow) (int64, bool) { return told(r.client().Hires) }),
	optional("client_posts", "Adverts the client has posted there.", func(r *listingRow) (int64, bool) { return told(r.client().Posts) }),
	amount("client_rating", "Rating of the client, out of five.", func(r *listingRow) float64 { return r.client().Rating }),
	boolean("client_verified", "True when the marketplace has verified the client's means of payment.", func(r *listingRow) (bool, bool) { v := r.client().Verified; return v != nil && *v, v != nil }),
	text("run_id", "Run that fetched the page that first showed this version.", func(r *listingRow) string { return r.RunID }),
	text("reader", "Fingerprint of the parsers, rules and taxonomy that read it.", func(r *listingRow) string { return r.reader }),
).by("employer_key", "posted_at", "version_key")

// identities repeats a little of listing_versions. Who looks for vacancies reads it whole again and again, and
// it has few files with large row groups, because it is cut by neither source nor month.
var identities = newTable("identities", "One row per version of an advert: what tells it from others when vacancies are looked for.",
	key("version_key", "Version of the listing.", func(r *listingRow) int64 { return r.version }),
	key("listing_key", "Listing.", func(r *listingRow) int64 { return r.listing }),
	text("source", "Source that shows the advert.", func(r *listingRow) string { return r.Source }),
	words("native_id", "The source's own id of the advert.", func(r *listingRow) string { return r.ID }),
	words("url", "Address of the advert at the source.", func(r *listingRow) string { return r.URL }),
	words("apply_url", "The employer's own address for the advert, where it differs.", func(r *listingRow) string { return r.ApplyURL }),
	text("employer_key", "Normal form of the employer.", func(r *listingRow) string { return r.Read.EmployerKey }),
	words("title", "Title as given.", func(r *listingRow) string { return r.Title }),
	text("place", "First place of the advert as given.", func(r *listingRow) string { return first(r.Locations) }),
	texts("countries", "Where the work may be done: ISO codes, or scopes such as EU and WORLD.", func(r *listingRow) []string { return r.Read.Countries }),
	text("seniority", "Level of the advert.", func(r *listingRow) string { return string(r.Read.Seniority) }),
	text("client_country", "Country of the client as the marketplace says.", func(r *listingRow) string { return r.client().Country }),
	text("offer", "First offer of pay as one text.", func(r *listingRow) string { return r.firstOffer() }),
	moment("posted_at", "When it was posted, UTC.", func(r *listingRow) time.Time { return r.PostedAt }),
	moment("valid_through", "When the source says it ends, UTC.", func(r *listingRow) time.Time { return r.ValidThrough }),
	blob("signature", "MinHash of the text: unsigned 32-bit numbers, little-endian; null when it is too short to compare.", func(r *listingRow) []byte { return signatureBytes(r.Read.Signature) }),
).by() // neighbours are alike, and sorting would part them

// blockRow is one block of a version of a listing.
type blockRow struct {
	*listingRow
	block job.Block
}

var blocks = newTable("blocks", "One row per set of listings that a version of an advert is compared with when vacancies are looked for.",
	key("version_key", "Version of the listing.", func(r *blockRow) int64 { return r.version }),
	key("listing_key", "Listing.", func(r *blockRow) int64 { return r.listing }),
	key("block", "Number of the set, made from what its members share.", func(r *blockRow) int64 { return r.block.Key }),
	flag("twin", "True for sets of like texts, whoever shows them; false for an address, or an employer with a title.", func(r *blockRow) bool { return r.block.Twin }),
	count("owner", "Number that stands for the employer; null where twin is false.", func(r *blockRow) int64 { return r.block.Owner }),
).by("twin", "listing_key", "version_key", "block") // who follows ties alone need not read the others
