package lake

import (
	"context"
	"strings"
)

// remember fills the table stood with the rows of jobs that the listings in the table asked had before.
func (c *Comparison) remember(ctx context.Context) error {
	if len(c.before) == 0 {
		return nil
	}
	if err := c.exec(ctx, missingSQL); err != nil {
		return err
	}
	if some, err := c.any(ctx, "from missing"); err != nil || !some {
		return err
	}
	c.look(jobs.Name)
	files, err := c.holders(ctx)
	if err != nil {
		return err
	}
	if len(files) > 0 {
		insert := "insert into stood select " + jobs.columnList() + ", filename from read_parquet([" + quoteAll(files) +
			"], filename = true, hive_partitioning = false) where listing_key in (select listing_key from missing)"
		if err := c.exec(ctx, insert); err != nil {
			return err
		}
	}
	return c.exec(ctx, "insert into remembered from missing")
}

// holders names the files of jobs with a listing in the table missing. They are few as a rule, and to read the keys
// of all files takes a quarter of the time that all columns take.
func (c *Comparison) holders(ctx context.Context) ([]string, error) {
	return valuesOf[string](ctx, c.conn, "select distinct filename from read_parquet(["+strings.Join(c.beforePaths(), ", ")+
		"], filename = true, hive_partitioning = false) where listing_key in (select listing_key from missing)")
}

// missingSQL names the listings whose rows must be looked for.
var missingSQL = "create or replace table missing as select listing_key from asked" +
	" where listing_key not in (" + askedIn("fresh") + ") and listing_key not in (" + askedIn("remembered") + ")"

// askedIn selects the listings asked about that a table holds. The table may be as large as the lake, and DuckDB keeps
// all of what "in" and "not in" look into in memory; of a join it keeps the smaller side.
func askedIn(table string) string {
	return "select a.listing_key from " + table + " as t join asked as a on a.listing_key = t.listing_key"
}

func (c *Comparison) beforePaths() []string {
	paths := make([]string, len(c.before))
	for i, f := range c.before {
		paths[i] = quote(c.writer.lake.path(f.Path))
	}
	return paths
}
