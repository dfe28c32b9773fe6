package lake

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"path"
	"slices"
	"sync"
	"time"

	"rung/internal/job"
)

// SilverWriter writes the tables that are read from pages, as one commit: nothing of it is visible
// before Commit, and nothing is left after Abort. Its methods may be called from several goroutines.
type SilverWriter struct {
	lake   *Lake
	runID  string
	reader string

	mu        sync.Mutex
	closed    bool
	made      time.Time // the latest moment that a row speaks of
	rebuild   bool
	replaced  []string        // tables whose older files go
	rewritten map[string]bool // paths of files whose rows are in new files
	compared  bool            // a Comparison is done
	// uncompared is set where a Comparison failed.
	uncompared bool
	whole      []sealed // files that are closed already

	listings  *listingWriter
	sightings *tableWriter[job.Sighting]
	scopes    *tableWriter[job.ScopeEvent]
	jobs      *tableWriter[job.JobRow]
	rejects   *tableWriter[job.Reject]
	runs      *tableWriter[job.RunRecord]
}

// fromPages are the tables that a Rebuild makes anew.
func fromPages() []string {
	return []string{
		listingVersions.Name, roles.Name, mentions.Name, pays.Name, identities.Name, blocks.Name,
		sightings.Name, scopes.Name, rejects.Name, jobs.Name,
	}
}

var errClosed = errors.New("write to the lake: the commit is over")

// Silver begins a commit. It must end with Commit or Abort.
func (l *Lake) Silver(runID string) *SilverWriter {
	w := &SilverWriter{
		lake: l, runID: runID,
		listings:  newListingWriter(l.dir),
		sightings: newTableWriter(l.dir, sightings),
		scopes:    newTableWriter(l.dir, scopes),
		jobs:      newTableWriter(l.dir, jobs),
		rejects:   newTableWriter(l.dir, rejects),
		runs:      newTableWriter(l.dir, runs),
	}
	w.jobs.limit, w.jobs.most = l.Fit(jobsQueueBytes), jobsOpenFiles
	return w
}

// ReadBy sets the fingerprint that listings put from now on carry in the column reader.
func (s *SilverWriter) ReadBy(reader string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.reader = reader
}

// Rebuild makes the commit replace what earlier commits read from pages, instead of adding to it.
func (s *SilverWriter) Rebuild() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.rebuild = true
}

// PutListing writes the rows of a version of a listing: listing_versions, roles, mentions, pay,
// identities and blocks. The listing must not be changed afterwards. An error may belong to an earlier listing.
func (s *SilverWriter) PutListing(l *job.Listing) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return errClosed
	}
	p, err := partitionOf(l.Source, l.SeenAt)
	if err != nil {
		return err
	}
	s.saw(l.SeenAt)
	return s.listings.put(listingItem{newListingRow(l, s.reader), p})
}

func (s *SilverWriter) saw(t time.Time) {
	if t.After(s.made) {
		s.made = t
	}
}

// PutSighting writes a row of sightings.
func (s *SilverWriter) PutSighting(r job.Sighting) error {
	return putSmall(s, s.sightings, r.Source, r.At, &r)
}

// PutScope writes a row of scopes.
func (s *SilverWriter) PutScope(r job.ScopeEvent) error {
	return putSmall(s, s.scopes, r.Source, r.At, &r)
}

// PutReject writes a row of rejects.
func (s *SilverWriter) PutReject(r job.Reject) error {
	return putSmall(s, s.rejects, r.Source, r.SeenAt, &r)
}

// PutRun writes a row of runs.
func (s *SilverWriter) PutRun(r job.RunRecord) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return errClosed
	}
	s.saw(r.Ended)
	return s.runs.put(partition{}, &r, 200)
}

func putSmall[T any](s *SilverWriter, t *tableWriter[T], source string, at time.Time, row *T) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return errClosed
	}
	p, err := partitionOf(source, at)
	if err != nil {
		return err
	}
	s.saw(at)
	return t.put(p, row, 300)
}

// PutJob writes the row of jobs of a listing that has none yet. Comparison.Put replaces rows.
func (s *SilverWriter) PutJob(r job.JobRow) error {
	return putSmall(s, s.jobs, r.Source, r.FirstSeen, &r)
}

// ReplaceFX writes the table fx whole.
func (s *SilverWriter) ReplaceFX(rows iter.Seq[job.Rate]) error { return replace(s, rates, rows) }

// ReplaceSkills writes the table skills whole.
func (s *SilverWriter) ReplaceSkills(rows []SkillRow) error {
	return replace(s, skills, func(yield func(SkillRow) bool) {
		for _, r := range rows {
			if !yield(r) {
				return
			}
		}
	})
}

func replace[T any](s *SilverWriter, t *table[T], rows iter.Seq[T]) error {
	// Files of the lake are read while rows are made, so the writer is not locked meanwhile.
	w := newTableWriter(s.lake.dir, t)
	for row := range rows {
		if err := w.put(partition{}, &row, 200); err != nil {
			return errors.Join(err, w.drop())
		}
	}
	files, err := w.finish()
	if err != nil {
		return errors.Join(err, w.drop())
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return errors.Join(errClosed, dropSealed(files))
	}
	s.replaced = append(s.replaced, t.Name)
	s.whole = append(s.whole, files...)
	return nil
}

// Commit publishes everything that was put, marks the pages of read as read, and remembers the
// fingerprint of what read them. After an error the lake is as it was before.
func (s *SilverWriter) Commit(ctx context.Context, read []File, reader string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return errClosed
	}
	return s.commit(ctx, read, reader)
}

// CommitRead is Commit for what could not be compared: the table jobs stays as it is, and the next Comparison is of
// all listings. The pages need not be read again. A commit that replaces what earlier ones read must not end so.
func (s *SilverWriter) CommitRead(ctx context.Context, read []File, reader string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return errClosed
	}
	var compared []sealed
	s.whole = slices.DeleteFunc(s.whole, func(f sealed) bool {
		if f.Table == jobs.Name {
			compared = append(compared, f)
		}
		return f.Table == jobs.Name
	})
	if err := errors.Join(s.jobs.drop(), dropSealed(compared)); err != nil {
		return errors.Join(fmt.Errorf("commit: %w", err), s.abort())
	}
	s.replaced = slices.DeleteFunc(s.replaced, func(table string) bool { return table == jobs.Name })
	s.rewritten, s.compared, s.uncompared = nil, false, true
	return s.commit(ctx, read, reader)
}

func (s *SilverWriter) commit(ctx context.Context, read []File, reader string) error {
	if err := s.finish(); err != nil {
		return errors.Join(fmt.Errorf("commit: %w", err), s.abort())
	}
	live, err := s.lake.publish(ctx, s.whole)
	if err != nil {
		return errors.Join(fmt.Errorf("commit: %w", err), s.abort())
	}
	s.closed = true
	return s.lake.commit(s.runID, "transform", s.made, func(m *Manifest) {
		if s.rebuild {
			for _, name := range fromPages() {
				m.drop(name)
			}
			m.Files = slices.DeleteFunc(m.Files, func(f File) bool { return tableNamed(f.Table).Name == "" }) // of an older rung
		}
		for _, name := range s.replaced {
			m.drop(name)
		}
		m.Files = slices.DeleteFunc(m.Files, func(f File) bool { return s.rewritten[f.Path] })
		m.add(live)
		m.markRead(read)
		m.Reader = reader
		m.Regroup = (m.Regroup || s.uncompared) && !s.compared
	})
}

// finish closes every file, so that whole holds all that was put. More rows may follow.
func (s *SilverWriter) finish() error {
	for _, finish := range []func() ([]sealed, error){
		s.listings.finish, s.sightings.finish, s.scopes.finish, s.jobs.finish, s.rejects.finish, s.runs.finish,
	} {
		files, err := finish()
		s.whole = append(s.whole, files...)
		if err != nil {
			return err
		}
	}
	return nil
}

// Abort drops everything that was put. After Commit it does nothing.
func (s *SilverWriter) Abort() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.abort()
}

func (s *SilverWriter) abort() error {
	if s.closed {
		return nil
	}
	s.closed = true
	return errors.Join(s.listings.drop(), s.sightings.drop(), s.scopes.drop(), s.jobs.drop(), s.rejects.drop(), s.runs.drop(),
		dropSealed(s.whole))
}

// RecordRuns adds rows to the table runs in a commit of its own.
func (l *Lake) RecordRuns(records []job.RunRecord) error {
	w := newTableWriter(l.dir, runs)
	var runID string
	var made time.Time
	for i := range records {
		runID = records[i].RunID
		if records[i].Ended.After(made) {
			made = records[i].Ended
		}
		if err := w.put(partition{}, &records[i], 200); err != nil {
			return errors.Join(err, w.drop())
		}
	}
	files, err := w.finish()
	if err != nil {
		return errors.Join(err, w.drop())
	}
	live, err := l.publish(context.Background(), files)
	if err != nil {
		return errors.Join(err, dropSealed(files))
	}
	return l.commit(runID, "runs", made, func(m *Manifest) { m.add(live) })
}

// markRead marks files of pages as read.
func (m *Manifest) markRead(read []File) {
	paths := make(map[string]bool, len(read))
	for _, f := range read {
		paths[path.Clean(f.Path)] = true
	}
	for i := range m.Files {
		if m.Files[i].Table == pages.Name && paths[m.Files[i].Path] {
			m.Files[i].Read = true
		}
	}
}
