package reports

import "strconv"

func (r *Report) downloadsPage() page {
	g := &grid{ID: "table-downloads", Caption: "The tables of this report", Heads: []head{column("Table", ""), column("What", ""), numbers("Rows", ""), column("One row is", ""), column("CSV", "")}}
	if r.meta.Parquet != nil {
		g.Heads = append(g.Heads, column("Parquet", ""))
	}
	for _, key := range r.tables() {
		a := r.answers[key]
		n := len(a.Rows)
		cells := []cell{word(key), word(a.Title), number(strconv.Itoa(n), float64(n)), word(a.Grain), pageLink(key+".csv", "data/"+key+".csv")}
		if r.meta.Parquet != nil {
			cells = append(cells, pageLink(key+".parquet", "data/"+key+".parquet"))
		}
		g.Rows = append(g.Rows, cells)
	}
	lead := []line{say("The figures of these pages as files: ", to("report.md", "report.md"), " to read, ", to("report.json", "report.json"), " with every table, its parameters, columns and units, and files of each table for a spreadsheet or a database.")}
	if r.meta.Notice != "" {
		lead = append(lead, say("Each row of these files carries the notice in its last column."))
	}
	return page{
		File: "downloads.html", Title: "Downloads", Nav: "Downloads", Lead: lead,
		Sections: []section{
			{ID: "tables", Title: "Tables", Blocks: []block{gridOf(g)}},
			{ID: "lake", Title: "The lake itself", Blocks: []block{paragraph(
				"All that these figures rest on is Parquet, too. Any table goes to a file with: rung sql --format parquet --output listings.parquet -c \"from listings\", and every answer with: rung analyze NAME --format csv.")}},
		},
	}
}

// tables lists the answers that are written as files.
func (r *Report) tables() []string {
	var keys []string
	for _, key := range r.order {
		if !r.answers[key].ask.inside {
			keys = append(keys, key)
		}
	}
	return keys
}
