package analyze_test

import (
	"os"
	"testing"

	"rung/analyze"
)

// BenchmarkAsk times each question over the made-up market, over the latest window and over ten years.
func BenchmarkAsk(b *testing.B) {
	db := empty(b, analyze.Settings{HoursPerDay: 8, DaysPerWeek: 5, WeeksPerYear: 52, Archives: []string{"archive"}})
	market, err := os.ReadFile("testdata/market.sql")
	if err != nil {
		b.Fatal(err)
	}
	if _, err := db.ExecContext(b.Context(), string(market)); err != nil {
		b.Fatal(err)
	}
	for _, q := range analyze.Questions() {
		for _, since := range []string{"", "2015-01-01"} {
			args := analyze.Args{}
			for _, p := range q.Params {
				switch p.Name {
				case "since":
					args["since"] = since
				case "have":
					args["have"] = "s1,s2,s3"
				}
			}
			b.Run(q.Name+"/since="+since, func(b *testing.B) {
				for b.Loop() {
					if _, err := analyze.Ask(b.Context(), db, q.Name, args); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
