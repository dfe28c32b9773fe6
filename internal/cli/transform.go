package cli

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"runtime/debug"
	"time"

	"github.com/spf13/cobra"

	"rung/internal/job"
	"rung/internal/lake"
	"rung/internal/ui"
	"rung/transform"
	"rung/transform/skill"
)

func (a *app) transformCommand() *cobra.Command {
	var rebuild bool
	var end after
	cmd := &cobra.Command{
		Use:   "transform",
		Short: "Read collected pages into tables: adverts, skills, pay, jobs",
		Long: `Read the pages that were collected since the last time into the lake's tables.

With --rebuild every page is read again; after a change of the skills, or with a newer rung, that
happens by itself. It needs no network, and the old tables stay in place until the new ones are done.`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.withRun(cmd.Context(), "transform", end, func(s *session) error {
				sum, err := s.transform(cmd.Context(), rebuild)
				return errors.Join(s.showTransformed(sum), err)
			})
		},
	}
	cmd.Flags().BoolVar(&rebuild, "rebuild", false, "read every page again")
	end.flags(cmd)
	return cmd
}

// transformed is what one transform did.
type transformed struct {
	began  time.Time
	files  int
	counts map[transform.Key]*transform.Count
	jobs   jobCounts
	// closed counts by source the listings that were open before.
	closed map[string]int64
	// work is what comparing listings took.
	work lake.Work
}

// transform reads the pages that are not in the tables yet. Its error tells of rows that did not fit
// and of audits that found something; what could be read is kept.
func (s *session) transform(ctx context.Context, rebuild bool) (*transformed, error) {
	s.lake.SetMemory(s.config.Transform.MemoryMB)
	// The collector would otherwise let the heap grow to twice of what is in use.
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(min(s.lake.HeapLimit(), debug.SetMemoryLimit(-1))))
	t, err := taxonomy(s.config)
	if err != nil {
		return nil, err
	}
	reader := transform.NewReader(t)
	if was := s.lake.Manifest().Reader; !rebuild && was != "" && was != reader.Version() {
		// Tables that were read by two sets of rules would answer no question rightly.
		s.log.Info("skills or rules changed: every page is read again", "was", was, "is", reader.Version())
		rebuild = true
	}
	files := s.lake.Unread()
	if rebuild {
		files = s.lake.AllBronze()
	}
	sum := &transformed{files: len(files), began: s.now().UTC()}
	before := s.lake.Manifest()
	if rebuild {
		before = new(lake.Manifest) // files that came out as they were are new all the same
	}
	w := s.lake.Silver(s.runID)
	if err := s.fill(ctx, w, sum, files, reader, t, rebuild); err != nil {
		return sum, errors.Join(err, w.Abort())
	}
	findings, err := audits(ctx, s.lake, before)
	return sum, errors.Join(s.rejected(sum), err, broken(findings))
}

// fill writes one commit.
func (s *session) fill(ctx context.Context, w *lake.SilverWriter, sum *transformed, files []lake.File, reader *transform.Reader, t *skill.Taxonomy, rebuild bool) error {
	o := transform.Options{Reader: reader, Parsers: s.parsers(), Workers: s.config.Transform.Workers}
	w.ReadBy(reader.Version())
	if rebuild {
		w.Rebuild()
	} else {
		known, err := s.lake.Known(ctx)
		if err != nil {
			return err
		}
		o.Versions, o.Listings = transform.NewKeySet(known.Versions), transform.NewKeySet(known.Listings)
	}
	status := ui.NewStatus(s.err, s.errTTY && !s.flags.quiet, s.now)
	defer status.Clear()
	o.Progress = func(pages, listings int64) { status.Set("reading: %d pages, %d new adverts", pages, listings) }
	var rates []job.Rate
	o.Rates = func(more []job.Rate) { rates = append(rates, more...) }
	var err error
	if sum.counts, err = transform.Run(ctx, s.pages(ctx, files), w, o); err != nil {
		return err
	}
	if err := w.ReplaceSkills(skillRows(t)); err != nil {
		return err
	}
	if err := s.replaceRates(ctx, w, rates); err != nil {
		return err
	}
	status.Set("comparing adverts")
	if err := s.compare(ctx, w, sum); err != nil {
		if rebuild || ctx.Err() != nil {
			return err
		}
		return s.keepRead(ctx, w, files, reader.Version(), err)
	}
	records := s.readRecords(sum)
	for _, r := range records {
		if err := w.PutRun(r); err != nil {
			return err
		}
	}
	if err := w.Commit(ctx, files, reader.Version()); err != nil {
		return err
	}
	if sum.jobs, err = s.countJobs(ctx); err != nil {
		return err
	}
	s.records = append(s.records, records...)
	for _, r := range records {
		s.log.Info("transformed", "source", r.Source, "outcome", string(r.Outcome), "read", r.Read, "new", r.New,
			"changed", r.Changed, "same", r.Same, "rejected", r.Rejected, "closed", r.Closed)
	}
	return nil
}

// keepRead ends a transform whose comparison failed: what was read stays.
func (s *session) keepRead(ctx context.Context, w *lake.SilverWriter, files []lake.File, reader string, why error) error {
	if err := w.CommitRead(ctx, files, reader); err != nil {
		return errors.Join(why, err)
	}
	code, _ := codeOf(ctx, why)
	return &fault{err: why, code: code, hint: `the pages were read, and need not be again: "rung transform" compares the adverts; more transform.memory_mb may help`}
}

// pages reads bronze files one after another.
func (s *session) pages(ctx context.Context, files []lake.File) iter.Seq2[job.Page, error] {
	return func(yield func(job.Page, error) bool) {
		for _, f := range files {
			for p, err := range s.lake.Pages(ctx, f) {
				if !yield(p, err) || err != nil {
					return
				}
			}
		}
	}
}

func (a *app) parsers() map[string]transform.Parser {
	parsers := map[string]transform.Parser{}
	for _, src := range a.sources {
		parsers[src.Name] = src.Parse
	}
	return parsers
}

// lives says for every source how its listings end. Imported files have names of their own; what they
// hold is a record of the past and does not end.
func (a *app) lives() map[string]transform.Life {
	lives := map[string]transform.Life{}
	for _, src := range a.sources {
		lives[src.Name] = transform.Life{ShowsAllOpen: src.Life.ShowsAllOpen, Days: src.Life.Days}
	}
	return lives
}

// readRecords are the rows of the table runs for this stage, by source. A listing may also end while
// its source shows nothing new.
func (s *session) readRecords(sum *transformed) []job.RunRecord {
	ended := s.now().UTC()
	bySource := map[string]*job.RunRecord{}
	of := func(source string) *job.RunRecord {
		if bySource[source] == nil {
			bySource[source] = &job.RunRecord{RunID: s.runID, Source: source, Stage: "transform", Started: sum.began, Ended: ended, Outcome: job.Done}
		}
		return bySource[source]
	}
	for k, c := range sum.counts {
		r := of(k.Source)
		r.Read += c.Read
		r.New += c.New
		r.Changed += c.Changed
		r.Same += c.Same
		r.Rejected += c.Rejected
		if c.Rejected > 0 {
			r.Outcome, r.Message = job.Partial, "some rows did not fit: see the table rejects"
		}
	}
	for source, n := range sum.closed {
		of(source).Closed = n
	}
	var records []job.RunRecord
	for _, source := range sortedKeys(bySource) {
		records = append(records, *bySource[source])
	}
	return records
}

func skillRows(t *skill.Taxonomy) []lake.SkillRow {
	var rows []lake.SkillRow
	for _, s := range t.Skills() {
		rows = append(rows, lake.SkillRow{ID: s.ID, Name: s.Name, Category: s.Category, Concept: s.Concept, AI: s.AI, Aliases: s.AliasTexts()})
	}
	return rows
}

// rejected is the error for rows that did not fit, or nil.
func (s *session) rejected(sum *transformed) error {
	var n int64
	for _, c := range sum.counts {
		n += c.Rejected
	}
	if n == 0 {
		return nil
	}
	return &fault{
		err: fmt.Errorf("%d rows did not fit and were kept apart", n), code: Partly,
		hint: `see why: rung sql -c "select source, stage, field, reason, count(*) from rejects group by all order by 5 desc"`,
	}
}

// showTransformed prints what was read from each source.
func (a *app) showTransformed(sum *transformed) error {
	if a.flags.quiet || sum == nil {
		return nil
	}
	bySource := map[string]*transform.Count{}
	for k, c := range sum.counts {
		t, ok := bySource[k.Source]
		if !ok {
			t = &transform.Count{}
			bySource[k.Source] = t
		}
		t.Pages += c.Pages
		t.Read += c.Read
		t.New += c.New
		t.Changed += c.Changed
		t.Same += c.Same
		t.Rejected += c.Rejected
		t.Skipped += c.Skipped
	}
	var rows [][]any
	for _, src := range sortedKeys(bySource) {
		c := bySource[src]
		rows = append(rows, []any{src, c.Pages, c.Read, c.New, c.Changed, c.Same, c.Rejected, c.Skipped})
	}
	if err := a.rows([]string{"source", "pages", "read", "new", "changed", "same", "rejected", "skipped"}, rows); err != nil || a.flags.json {
		return err
	}
	_, err := fmt.Fprintf(a.out, "%d listings of %d jobs, %d open\n", sum.jobs.listings, sum.jobs.jobs, sum.jobs.open)
	return err
}

// archives are the sources of a lake that keep adverts after they close: those that only add, and every
// import. They are told from the lake itself, so that any settings give the same answers over it.
func (a *app) archives(l *lake.Lake) []string {
	boards := map[string]bool{}
	for _, src := range a.sources {
		boards[src.Name] = src.Life.ShowsAllOpen || src.Reference
	}
	names := map[string]bool{}
	for _, f := range l.Manifest().Files {
		if f.Source != "" && !boards[f.Source] {
			names[f.Source] = true
		}
	}
	return sortedKeys(names)
}
