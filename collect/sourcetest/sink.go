package sourcetest

import (
	"context"
	"sync"

	"rung/internal/job"
)

// MemorySink keeps pages and states in memory. The state of a source is published by Flush, as the
// lake does it.
type MemorySink struct {
	mu        sync.Mutex
	pages     []job.Page
	put       map[string]job.SourceState
	published map[string]job.SourceState
	flushes   int
}

// PutPage keeps a page.
func (m *MemorySink) PutPage(_ context.Context, p job.Page) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.pages = append(m.pages, p)
	return nil
}

// PutState keeps a state until the next Flush.
func (m *MemorySink) PutState(source string, s job.SourceState) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.put == nil {
		m.put = map[string]job.SourceState{}
	}
	m.put[source] = s
	return nil
}

// State returns the published state of a source.
func (m *MemorySink) State(source string) job.SourceState {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.published[source].Clone()
}

// Flush publishes the states put so far.
func (m *MemorySink) Flush(context.Context) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.published == nil {
		m.published = map[string]job.SourceState{}
	}
	for name, s := range m.put {
		m.published[name] = s.Clone()
	}
	m.flushes++
	return nil
}

// Flushes returns how often Flush was called.
func (m *MemorySink) Flushes() int {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.flushes
}

// Pages returns the pages of some kinds, of all kinds when none is named, in the order they came.
func (m *MemorySink) Pages(kinds ...job.PageKind) []job.Page {
	m.mu.Lock()
	defer m.mu.Unlock()
	var out []job.Page
	for _, p := range m.pages {
		if len(kinds) == 0 {
			out = append(out, p)
		}
		for _, k := range kinds {
			if p.Kind == k {
				out = append(out, p)
			}
		}
	}
	return out
}
