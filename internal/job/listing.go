package job

import "time"

// Markup says how Listing.Text is written as the source gives it.
type Markup string

const (
	Plain Markup = ""
	HTML  Markup = "html"
)

// Listing is one advert as one source shows it.
//
// The first block is what the source gave, filled by the source's parser and never guessed. The
// second block is what rung reads, filled by the steps of transform.
type Listing struct {
	Source string
	// ID is the source's own, stable id.
	ID  string
	URL string
	// ApplyURL is the employer's own address for the advert where it differs from URL.
	ApplyURL string
	// Scope is the board, thread or feed that showed it.
	Scope string

	Title    string
	Employer string
	// Text is the advert. It is HTML when Markup says so, until the clean step has made it plain.
	Text   string
	Markup Markup
	// Locations are the place strings as given, the main one first.
	Locations []string
	// PayText is the source's pay field in words.
	PayText string
	// Tags are the source's own labels that may name skills. Labels known to be noise stay out.
	Tags     []string
	Category string
	PostedAt time.Time
	// UpdatedAt is the source's own time of change; it is no posting date.
	UpdatedAt time.Time
	// ValidThrough is when the source says the advert ends.
	ValidThrough time.Time
	// Given are facts that the source states in fields of its own. They win over the text.
	Given Given
	// Competition and Client are facts of marketplaces. Nil where the source gives none.
	Competition *Competition
	Client      *Client
	// Licence comes from the source's terms and travels with every row.
	Licence string

	// RunID and SeenAt tell which run fetched the page this version was first read from, and when.
	RunID  string
	SeenAt time.Time

	Read Read
}

// Given holds structured facts from a source's own fields.
type Given struct {
	Pay        []Pay
	Employment []Employment
	Remote     RemoteMode
	// Countries are ISO 3166-1 alpha-2 codes or scopes such as EU and WORLD.
	Countries []string
	City      string
	Seniority Seniority
	// EntryLevel is true when the source itself files the advert as open to beginners.
	EntryLevel bool
	// Language is an ISO 639-1 code.
	Language string
}

// Competition says how many others answer an advert.
type Competition struct {
	Bids int
	// BidAverage is what bidders ask, in the currency and period of the advert's pay. 0 when unknown.
	BidAverage float64
	// ApplicantsMin and ApplicantsMax bound the number of applicants. Max is 0 when open.
	ApplicantsMin int
	ApplicantsMax int
}

// Client holds what a marketplace says about who posted, without who it is.
type Client struct {
	Country string
	// SpentUSD is 0 when unknown or nothing.
	SpentUSD float64
	// Hires, Posts and Verified are nil when unknown; no hire yet is a fact.
	Hires, Posts *int
	// Rating is out of five; 0 when unknown.
	Rating   float64
	Verified *bool
}

// Read is what rung read out of an advert.
type Read struct {
	// Language is the ISO 639-1 code of the body, or "und".
	Language string
	// EmployerKey and TitleKey are normal forms for matching, never for display.
	EmployerKey string
	TitleKey    string
	// ContentHash names the content: two versions of a listing differ in it.
	ContentHash string
	// Signature is the MinHash of the text, nil when the text is too short to compare.
	Signature []uint32
	// Blocks are the sets of listings that this one is compared with.
	Blocks []Block

	Roles      []Role
	Family     Family
	FamilyWhy  Evidence
	Seniority  Seniority
	LevelWhy   Evidence
	EntryLevel bool
	EntryWhy   Evidence

	Remote    RemoteMode
	RemoteWhy Evidence
	// Countries are where the work may be done: ISO codes, or scopes such as EU, EMEA, LATAM, WORLD.
	Countries    []string
	CountriesWhy Evidence
	City         string

	Employment    []Employment
	EmploymentWhy Evidence

	Pay      []Pay
	Mentions []Mention
	// AsksAI is true when the advert asks for AI tools or AI skills.
	AsksAI bool
}

// Role is one opening of an advert that may hold several.
type Role struct {
	Title      string
	Family     Family
	Seniority  Seniority
	EntryLevel bool
	Remote     RemoteMode
	Countries  []string
	Employment []Employment
	// Pay holds the offers that belong to this role alone.
	Pay []Pay
	Evidence
}

// Evidence is where a decision was read and by which rule.
type Evidence struct {
	Field Field
	// Start and End are byte offsets into the field; both 0 when the decision has no single place.
	Start int
	End   int
	// Rule is a short stable name, such as "seniority.title" or "pay.range".
	Rule string
}

// Field names the part of a listing that evidence points into.
type Field string

const (
	FieldTitle    Field = "title"
	FieldText     Field = "text"
	FieldTags     Field = "tags"
	FieldLocation Field = "location"
	FieldPay      Field = "pay_text"
	// FieldSource means a structured field of the source.
	FieldSource Field = "source"
)
