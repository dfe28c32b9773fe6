package lake

import (
	"cmp"
	"context"
	_ "embed"
	"fmt"
	"math"
	"slices"
	"strings"
)

//go:embed sql/ties.sql
var tiesSQL string

// ties says which of all listings of a lake are joined by chains of tie blocks. Where every listing is
// compared, the chains are walked here once; to ask a database for the mates of each batch, and for theirs,
// would read every block again and again. It holds 18 bytes a listing.
type ties struct {
	keys   []int64 // in order
	months []int16 // when a listing was first seen, in months; of a root, when the first of its chain was
	// parent leads to the root of a chain, and next round the listings of it.
	parent, next []int32
}

func newTies(n int) *ties {
	return &ties{keys: make([]int64, 0, n), months: make([]int16, 0, n), parent: make([]int32, 0, n), next: make([]int32, 0, n)}
}

// add adds a listing, which is a chain of its own, after those with lesser keys.
func (t *ties) add(listing, month int64) {
	i := int32(len(t.keys))
	t.keys, t.months = append(t.keys, listing), append(t.months, int16(month))
	t.parent, t.next = append(t.parent, i), append(t.next, i)
}

// index is the place of a listing, or false where it is none.
func (t *ties) index(listing int64) (int32, bool) {
	i, ok := slices.BinarySearch(t.keys, listing)
	return int32(i), ok
}

func (t *ties) root(i int32) int32 {
	for t.parent[i] != i {
		t.parent[i] = t.parent[t.parent[i]] // paths stay short
		i = t.parent[i]
	}
	return i
}

// join makes one chain of those of two listings.
func (t *ties) join(a, b int32) {
	a, b = t.root(a), t.root(b)
	if a == b {
		return
	}
	t.parent[b] = a
	t.next[a], t.next[b] = t.next[b], t.next[a] // two circles become one
	t.months[a] = min(t.months[a], t.months[b])
}

// chains returns the listings of the chains that hold any of these, each once.
func (t *ties) chains(listings []int64) []int64 {
	roots := make([]int32, 0, len(listings))
	for _, k := range listings {
		if i, ok := t.index(k); ok {
			roots = append(roots, t.root(i))
		}
	}
	slices.Sort(roots)
	var out []int64
	for _, r := range slices.Compact(roots) {
		out = append(out, t.keys[r])
		for i := t.next[r]; i != r; i = t.next[i] {
			out = append(out, t.keys[i])
		}
	}
	return out
}

// part splits all listings into those without mates, and the rest with those of a chain beside each other.
// Both go by month: what is read and written together then stands in few files.
func (t *ties) part(twins []int64) (alone, rest []int64) {
	order := make([]int32, len(t.keys))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(a, b int32) int {
		x, y := t.root(a), t.root(b)
		return cmp.Or(cmp.Compare(t.months[x], t.months[y]), cmp.Compare(x, y), cmp.Compare(a, b))
	})
	for _, i := range order {
		_, twin := slices.BinarySearch(twins, t.keys[i])
		if k := t.keys[i]; t.next[i] == i && !twin {
			alone = append(alone, k)
		} else {
			rest = append(rest, k)
		}
	}
	return alone, rest
}

// tie finds the chains of all listings, and fills the table mates with the blocks of like texts.
func (c *Comparison) tie(ctx context.Context) error {
	if err := c.readLives(ctx); err != nil {
		return err
	}
	var n int64
	if err := c.conn.QueryRowContext(ctx, "select count(*) from all_blocks").Scan(&n); err != nil {
		return err
	}
	c.look(blocks.Name)
	for _, r := range ranges(0, math.MaxInt64, n/c.fit(blocksRows)+1) {
		part := fmt.Sprintf("(block between %d and %d or block between %d and %d)", r.from, r.to, r.from+math.MinInt64, r.to+math.MinInt64)
		if err := c.exec(ctx, strings.ReplaceAll(tiesSQL, "{part}", part)); err != nil {
			return err
		}
		err := c.each(ctx, "select listing_key, first from tied", func(key, first int64) {
			a, ok := c.ties.index(key)
			if b, also := c.ties.index(first); ok && also {
				c.ties.join(b, a)
			}
		})
		if err != nil {
			return err
		}
	}
	return c.exec(ctx, "drop table part; drop table tied")
}

// readLives begins ties with all listings. They are read in parts, because a result is held in memory whole.
func (c *Comparison) readLives(ctx context.Context) error {
	var n int64
	if err := c.conn.QueryRowContext(ctx, "select count(*) from lives").Scan(&n); err != nil {
		return err
	}
	c.ties = newTies(int(n))
	for _, r := range ranges(0, math.MaxInt64, n/c.fit(livesRows)+1) {
		query := fmt.Sprintf(`select listing_key, year(first_seen_at) * 12 + month(first_seen_at) from lives
			where listing_key between %d and %d order by listing_key`, r.from, r.to)
		if err := c.each(ctx, query, c.ties.add); err != nil {
			return err
		}
	}
	c.lived = c.ties.keys
	return nil
}

// each reads the rows of two numbers.
func (c *Comparison) each(ctx context.Context, query string, use func(a, b int64)) error {
	rows, err := c.conn.QueryContext(ctx, query)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var a, b int64
		if err := rows.Scan(&a, &b); err != nil {
			return err
		}
		use(a, b)
	}
	return rows.Err()
}
