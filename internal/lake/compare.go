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
	// compareMemory is what DuckDB may use while listings are compared; what does not fit goes to disk.
	compareMemory = "512MiB"
	// livesRows and blocksRows bound what is worked on at a time: rows of sightings and of blocks.
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
type Comparison struct {
	writer *SilverWriter
	db     *sql.DB
	conn   *sql.Conn
	spill  string
	all    bool
	before []File // of jobs
	lived  []int64
	// rewrite holds the paths of the files of jobs with rows that Put replaced.
	rewrite map[string]bool
	work    Work
}

// Work counts what a comparison did.
type Work struct {
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
	c := &Comparison{writer: s, rewrite: map[string]bool{}}
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
	// Two databases must not share a folder for what does not fit into memory.
	if c.spill, err = os.MkdirTemp(filepath.Join(l.dir, stagingDir), "spill-*"); err != nil {
		return err
	}
	c.all = c.writer.rebuild || l.Manifest().Regroup || !c.jobsSound()
	if !c.all {
		c.before = l.Manifest().Table(jobs.Name)
	}
	settings := append(l.db.settings(),
		"set temp_directory = "+quote(c.spill), "set memory_limit = "+quote(compareMemory), "set preserve_insertion_order = false",
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
	if c.lived, err = keys(ctx, c.conn, "select listing_key from lives"); err != nil {
		return err
	}
	return c.findMates(ctx)
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

// views are the statements that make the tables of the lake with this commit's rows, those with this
// commit's rows alone, and before.
func (c *Comparison) views() []string {
	s := c.writer
	var out []string
	for view, t := range map[string]*Table{
		"versions": &listingVersions.Table, "hashes": &signatures.Table, "seen": &sightings.Table, "events": &scopes.Table,
		"offers": &pays.Table, "all_blocks": &blocks.Table,
	} {
		out = append(out, t.viewAs(view, append(s.committed(t.Name), s.staged(t.Name)...)))
	}
	for view, t := range map[string]*Table{"new_versions": &listingVersions.Table, "new_seen": &sightings.Table, "new_events": &scopes.Table} {
		out = append(out, t.viewAs(view, s.staged(t.Name)))
	}
	paths := make([]string, len(c.before))
	for i, f := range c.before {
		paths[i] = s.lake.path(f.Path)
	}
	return append(out, jobs.viewAs("before", paths))
}

// committed are the files of a table that this commit keeps, as paths.
func (s *SilverWriter) committed(table string) (paths []string) {
	if s.rebuild {
		return nil
	}
	for _, f := range s.lake.soundFiles() {
		if f.Table == table {
			paths = append(paths, s.lake.path(f.Path))
		}
	}
	return paths
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
		return c.exec(ctx, "insert into affected select distinct listing_key from versions")
	}
	return c.exec(ctx, affectedSQL)
}

// live fills the table lives, some listings at a time: their keys are hashes, so that a range of keys is as
// good as any other part.
func (c *Comparison) live(ctx context.Context) error {
	var affected, listings, sights int64
	err := c.conn.QueryRowContext(ctx, `select (select count(*) from affected), (select count(*) from versions), (select count(*) from seen)`).
		Scan(&affected, &listings, &sights)
	if err != nil {
		return err
	}
	rows := affected + int64(float64(sights)*float64(affected)/float64(max(1, listings)))
	for _, r := range ranges(0, math.MaxInt64, rows/livesRows+1) {
		err := c.exec(ctx, fmt.Sprintf("create or replace table wanted as select listing_key from affected where listing_key between %d and %d;\n", r.from, r.to)+livesSQL)
		if err != nil {
			return err
		}
	}
	return c.exec(ctx, "drop table affected; drop table wanted")
}

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

// Lives returns the listings with their times, in any order, and with what Alone of transform needs.
func (c *Comparison) Lives(ctx context.Context, listings []int64) ([]job.Identity, error) {
	if err := c.ask(ctx, listings); err != nil {
		return nil, c.wrap(ctx, err)
	}
	out, err := c.scan(ctx, `select i.listing_key, i.version_key, i.versions, v.source, v.native_id, v.posted_at, v.valid_through,
		i.first_seen_at, i.last_seen_at, i.removed_at, i.gone_at, i.missed_at
		from versions v join asked_lives i on i.version_key = v.version_key`, scanLife)
	c.work.Lives += int64(len(out))
	return out, c.wrap(ctx, err)
}
