package lake

import (
	"context"
	"database/sql/driver"
	_ "embed"
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/marcboeker/go-duckdb/v2"
)

var (
	//go:embed sql/mates.sql
	matesSQL string
	//go:embed sql/overtaken.sql
	overtakenSQL string
)

// findMates fills the table mates, some blocks at a time.
func (c *Comparison) findMates(ctx context.Context) error {
	var n int64
	if err := c.conn.QueryRowContext(ctx, "select count(*) from all_blocks").Scan(&n); err != nil {
		return err
	}
	for _, r := range ranges(0, math.MaxInt64, n/blocksRows+1) {
		// A block is any number of 64 bits: both halves are cut alike.
		part := fmt.Sprintf("(block between %d and %d or block between %d and %d)", r.from, r.to, r.from+math.MinInt64, r.to+math.MinInt64)
		if err := c.exec(ctx, strings.ReplaceAll(matesSQL, "{part}", part)); err != nil {
			return err
		}
	}
	return nil
}

// ask fills the table asked.
func (c *Comparison) ask(ctx context.Context, listings []int64) error {
	if err := c.exec(ctx, "truncate asked"); err != nil {
		return err
	}
	return c.appendKeys("asked", listings)
}

// appendKeys adds rows to a table of keys.
func (c *Comparison) appendKeys(table string, listings []int64) error {
	return c.conn.Raw(func(conn any) (err error) {
		a, err := duckdb.NewAppenderFromConn(conn.(driver.Conn), "", table)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, a.Close()) }()
		for _, k := range listings {
			if err := a.AppendRow(k); err != nil {
				return err
			}
		}
		return nil
	})
}

// asking returns the keys that a query over the table asked gives.
func (c *Comparison) asking(ctx context.Context, listings []int64, query string) ([]int64, error) {
	err := c.ask(ctx, listings)
	var out []int64
	if err == nil {
		out, err = keys(ctx, c.conn, query)
	}
	return out, c.wrap(ctx, err)
}

// Mates returns the listings that share a block with any of these, each once, in no order; those that are
// asked for are among them where they have any mate. With twins set it means blocks of like texts with two
// employers or more, else all others. The blocks of earlier versions count as well.
func (c *Comparison) Mates(ctx context.Context, listings []int64, twins bool) ([]int64, error) {
	return c.asking(ctx, listings, `select distinct n.listing_key from mates m
		join mates n on n.block = m.block and n.twin = m.twin
		where m.listing_key in (select listing_key from asked) and m.twin = `+strconv.FormatBool(twins))
}

// Part splits listings into those that share no block with others, and the rest, in which listings of one
// employer and title stand together.
func (c *Comparison) Part(ctx context.Context, listings []int64) (alone, rest []int64, err error) {
	alone, err = c.asking(ctx, listings, `select a.listing_key from asked a
		left join lives l on l.listing_key = a.listing_key
		where not exists (select 1 from (select distinct listing_key from mates) m where m.listing_key = a.listing_key)
		order by date_trunc('month', l.first_seen_at), a.listing_key`)
	if err != nil {
		return nil, nil, err
	}
	rest, err = keys(ctx, c.conn, `select listing_key from mates where listing_key in (select listing_key from asked)
		group by listing_key order by min(block) filter (where not twin), listing_key`)
	return alone, rest, c.wrap(ctx, err)
}

// Overtaken returns those of the listings of whose job some listing shares a tie block with one that starts
// after they had last been seen before this commit. Only old rows of jobs count.
func (c *Comparison) Overtaken(ctx context.Context, listings []int64) ([]int64, error) {
	return c.asking(ctx, listings, overtakenSQL)
}
