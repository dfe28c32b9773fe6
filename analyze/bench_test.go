package analyze_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"rung/analyze"
)

// BenchmarkAsk times each question over the made-up market in Parquet, as the lake keeps it, over the
// latest window and over ten years.
func BenchmarkAsk(b *testing.B) {
	db := empty(b, analyze.Settings{HoursPerDay: 8, DaysPerWeek: 5, WeeksPerYear: 52, Archives: []string{"archive"}})
	market, err := os.ReadFile("testdata/market.sql")
	if err != nil {
		b.Fatal(err)
	}
	if _, err := db.ExecContext(b.Context(), string(market)); err != nil {
		b.Fatal(err)
	}
	for _, table := range []string{"listings", "mentions", "pay"} {
		path := filepath.Join(b.TempDir(), table+".parquet")
		move := fmt.Sprintf(`copy %[1]s to '%[2]s' (format parquet, compression zstd);
			drop table %[1]s; create view %[1]s as from read_parquet('%[2]s')`, table, path)
		if _, err := db.ExecContext(b.Context(), move); err != nil {
			b.Fatal(err)
		}
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
