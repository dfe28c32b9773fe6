package collect

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"

	"rung/internal/job"
	"rung/internal/polite"
)

// Get asks for one page, conditionally when a body of that address is known. The page is of kind
// body, unchanged (304, or a body equal to the one known, which then is in Body), or gone (404, 410).
// Every other answer is an error. Nothing is kept before Keep or Gone.
func (r *Run) Get(ctx context.Context, scope, url string, opts ...polite.Option) (job.Page, error) {
	known := r.state.Validators[url]
	req := polite.Request{URL: url, ETag: known.ETag, LastModified: known.LastModified}
	for _, o := range opts {
		o(&req)
	}
	resp, err := r.Client.Do(ctx, req)
	p := job.Page{
		Source: r.source.Name, Kind: job.PageBody, Scope: scope, URL: url, RunID: r.ID,
		FetchedAt: r.clock(), Status: resp.Status,
		MediaType: resp.Header.Get("Content-Type"), ETag: resp.Header.Get("ETag"), LastModified: resp.Header.Get("Last-Modified"),
	}
	var status *polite.StatusError
	switch {
	case errors.As(err, &status) && (status.Status == http.StatusNotFound || status.Status == http.StatusGone):
		p.Kind, p.Status = job.PageGone, status.Status
		return p, nil
	case err != nil:
		return job.Page{}, err
	case resp.Status == http.StatusNotModified:
		p.Kind, p.Hash = job.PageUnchanged, known.Hash
		p.ETag, p.LastModified = keep(p.ETag, known.ETag), keep(p.LastModified, known.LastModified)
		return p, nil
	}
	p.Body, p.Hash = resp.Body, hashOf(resp.Body)
	if p.Hash == known.Hash {
		p.Kind = job.PageUnchanged
	}
	return p, nil
}

func keep(now, before string) string {
	if now != "" {
		return now
	}
	return before
}

func hashOf(body []byte) string {
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:])
}

// Keep puts a page into the sink and remembers what the next request for it can refer to. It works on
// to the end when ctx is over, so that what was fetched is not lost. What a source that did not use
// Get leaves empty is filled in: source, run, time, kind and hash.
func (r *Run) Keep(ctx context.Context, p job.Page) error {
	if p.Kind == job.PageGone {
		return r.Gone(ctx, p)
	}
	p = r.filled(p)
	size := int64(len(p.Body))
	if p.Kind == job.PageUnchanged {
		p.Body = nil
	}
	if err := r.put(ctx, p); err != nil {
		return err
	}
	if p.Kind == job.PageUnchanged {
		r.record.Unchanged++
	} else {
		r.record.Bodies++
	}
	r.bytes += size
	delete(r.state.Gone, r.goneKey(p.Scope))
	if p.URL != "" && p.Kind != job.PageEnd {
		r.state.Validators[p.URL] = job.Validator{ETag: p.ETag, LastModified: p.LastModified, Hash: p.Hash}
	}
	r.progress(r.source.Name, r.record.Bodies+r.record.Unchanged, r.bytes)
	return r.kept()
}

func (r *Run) filled(p job.Page) job.Page {
	p.Source, p.RunID = r.source.Name, r.ID
	if p.FetchedAt.IsZero() {
		p.FetchedAt = r.clock()
	}
	if p.Hash == "" {
		p.Hash = hashOf(p.Body)
	}
	if p.Kind == "" {
		p.Kind = job.PageBody
		if p.Hash == r.state.Validators[p.URL].Hash {
			p.Kind = job.PageUnchanged
		}
	}
	return p
}

// Complete says that this run listed a scope to its end, so that what it did not show is gone.
func (r *Run) Complete(ctx context.Context, scope string) error {
	return r.put(ctx, job.Page{
		Source: r.source.Name, Kind: job.PageEnd, Scope: scope, RunID: r.ID, FetchedAt: r.clock(),
	})
}

// Gone keeps the news that a scope no longer exists, and spares it for 30 days.
func (r *Run) Gone(ctx context.Context, p job.Page) error {
	p = r.filled(p)
	p.Kind, p.Body, p.Hash, p.ETag, p.LastModified = job.PageGone, nil, "", "", ""
	if err := r.put(ctx, p); err != nil {
		return err
	}
	r.state.Gone[r.goneKey(p.Scope)] = r.clock()
	delete(r.state.Validators, p.URL)
	r.Log.Info("gone", "scope", p.Scope)
	return r.kept()
}

func (r *Run) put(ctx context.Context, p job.Page) error {
	if err := r.sink.PutPage(context.WithoutCancel(ctx), p); err != nil {
		return fmt.Errorf("keep page of %s: %w", p.Scope, err)
	}
	return nil
}
