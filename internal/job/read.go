package job

// Polarity says whether an advert wants a skill or says that it does not.
type Polarity string

const (
	Wanted  Polarity = "wanted"
	Negated Polarity = "negated"
)

// Strength says how strongly a skill is asked for, strongest first.
type Strength string

const (
	InTitle   Strength = "title"
	Required  Strength = "required"
	Preferred Strength = "preferred"
	Mentioned Strength = "mentioned"
)

// Mention is one skill found in one listing, once, at its strongest evidence.
type Mention struct {
	// Skill is the taxonomy's id.
	Skill    string
	Name     string
	Category string
	// Concept marks disciplines and methods, as against named technologies.
	Concept  bool
	Polarity Polarity
	Strength Strength
	Evidence
	// Text is the evidence itself, as written.
	Text string
}

// Period is the span of work that an amount pays for.
type Period string

const (
	PeriodNone Period = ""
	Hour       Period = "hour"
	Day        Period = "day"
	Week       Period = "week"
	// TwoWeeks is biweekly pay.
	TwoWeeks Period = "2weeks"
	Month    Period = "month"
	Year     Period = "year"
	// Project is a fixed price for the whole work.
	Project Period = "project"
	// Unit is piece work; Pay.Unit names the piece.
	Unit Period = "unit"
)

// Basis says where an amount comes from and what it is.
type Basis string

const (
	// Stated is a structured field of the source that the employer filled.
	Stated Basis = "stated"
	// ParsedText was read out of text.
	ParsedText Basis = "parsed"
	// BudgetBand is a menu choice of a client, not an offer.
	BudgetBand Basis = "budget_band"
	// Estimate is the source's own guess.
	Estimate Basis = "estimate"
	// Ceiling is an agreed maximum, such as GSA CALC+ rates.
	Ceiling Basis = "ceiling"
	// BidAverage is what bidders ask.
	BidAverage Basis = "bid_average"
	// BoardFigure is an amount of the board whose origin it does not say.
	BoardFigure Basis = "board"
)

// Pay is one offer of pay in its native currency and period. It is never converted in place.
type Pay struct {
	// Min and Max are 0 when not stated: "up to" has no Min, "from" has no Max.
	Min float64
	Max float64
	// Currency is an ISO 4217 code, or empty when the advert does not say.
	Currency string
	Period   Period
	// Unit names the piece for Period Unit, such as "word", "1000words" or "minute".
	Unit string
	// InferredPeriod is a guess from the size of the amount, kept apart from Period; InferredBy
	// names the rule.
	InferredPeriod Period
	InferredBy     string
	Basis          Basis
	// Gross is "gross", "net" or empty.
	Gross string
	// Label is the level, role or region the offer is for, where there are several.
	Label string
	// Flags are notes such as currency_assumed, b2b, ote, from, up_to; see transform/pay.
	Flags []string
	Evidence
	// Text is the evidence itself, as written.
	Text string
}

// Employment is a kind of contract.
type Employment string

const (
	FullTime   Employment = "full_time"
	PartTime   Employment = "part_time"
	Contract   Employment = "contract"
	Freelance  Employment = "freelance"
	Internship Employment = "internship"
	Temporary  Employment = "temporary"
)

// RemoteMode says where the work is done. Empty when the advert does not say.
type RemoteMode string

const (
	Remote RemoteMode = "remote"
	Hybrid RemoteMode = "hybrid"
	Onsite RemoteMode = "onsite"
)

// Seniority is the rung of a role. Empty when the advert does not say: never guess "mid".
type Seniority string

const (
	Intern    Seniority = "intern"
	Junior    Seniority = "junior"
	Mid       Seniority = "mid"
	Senior    Seniority = "senior"
	Lead      Seniority = "lead"
	Principal Seniority = "principal"
	Manager   Seniority = "manager"
	Director  Seniority = "director"
	Executive Seniority = "executive"
)

// Family is a group of roles, such as "backend" or "design". transform/title lists them.
type Family string
