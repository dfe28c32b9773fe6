package transform

import (
	"context"
	"fmt"
	"iter"
	"runtime"

	"golang.org/x/sync/errgroup"

	"rung/internal/job"
)

// Sink keeps silver rows. It is called by one goroutine, in the order of the pages.
type Sink interface {
	PutListing(*job.Listing) error
	PutSighting(job.Sighting) error
	PutScope(job.ScopeEvent) error
	PutReject(job.Reject) error
}

// Options set up a run over pages.
type Options struct {
	Reader *Reader
	// Parsers holds the parser of every source by name.
	Parsers map[string]Parser
	// Workers is how many pages are read side by side; 0 means one for each core.
	Workers int
	// Versions and Listings are the keys that the lake holds already.
	Versions, Listings KeySet
	// Rates is given the rates that pages of reference hold, in the order of the pages. It may be nil.
	Rates func([]job.Rate)
	// Progress is called after every page with what was read so far. It may be nil.
	Progress func(pages, listings int64)
}

// Count is what one run read from one source.
type Count struct {
	Pages int64
	// Read = New + Changed + Same + Rejected. Skipped rows are no adverts by the source's own rules.
	Read, New, Changed, Same, Rejected, Skipped int64
}

// Key is the source and run that counts belong to.
type Key struct{ Source, RunID string }

// Run reads pages and puts what they hold into sink. The result does not depend on the number of
// workers. It stops at the first error of pages or sink: a page that cannot be read is no error but a
// reject.
func Run(ctx context.Context, pages iter.Seq2[job.Page, error], sink Sink, o Options) (map[Key]*Count, error) {
	workers := o.Workers
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	// Results wait in order: each slot of the queue is the result of one page, whoever reads it.
	queue := make(chan chan PageResult, 2*workers)
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error {
		defer close(queue)
		return o.feed(ctx, pages, queue, workers)
	})
	m := &merger{o: o, sink: sink, counts: map[Key]*Count{}}
	group.Go(func() error { return m.drain(ctx, queue) })
	err := group.Wait()
	return m.counts, err
}

// feed reads pages side by side and queues their results in order.
func (o *Options) feed(ctx context.Context, pages iter.Seq2[job.Page, error], queue chan<- chan PageResult, workers int) error {
	readers, ctx := errgroup.WithContext(ctx)
	readers.SetLimit(workers)
	for p, err := range pages {
		if err != nil {
			_ = readers.Wait()
			return err
		}
		slot := make(chan PageResult, 1)
		select {
		case queue <- slot:
		case <-ctx.Done():
			_ = readers.Wait()
			return ctx.Err()
		}
		readers.Go(func() error {
			slot <- Page(p, o.parser(p.Source), o.Reader, o.Versions)
			return nil
		})
	}
	return readers.Wait()
}

func (o *Options) parser(source string) Parser {
	if parse, ok := o.Parsers[source]; ok {
		return parse
	}
	return func(job.Page) (job.Parsed, error) {
		return job.Parsed{}, fmt.Errorf("no source named %q is known to this rung", source)
	}
}

// merger puts results into the sink in order and drops what an earlier page of the run had already.
type merger struct {
	o        Options
	sink     Sink
	counts   map[Key]*Count
	fresh    growing // versions put in this run
	listings growing
	pages    int64
	read     int64
}

func (m *merger) drain(ctx context.Context, queue <-chan chan PageResult) error {
	for slot := range queue {
		var res PageResult
		select {
		case res = <-slot:
		case <-ctx.Done():
			return ctx.Err()
		}
		if err := m.put(res); err != nil {
			return err
		}
		m.pages++
		m.read += int64(len(res.Listings))
		if m.o.Progress != nil {
			m.o.Progress(m.pages, m.read)
		}
	}
	return nil
}

func (m *merger) put(res PageResult) error {
	c := m.count(Key{res.Source, res.RunID})
	c.Pages++
	c.Same += int64(res.Known)
	c.Rejected += int64(len(res.Rejects))
	c.Skipped += int64(res.Skipped)
	for i := range res.Listings {
		if err := m.listing(&res.Listings[i], c); err != nil {
			return err
		}
	}
	if m.o.Rates != nil && len(res.Rates) > 0 {
		m.o.Rates(res.Rates)
	}
	c.Read = c.New + c.Changed + c.Same + c.Rejected
	for _, s := range res.Sightings {
		if err := m.sink.PutSighting(s); err != nil {
			return err
		}
	}
	for _, s := range res.Scopes {
		if err := m.sink.PutScope(s); err != nil {
			return err
		}
	}
	for _, r := range res.Rejects {
		if err := m.sink.PutReject(r); err != nil {
			return err
		}
	}
	return nil
}

func (m *merger) listing(l *job.Listing, c *Count) error {
	if !m.fresh.add(job.VersionKey(l.Source, l.ID, l.Read.ContentHash)) {
		c.Same++
		return nil
	}
	key := job.ListingKey(l.Source, l.ID)
	if !m.listings.add(key) || m.o.Listings.Has(key) {
		c.Changed++
	} else {
		c.New++
	}
	return m.sink.PutListing(l)
}

func (m *merger) count(k Key) *Count {
	c, ok := m.counts[k]
	if !ok {
		c = &Count{}
		m.counts[k] = c
	}
	return c
}
