package lake

import (
	"context"
	"errors"
	"fmt"
	"path"
	"slices"
	"sync"
	"time"

	"rung/internal/job"
)

const (
	// A segment is published at this many bytes of bodies, or at this age when the next page comes.
	segmentBytes = 16 << 20
	segmentAge   = time.Minute
)

// BronzeWriter keeps pages as they come. Every source has one open segment; a killed run loses at
// most that. Its methods may be called from several goroutines.
type BronzeWriter struct {
	lake  *Lake
	runID string
	clock func() time.Time

	mu       sync.Mutex
	segments map[string]*segment
}

// segment is what one source put since its last commit.
type segment struct {
	mu     sync.Mutex
	w      *writer
	opened time.Time
	day    string
	bytes  int
	state  *job.SourceState // nil when it did not change
	err    error            // the first failure: what comes after it must not be published
}

// Bronze returns a writer of pages for one run. Clock gives the times of commits and the age of
// segments. The last pages are published by Flush.
func (l *Lake) Bronze(runID string, clock func() time.Time) *BronzeWriter {
	return &BronzeWriter{lake: l, runID: runID, clock: clock, segments: make(map[string]*segment)}
}

func (b *BronzeWriter) segment(source string) *segment {
	b.mu.Lock()
	defer b.mu.Unlock()
	s := b.segments[source]
	if s == nil {
		s = new(segment)
		b.segments[source] = s
	}
	return s
}

// PutPage keeps a page. It is durable after the next Flush at the latest.
func (b *BronzeWriter) PutPage(ctx context.Context, p job.Page) error {
	if !sourceName.MatchString(p.Source) {
		return fmt.Errorf("keep a page: %q is no name of a source", p.Source)
	}
	s := b.segment(p.Source)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.err != nil {
		return s.err
	}
	if s.w == nil {
		s.w, s.opened, s.bytes = newWriter(b.lake.dir, &pages.Table), b.clock(), 0
		s.day = p.FetchedAt.UTC().Format(time.DateOnly)
	}
	if err := put(s.w, pages, &p, pageSize(&p)); err != nil {
		return s.fail(err)
	}
	s.bytes += len(p.Body)
	if s.bytes < segmentBytes && b.clock().Sub(s.opened) < segmentAge {
		return nil
	}
	return b.publish(ctx, p.Source, s)
}

func pageSize(p *job.Page) int { return len(p.Body) + len(p.URL) + 200 }

// PutState replaces the state of a source. It is published together with the pages put before it.
func (b *BronzeWriter) PutState(source string, state job.SourceState) error {
	s := b.segment(source)
	s.mu.Lock()
	defer s.mu.Unlock()
	state = state.Clone()
	s.state = &state
	return s.err
}

// State returns the last published state of a source. The caller may change it.
func (b *BronzeWriter) State(source string) job.SourceState {
	return b.lake.Manifest().Sources[source].Clone()
}

// Flush publishes everything put so far. It finishes what it began when ctx ends.
func (b *BronzeWriter) Flush(ctx context.Context) error {
	b.mu.Lock()
	var sources []string
	for name := range b.segments {
		sources = append(sources, name)
	}
	b.mu.Unlock()
	slices.Sort(sources)
	var errs []error
	for _, name := range sources {
		s := b.segment(name)
		s.mu.Lock()
		errs = append(errs, b.publish(ctx, name, s))
		s.mu.Unlock()
	}
	return errors.Join(errs...)
}

// publish commits a segment and the state that was put with it; s is locked.
func (b *BronzeWriter) publish(ctx context.Context, source string, s *segment) error {
	if s.err != nil || s.w == nil && s.state == nil {
		return s.err
	}
	var files []sealed
	if s.w != nil {
		f, _, err := s.w.finish()
		s.w = nil
		if err != nil {
			return s.fail(err)
		}
		f.Source = source
		f.Path = path.Join(bronzeDir, "source="+source, "date="+s.day, f.SHA256+".parquet")
		files = append(files, f)
	}
	// A run that is being stopped still keeps what it has.
	live, err := b.lake.publish(context.WithoutCancel(ctx), files)
	if err != nil {
		return s.fail(errors.Join(err, dropSealed(files)))
	}
	err = b.lake.commit(b.runID, "collect "+source, b.clock(), func(m *Manifest) {
		m.add(live)
		if s.state != nil {
			m.Sources[source] = s.state.Clone()
		}
	})
	if err != nil {
		return s.fail(err)
	}
	s.state = nil
	return nil
}

func (s *segment) fail(err error) error {
	if s.w != nil {
		err = errors.Join(err, s.w.drop())
		s.w = nil
	}
	s.err = err
	return err
}
