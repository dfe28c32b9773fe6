package market

import (
	"math/rand/v2"
	"strings"
	"time"
)

// vacancy is what an offer says wherever and whenever it is posted.
type vacancy struct {
	offer
	employer string
	slug     string
	title    string
	city     int
	remote   bool
	min, max int
	skills   []string
	seed     uint64
}

// vacancy makes the vacancy of an offer; it depends on the market's seed and the offer alone.
func (u *unit) vacancy(o offer) *vacancy {
	seed := scatter(u.Seed ^ scatter(o.employer)<<1 ^ scatter(uint64(o.title)+7))
	r := seeded(seed, 2)
	role := &bulkRoles[int(float64(len(bulkRoles))*r.Float64()*r.Float64())]
	name := coined(o.employer)
	v := &vacancy{
		offer: o, seed: seed, employer: name + " " + kinds[scatter(o.employer)%uint64(len(kinds))] + " (synthetic)", slug: strings.ToLower(name),
		city: r.IntN(len(cities)), remote: r.IntN(100) < 45,
	}
	v.title = grades[r.IntN(len(grades))]
	if r.IntN(3) == 0 {
		v.title += rareWord(r) + " "
	}
	v.title += role.title
	if r.IntN(3) == 0 {
		v.title += ", " + fields[r.IntN(len(fields))]
	}
	v.min = (60 + r.IntN(120)) * 1000
	v.max = v.min + (10+r.IntN(60))*1000
	for range 7 + r.IntN(14) {
		list := role.skills
		if r.IntN(3) == 0 {
			list = skillPool
		}
		v.skills = append(v.skills, list[r.IntN(len(list))])
	}
	return v
}

// rareWord is a word with a capital that few titles have, so that most titles are in few blocks.
func rareWord(r *rand.Rand) string {
	words := english().words
	w := words[200+r.IntN(len(words)-200)]
	return string(w[0]&^0x20) + w[1:]
}

// writer begins the text of a vacancy in the unit's month: as it was in the month before, edited or new.
// A second copy within the month is edited at most.
func (u *unit) writer(v *vacancy, copied bool) *writer {
	w := &u.text
	w.out, w.skills, w.edit = w.out[:0], v.skills, nil
	seed := v.seed
	month := scatter(seed ^ uint64(u.month.Unix()))
	switch x := float64(month%1000) / 1000; {
	case x >= edited && !copied:
		seed = month
	case x >= asBefore || copied && month%2 == 0:
		w.edit = seeded(month, u.r.Uint64())
	}
	w.base = seeded(seed, 3)
	return w
}

// seeded is a random source for one purpose.
func seeded(seed, purpose uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, purpose)) }

// posted is a time in the unit's month.
func (u *unit) posted() time.Time {
	return u.month.Add(time.Duration(u.r.IntN(20*86_400)) * time.Second)
}

// copies chooses for each of n listings the one before it that it copies, or itself.
func (u *unit) copies(n int, share float64) []int {
	of := make([]int, n)
	for i := range of {
		of[i] = i
		if i > 0 && u.r.Float64() < share {
			of[i] = of[u.r.IntN(i)]
		}
	}
	return of
}

var (
	kinds  = []string{"Labs", "Systems", "Software", "Works", "Health", "Energy", "Robotics", "Payments", "Logistics", "Data", "Cloud", "Studio"}
	grades = []string{"", "", "", "Senior ", "Senior ", "Senior ", "Junior ", "Lead ", "Staff ", "Principal "}
	fields = []string{
		"Payments", "Growth", "Platform", "Infrastructure", "Search", "Billing", "Security", "Identity", "Mobile", "Insights", "Risk", "Marketplace",
		"Internal Tools", "Developer Experience", "Logistics", "Core", "Integrations", "Onboarding", "Messaging", "Analytics",
	}
	cities = []struct{ city, country string }{
		{"San Francisco", "United States"},
		{"New York", "United States"},
		{"London", "United Kingdom"},
		{"Berlin", "Germany"},
		{"Austin", "United States"},
		{"Toronto", "Canada"},
		{"Amsterdam", "Netherlands"},
		{"Seattle", "United States"},
		{"Boston", "United States"},
		{"Paris", "France"},
		{"Warsaw", "Poland"},
		{"Bangalore", "India"},
		{"Dublin", "Ireland"},
		{"Madrid", "Spain"},
		{"Stockholm", "Sweden"},
		{"Sydney", "Australia"},
	}
	skillPool = []string{
		"Go", "Python", "Java", "JavaScript", "TypeScript", "React", "Node.js", "PostgreSQL", "MySQL", "MongoDB", "Redis", "Kafka", "Docker",
		"Kubernetes", "AWS", "GCP", "Azure", "Terraform", "Linux", "GraphQL", "Rust", "Scala", "Kotlin", "Swift", "Ruby on Rails", "Django", "Elixir",
		"SQL", "Spark", "Snowflake", "PyTorch", "TensorFlow", "Git", "Jenkins", "Figma", "Vue.js", "Angular", "PHP", "Laravel", "Elasticsearch",
	}
	bulkRoles = []struct {
		title  string
		skills []string
	}{
		{"Software Engineer", []string{"Go", "Java", "Python", "PostgreSQL", "Docker", "AWS", "Git"}},
		{"Backend Engineer", []string{"Go", "Java", "Python", "PostgreSQL", "Kafka", "Redis", "AWS"}},
		{"Full Stack Developer", []string{"TypeScript", "React", "Node.js", "PostgreSQL", "Ruby on Rails", "PHP"}},
		{"Frontend Engineer", []string{"TypeScript", "JavaScript", "React", "Vue.js", "Angular", "Figma"}},
		{"Data Engineer", []string{"Python", "SQL", "Spark", "Kafka", "Snowflake", "AWS"}},
		{"DevOps Engineer", []string{"Kubernetes", "Terraform", "AWS", "Docker", "Linux", "Jenkins"}},
		{"Data Scientist", []string{"Python", "SQL", "PyTorch", "Spark", "TensorFlow"}},
		{"Machine Learning Engineer", []string{"Python", "PyTorch", "TensorFlow", "Kubernetes", "SQL"}},
		{"Data Analyst", []string{"SQL", "Python", "Snowflake"}},
		{"Site Reliability Engineer", []string{"Kubernetes", "Linux", "Go", "Terraform", "AWS"}},
		{"Mobile Developer", []string{"Swift", "Kotlin", "React", "TypeScript"}},
		{"Product Designer", []string{"Figma"}},
		{"Engineering Manager", []string{"AWS", "Java", "Python"}},
		{"Security Engineer", []string{"Linux", "Python", "AWS", "Go"}},
		{"QA Engineer", []string{"Java", "Python", "Jenkins", "JavaScript"}},
		{"Solutions Architect", []string{"AWS", "Azure", "GCP", "Kubernetes"}},
	}
	tasks = []string{"Build", "Fix", "Redesign", "Finish", "Speed up", "Migrate", "Automate", "Review", "Extend", "Set up"}
	works = []string{"web shop", "booking app", "landing page", "dashboard", "chatbot", "price scraper", "data pipeline", "mobile app", "WordPress theme", "API"}
	users = []string{"bakery", "clinic", "law firm", "gym", "museum", "farm", "school", "warehouse", "startup", "charity", "hotel", "theatre"}
)
