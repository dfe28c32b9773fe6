package market

// chance is how often a kind of work asks for a skill at the end of the market, and by which factor that
// share grows in a year.
type chance struct {
	skill         string
	share, growth float64
}

// role is a kind of employed work; pay is its middle in US dollars a year without any premium.
type role struct {
	name, title string
	pay         float64
	skills      []chance
}

// gig is a kind of freelance work; pay is its middle in US dollars an hour.
type gig struct {
	name   string
	titles []string
	pay    float64
	skills []chance
}

// premiums say how much more work pays that asks for a skill.
var premiums = map[string]float64{"Rust": 1.15, "Kubernetes": 1.08, "Go": 1.06, "PyTorch": 1.12, "PHP": 0.88, "WordPress": 0.8, "React": 1.03, "Shopify": 1.1}

var roles = []role{
	{"backend", "Backend Engineer", 118_000, []chance{
		{"Go", 0.45, 1.25},
		{"PostgreSQL", 0.55, 1.05},
		{"Python", 0.4, 1},
		{"Java", 0.25, 0.85},
		{"Kubernetes", 0.4, 1.1},
		{"Docker", 0.5, 1},
		{"AWS", 0.5, 1},
		{"Redis", 0.3, 1},
		{"Kafka", 0.2, 1},
		{"Rust", 0.15, 1.5},
		{"GraphQL", 0.2, 0.9},
	}},
	{"frontend", "Frontend Engineer", 105_000, []chance{
		{"React", 0.75, 1.02},
		{"TypeScript", 0.8, 1.15},
		{"JavaScript", 0.6, 0.95},
		{"CSS", 0.4, 1},
		{"Next.js", 0.35, 1.3},
		{"Vue.js", 0.15, 0.9},
		{"Angular", 0.1, 0.75},
		{"Figma", 0.2, 1.1},
		{"Tailwind CSS", 0.3, 1.4},
	}},
	{"fullstack_web", "Full Stack Developer", 108_000, []chance{
		{"TypeScript", 0.7, 1.15},
		{"React", 0.65, 1},
		{"Node.js", 0.6, 1},
		{"PostgreSQL", 0.5, 1.05},
		{"Python", 0.3, 1},
		{"Ruby on Rails", 0.15, 0.8},
		{"PHP", 0.12, 0.75},
		{"Docker", 0.4, 1},
		{"AWS", 0.4, 1},
	}},
	{"ai_ml", "Machine Learning Engineer", 145_000, []chance{
		{"Python", 0.95, 1}, {"PyTorch", 0.6, 1.15}, {"TensorFlow", 0.2, 0.7}, {"Kubernetes", 0.3, 1.1}, {"SQL", 0.4, 1}, {"LangChain", 0.25, 1.6},
	}},
	{"data_engineering", "Data Engineer", 122_000, []chance{
		{"Python", 0.85, 1}, {"SQL", 0.85, 1}, {"Apache Airflow", 0.4, 1.05}, {"Snowflake", 0.35, 1.15}, {"Apache Spark", 0.35, 0.9}, {"dbt", 0.35, 1.3}, {"AWS", 0.5, 1},
	}},
	{"cloud_devops", "DevOps Engineer", 125_000, []chance{
		{"Kubernetes", 0.8, 1.05}, {"Terraform", 0.75, 1.05}, {"AWS", 0.7, 1}, {"Docker", 0.6, 0.95}, {"Go", 0.3, 1.25}, {"Python", 0.4, 1}, {"Prometheus", 0.3, 1.1}, {"Jenkins", 0.15, 0.7},
	}},
}

var gigs = []gig{
	{"cms_ecommerce", []string{"WordPress site for a bakery", "Fix my WordPress theme", "Shopify store set-up", "Speed up a web shop"}, 18, []chance{
		{"WordPress", 0.7, 0.85}, {"PHP", 0.5, 0.85}, {"CSS", 0.4, 1}, {"Shopify", 0.35, 1.2}, {"WooCommerce", 0.3, 0.9},
	}},
	{"fullstack_web", []string{"Dashboard for a small clinic", "Booking web app", "Finish a half-built React app", "Internal tool for a warehouse"}, 34, []chance{
		{"React", 0.6, 1}, {"Node.js", 0.5, 1}, {"TypeScript", 0.35, 1.2}, {"PostgreSQL", 0.3, 1.1}, {"Laravel", 0.2, 0.9},
	}},
	{"ai_ml", []string{"Chatbot over our documents", "Automate invoices with an LLM", "Fine-tune a small model"}, 48, []chance{
		{"Python", 0.9, 1}, {"LangChain", 0.45, 1.7}, {"OpenAI API", 0.6, 1.5}, {"PyTorch", 0.25, 1.1},
	}},
	{"data_analysis", []string{"Weekly sales report", "Clean up spreadsheets", "Scrape public price lists"}, 22, []chance{
		{"Python", 0.6, 1}, {"Microsoft Excel", 0.5, 0.9}, {"Power BI", 0.35, 1.1}, {"SQL", 0.4, 1}, {"Web Scraping", 0.3, 1},
	}},
	{"design", []string{"Logo for a coffee cart", "Landing page design", "Icons for an app"}, 24, []chance{
		{"Figma", 0.6, 1.2}, {"Adobe Photoshop", 0.4, 0.9}, {"Adobe Illustrator", 0.45, 0.95},
	}},
}

// homes are where made-up employers sit.
var homes = []struct{ city, country, label string }{
	{"Berlin", "DE", "Germany"},
	{"London", "GB", "United Kingdom"},
	{"New York", "US", "United States"},
	{"San Francisco", "US", "United States"},
	{"Toronto", "CA", "Canada"},
	{"Amsterdam", "NL", "Netherlands"},
	{"Warsaw", "PL", "Poland"},
}

var (
	firsts  = []string{"Amber", "Brass", "Cedar", "Dapple", "Ember", "Fathom", "Granite", "Hazel", "Indigo", "Juniper", "Kestrel", "Lumen", "Marlow", "Nimbus", "Ochre", "Pepper", "Quarry", "Russet", "Sable", "Tamarind"}
	seconds = []string{"Anvil", "Beacon", "Canal", "Dynamo", "Engine", "Foundry", "Garden", "Harbour", "Isthmus", "Joinery", "Kiln", "Ladder", "Mill", "Nursery", "Orchard", "Pantry", "Quill", "Rookery", "Smithy", "Trellis"}
)
