package lake

import (
	"context"
	"database/sql"
	_ "embed"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"rung/internal/job"
)

var (
	//go:embed sql/compare.sql
	compareSQL string
	//go:embed sql/affected.sql
	affectedSQL string
	//go:embed sql/lives.sql
	livesSQL string
)

const (
	// livesRows and blocksRows bound what is worked on at a time: rows of sightings and of blocks. They are for
	// the default budget of memory, see Fit.
	livesRows  = 1 << 20
	blocksRows = 4 << 20
)

// Life says how listings of a source end. Days is the life that is assumed of one, 0 for none.
type Life struct {
	ShowsAllOpen bool
	Days         int
}

// Comparison finds out what an open commit changes in the table jobs, and holds what a lake knows of its
// listings, those of the commit included. In memory it keeps the keys of the listings whose times the
// commit may change, eight bytes each, and what it is asked for. It is used by one goroutine at a time.
//
// Keys are hashes: the listings that one commit asks for stand in all files of a table. So a question costs a
// look at the whole table, and what was found is kept. What only this commit knows is read from its own files.
type Comparison struct {
	writer *SilverWriter
	db     *sql.DB
	conn   *sql.Conn
	spill  string
	all    bool
	before []File // of jobs
	lived  []int64
	// ties and rest are what Part found out, and window is what of the rest is gathered; where all.
	ties   *ties
	rest   []int64
	window []int64
	// rewrite holds the paths of the files of jobs with rows that Put replaced.
	rewrite map[string]bool
	closed  map[string]int64
	work    Work
}

// Work counts what a comparison did.
type Work struct {
	// Looks counts rows of earlier commits that were passed on the way to others: those of a table as often as
	// it was gone through.
	Looks int64
	// Identities and Lives are listings that were read, Rows those whose row of jobs was written.
	Identities, Lives, Rows int64
	// Copied counts rows of other listings that stood in the same files.
	Copied int64
}

// Compare begins a comparison over what was put so far. Lives says how the listings of each source end, and
// asOf is the moment that the answer is for. It must be closed, before or after the commit.
func (s *SilverWriter) Compare(ctx context.Context, lives map[string]Life, asOf time.Time) (*Comparison, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return nil, errClosed
	}
	if err := s.finish(); err != nil {
		return nil, err
	}
	c := &Comparison{writer: s, rewrite: map[string]bool{}, closed: map[string]int64{}}
	if err := c.open(ctx, lives, asOf); err != nil {
		return nil, errors.Join(c.wrap(ctx, err), c.Close())
	}
	return c, nil
}

func (c *Comparison) wrap(ctx context.Context, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("compare listings: %w", c.writer.lake.Blame(ctx, err))
}

// Close frees what the comparison holds. It may be called twice.
func (c *Comparison) Close() error {
	var errs []error
	if c.conn != nil {
		errs = append(errs, c.conn.Close(), c.db.Close())
		c.conn = nil
	}
	return errors.Join(append(errs, os.RemoveAll(c.spill))...)
}

// open makes the database with its tables and finds the listings whose times may change.
func (c *Comparison) open(ctx context.Context, lives map[string]Life, asOf time.Time) (err error) {
	l := c.writer.lake
	if c.spill, err = os.MkdirTemp(filepath.Join(l.dir, stagingDir), "spill-*"); err != nil {
		return err
	}
	// Where nothing stands in jobs, as at the first transform, this commit knows all there is.
	c.all = c.writer.rebuild || l.Manifest().Regroup || len(l.Manifest().Table(jobs.Name)) == 0 || !c.jobsSound()
	if !c.all {
		c.before = l.Manifest().Table(jobs.Name)
	}
	settings := append(l.db.bounded(c.spill),
		fmt.Sprintf("set parquet_metadata_cache = %t", !c.all), // few files are read again, and the cache is not counted
		fmt.Sprintf("set threads = %d", min(4, runtime.GOMAXPROCS(0))),
	)
	if c.db, err = openDB(ctx, append(settings, c.views()...)); err != nil {
		return err
	}
	if c.conn, err = c.db.Conn(ctx); err != nil {
		return errors.Join(err, c.db.Close())
	}
	if err := c.exec(ctx, compareSQL); err != nil {
		return err
	}
	if err := c.settle(ctx, lives, asOf); err != nil {
		return err
	}
	if err := c.live(ctx); err != nil {
		return err
	}
	if c.all {
		return c.tie(ctx)
	}
	c.lived, err = valuesOf[int64](ctx, c.conn, "select listing_key from lives union all select listing_key from expiring")
	return err
}

// jobsSound reports whether every file of jobs is as it was written. What is damaged is made again.
func (c *Comparison) jobsSound() bool {
	for _, f := range c.writer.lake.Manifest().Table(jobs.Name) {
		if _, bad := c.writer.lake.check(f); bad {
			return false
		}
	}
	return true
}

// views are the statements that make the tables of the lake without this commit's rows, with these alone, and
// with both, and with those of sources that have new events, and before.
func (c *Comparison) views() []string {
	s := c.writer
	var committed []File
	if !s.rebuild {
		committed = s.lake.soundFiles()
	}
	var out []string
	for view, t := range map[string]*Table{
		"versions": &listingVersions.Table, "seen": &sightings.Table, "events": &scopes.Table, "identities": &identities.Table, "blocks": &blocks.Table,
	} {
		old, fresh := s.lake.pathsOf(committed, t.Name), s.staged(t.Name)
		out = append(out, t.viewAs("old_"+view, old), t.viewAs("new_"+view, fresh), t.viewAs("all_"+view, slices.Concat(old, fresh)))
	}
	sources := map[string]bool{}
	for _, f := range s.whole {
		sources[f.Source] = sources[f.Source] || f.Table == scopes.Name
	}
	near := slices.DeleteFunc(slices.Clone(committed), func(f File) bool { return !sources[f.Source] })
	for view, t := range map[string]*Table{"versions": &listingVersions.Table, "seen": &sightings.Table} {
		out = append(out, t.viewAs("near_"+view, append(s.lake.pathsOf(near, t.Name), s.staged(t.Name)...)))
	}
	return append(out, jobs.viewAs("before", s.lake.pathsOf(c.before, jobs.Name)))
}

// staged are the files of a table that this commit adds, as paths.
func (s *SilverWriter) staged(table string) (paths []string) {
	for _, f := range s.whole {
		if f.Table == table {
			paths = append(paths, f.staged)
		}
	}
	return paths
}

// settle notes what the caller knows and finds the affected listings.
func (c *Comparison) settle(ctx context.Context, lives map[string]Life, asOf time.Time) error {
	if _, err := c.conn.ExecContext(ctx, "insert into moment values (?)", asOf.UTC()); err != nil {
		return err
	}
	for source, life := range lives {
		if _, err := c.conn.ExecContext(ctx, "insert into lives_of_sources values (?, ?, ?)", source, life.ShowsAllOpen, life.Days); err != nil {
			return err
		}
	}
	if c.all {
		return c.exec(ctx, "insert into affected select distinct listing_key from all_versions")
	}
	c.look(jobs.Name)
	return c.exec(ctx, affectedSQL)
}

// look counts a look at all rows that a table had before this commit.
func (c *Comparison) look(table string) {
	if c.writer.rebuild {
		return
	}
	for _, f := range c.writer.lake.Manifest().Files {
		if f.Table == table {
			c.work.Looks += f.Rows
		}
	}
}

// live fills the table lives. What only this commit knows of is in its own files.
func (c *Comparison) live(ctx context.Context) error {
	if err := c.liveOf(ctx, "from fresh", "new"); err != nil {
		return err
	}
	if err := c.liveOf(ctx, "from affected except from fresh", "all"); err != nil {
		return err
	}
	return c.exec(ctx, "drop table affected; drop table living")
}

// liveOf fills the table lives with the listings of a query, some at a time: their keys are hashes, so that a
// range of keys is as good as any other part. Their times are read from the views whose names begin with from.
func (c *Comparison) liveOf(ctx context.Context, listings, from string) error {
	err := c.exec(ctx, strings.NewReplacer("{from}", from, "{listings}", listings).Replace(`create or replace view versions as from {from}_versions;
		create or replace view seen as from {from}_seen;
		create or replace view events as from all_events;
		create or replace table living as {listings}`))
	if err != nil {
		return err
	}
	var n, all, sights int64
	if err := c.conn.QueryRowContext(ctx, "select count(*) from living").Scan(&n); err != nil || n == 0 {
		return err
	}
	if err := c.conn.QueryRowContext(ctx, `select (select count(*) from versions), (select count(*) from seen)`).Scan(&all, &sights); err != nil {
		return err
	}
	rows := n + int64(float64(sights)*float64(n)/float64(max(1, all)))
	for _, r := range ranges(0, math.MaxInt64, rows/c.fit(livesRows)+1) {
		if from == "all" {
			c.look(listingVersions.Name)
			c.look(sightings.Name)
		}
		err := c.exec(ctx, fmt.Sprintf("create or replace table wanted as select listing_key from living where listing_key between %d and %d;\n", r.from, r.to)+livesSQL)
		if err != nil {
			return err
		}
	}
	return nil
}

func (c *Comparison) fit(n int) int64 { return int64(c.writer.lake.Fit(n)) }

type keyRange struct{ from, to int64 }

// ranges cuts the numbers from one to another into n parts.
func ranges(from, to, n int64) []keyRange {
	out := make([]keyRange, 0, n)
	step := uint64(to-from) / uint64(n)
	for i := range n {
		r := keyRange{from + int64(uint64(i)*step), to}
		if i < n-1 {
			r.to = r.from + int64(step) - 1
		}
		out = append(out, r)
	}
	return out
}

func (c *Comparison) exec(ctx context.Context, statements string) error {
	_, err := c.conn.ExecContext(ctx, strings.TrimSpace(statements))
	return err
}

// Lived returns the keys of the listings whose times this commit may change, in no order; those of all
// listings where All reports true. They must not be changed.
func (c *Comparison) Lived() []int64 { return c.lived }

// All reports whether every listing is compared anew, and nothing stays of the table jobs.
func (c *Comparison) All() bool { return c.all }

// Work returns what was done so far.
func (c *Comparison) Work() Work { return c.work }

// Closed counts by source the listings that were open before and are not by the rows that were put. It counts
// none where All reports true.
func (c *Comparison) Closed() map[string]int64 { return c.closed }

// holding names the view of a table that holds all rows of the listings in the table asked: that of this
// commit's files where it alone knows of them.
func (c *Comparison) holding(ctx context.Context, table string) (view string, err error) {
	old, err := c.any(ctx, "select listing_key from asked where listing_key not in ("+askedIn("fresh")+")")
	if err != nil || !old {
		return "new_" + table, err
	}
	c.look(table)
	return "all_" + table, nil
}

// any reports whether a query gives a row.
func (c *Comparison) any(ctx context.Context, query string) (some bool, err error) {
	err = c.conn.QueryRowContext(ctx, "select exists ("+query+")").Scan(&some)
	return some, err
}

// Lives returns the listings with their times, in any order, and with what Alone of transform needs.
func (c *Comparison) Lives(ctx context.Context, listings []int64) ([]job.Identity, error) {
	if err := c.ask(ctx, listings); err != nil {
		return nil, c.wrap(ctx, err)
	}
	if err := c.remember(ctx); err != nil {
		return nil, c.wrap(ctx, err)
	}
	from, err := c.holding(ctx, identities.Name)
	if err != nil {
		return nil, c.wrap(ctx, err)
	}
	out, err := c.scan(ctx, `select i.listing_key, i.version_key, i.versions, v.source, v.native_id, v.posted_at, v.valid_through,
		i.first_seen_at, i.last_seen_at, i.removed_at, i.gone_at, i.missed_at
		from `+from+` v join asked_lives i on i.version_key = v.version_key`, scanLife)
	c.work.Lives += int64(len(out))
	return out, c.wrap(ctx, err)
}
