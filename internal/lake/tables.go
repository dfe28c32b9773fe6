package lake

import (
	"time"

	"rung/internal/job"
)

// Tables lists every table of the lake in the order in which the documentation shows them.
func Tables() []Table {
	return []Table{
		listingVersions.Table, roles.Table, mentions.Table, pays.Table, sightings.Table, scopes.Table,
		jobs.Table, runs.Table, rejects.Table, rates.Table, skills.Table, identities.Table, blocks.Table, pages.Table,
	}
}

// tableNamed returns a table of the lake. A name of another version's table gives one without columns.
func tableNamed(name string) *Table {
	for _, t := range Tables() {
		if t.Name == name {
			return &t
		}
	}
	return new(Table)
}

// Views lists the views that stand for tables under the same or another name, with the columns that
// they add to the table.
func Views() []Table {
	jobKey := Column{Name: "job_key", Type: "BIGINT", Comment: "Job behind the listing; see jobs."}
	listings := Table{Name: "listings", Comment: "One row per listing: its current version, with its life."}
	listings.Columns = append(append(listings.Columns, listingVersions.Columns...), jobKey)
	for _, c := range jobs.Columns {
		switch c.Name {
		case "representative", "first_seen_at", "last_seen_at", "closed_at":
			listings.Columns = append(listings.Columns, c)
		}
	}
	views := []Table{listings}
	for _, t := range []Table{roles.Table, mentions.Table, pays.Table} {
		columns := append([]Column(nil), t.Columns...)
		views = append(views, Table{
			Name: t.Name, Comment: t.Comment + " Current versions of listings only.", Columns: append(columns, jobKey),
		})
	}
	return views
}

// SkillRow is one skill of the taxonomy.
type SkillRow struct {
	ID       string
	Name     string
	Category string
	// Concept marks disciplines and methods, as against named technologies.
	Concept bool
	// AI marks AI tools and AI skills.
	AI bool
	// Aliases are other names under which adverts ask for it.
	Aliases []string
}

var skills = newTable("skills", "One row per skill of the taxonomy that the mentions were read with.",
	words("id", "Short stable name of the skill.", func(r *SkillRow) string { return r.ID }),
	words("name", "Name to show.", func(r *SkillRow) string { return r.Name }),
	text("category", "Group of skills it belongs to.", func(r *SkillRow) string { return r.Category }),
	flag("concept", "True for disciplines and methods, false for named technologies.", func(r *SkillRow) bool { return r.Concept }),
	flag("ai", "True for AI tools and AI skills.", func(r *SkillRow) bool { return r.AI }),
	texts("aliases", "Other names under which adverts ask for it.", func(r *SkillRow) []string { return r.Aliases }),
)

var rates = newTable("fx", "One row per day and currency: what one euro bought.",
	day("date", "Day of the rate.", func(r *job.Rate) time.Time { return r.Date }),
	text("currency", "ISO 4217 code.", func(r *job.Rate) string { return r.Currency }),
	amount("per_eur", "Units of the currency for one euro.", func(r *job.Rate) float64 { return r.PerEUR }),
)
