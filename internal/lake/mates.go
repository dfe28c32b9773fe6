package lake

import (
	"context"
	"database/sql/driver"
	_ "embed"
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/marcboeker/go-duckdb/v2"
)

var (
	//go:embed sql/mates.sql
	matesSQL string
	//go:embed sql/around.sql
	aroundSQL string
	//go:embed sql/overtaken.sql
	overtakenSQL string
)

// meet completes the table mates with the blocks of one kind that the listings in the table asked are in.
func (c *Comparison) meet(ctx context.Context, twins bool) error {
	if c.all {
		return nil // it holds all
	}
	twin := strconv.FormatBool(twins)
	err := c.exec(ctx, "create or replace table unseen as select listing_key from asked except select listing_key from looked_up where twin = "+twin)
	if err != nil {
		return err
	}
	if some, err := c.any(ctx, "from unseen"); err != nil || !some {
		return err
	}
	from, err := c.holding(ctx, blocks.Name)
	if err != nil {
		return err
	}
	if err := c.exec(ctx, strings.NewReplacer("{blocks}", from, "{twin}", twin).Replace(aroundSQL)); err != nil {
		return err
	}
	if some, err := c.any(ctx, "from around"); err != nil || !some {
		return err
	}
	c.look(blocks.Name)
	return c.exec(ctx, strings.ReplaceAll(matesSQL, "{part}", "twin = "+twin+" and block in (select block from around)"))
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

// Mates returns the listings that share a block with any of these, each once, in no order; those that are
// asked for are among them where they have any mate. Where All reports true, so are the mates of mates. With
// twins set it means blocks of like texts with two employers or more, else all others. The blocks of earlier
// versions count as well.
func (c *Comparison) Mates(ctx context.Context, listings []int64, twins bool) ([]int64, error) {
	if c.all && !twins {
		return c.ties.chains(listings), nil
	}
	if err := c.ask(ctx, listings); err != nil {
		return nil, c.wrap(ctx, err)
	}
	if err := c.meet(ctx, twins); err != nil {
		return nil, c.wrap(ctx, err)
	}
	out, err := valuesOf[int64](ctx, c.conn, `select distinct n.listing_key from mates m
		join mates n on n.block = m.block and n.twin = m.twin
		where m.listing_key in (select listing_key from asked) and m.twin = `+strconv.FormatBool(twins))
	return out, c.wrap(ctx, err)
}

// Part splits listings into those that share no block with others, and the rest, in which listings of one
// employer and title stand together. Where All reports true these are all listings, and Identities is quick for
// those who ask in the order of the rest.
func (c *Comparison) Part(ctx context.Context, listings []int64) (alone, rest []int64, err error) {
	if c.all {
		twins, err := valuesOf[int64](ctx, c.conn, "select distinct listing_key from mates")
		if err != nil {
			return nil, nil, c.wrap(ctx, err)
		}
		slices.Sort(twins)
		alone, rest = c.ties.part(twins)
		c.rest = rest
		return alone, rest, nil
	}
	if err := c.ask(ctx, listings); err != nil {
		return nil, nil, c.wrap(ctx, err)
	}
	for _, twins := range []bool{false, true} {
		if err := c.meet(ctx, twins); err != nil {
			return nil, nil, c.wrap(ctx, err)
		}
	}
	alone, err = valuesOf[int64](ctx, c.conn, `select a.listing_key from asked a
		left join lives l on l.listing_key = a.listing_key
		where not exists (select 1 from (select distinct listing_key from mates) m where m.listing_key = a.listing_key)
		order by date_trunc('month', l.first_seen_at), a.listing_key`)
	if err != nil {
		return nil, nil, c.wrap(ctx, err)
	}
	rest, err = valuesOf[int64](ctx, c.conn, `select listing_key from mates where listing_key in (select listing_key from asked)
		group by listing_key order by min(block) filter (where not twin), listing_key`)
	return alone, rest, c.wrap(ctx, err)
}

// Overtaken returns those of the listings of whose job some listing shares a tie block with one that starts
// after they had last been seen before this commit. Only old rows of jobs count.
func (c *Comparison) Overtaken(ctx context.Context, listings []int64) ([]int64, error) {
	if len(listings) == 0 || len(c.before) == 0 {
		return nil, nil
	}
	out, err := c.overtaken(ctx, listings)
	return out, c.wrap(ctx, err)
}

func (c *Comparison) overtaken(ctx context.Context, listings []int64) ([]int64, error) {
	if err := c.ask(ctx, listings); err != nil {
		return nil, err
	}
	if err := c.remember(ctx); err != nil {
		return nil, err
	}
	c.look(jobs.Name)
	if err := c.exec(ctx, membersSQL); err != nil {
		return nil, err
	}
	if err := c.meet(ctx, false); err != nil {
		return nil, err
	}
	c.look(jobs.Name)
	return valuesOf[int64](ctx, c.conn, overtakenSQL)
}

// membersSQL asks for all listings of the jobs of those that are asked for.
const membersSQL = `create or replace table gone_on as
select listing_key, job_key, greatest(coalesce(posted_at, first_seen_at), last_seen_at) as end_at
from stood where listing_key in (select listing_key from asked);

create or replace table members as
select listing_key, job_key from before where job_key in (select job_key from gone_on);

truncate asked;
insert into asked select listing_key from members`
