package files

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"

	"rung/collect/wire"
	"rung/internal/job"
)

// Parse applies the mapping that a page carries to its rows. A row without an id of its own is named by
// its content, so that a row that an export repeats is one listing.
func Parse(p job.Page) (job.Parsed, error) {
	var about spec
	if err := json.Unmarshal([]byte(p.Meta[metaImport]), &about); err != nil {
		return job.Parsed{}, fmt.Errorf("read the mapping of the page: %w", err)
	}
	m, err := parseMapping(about.Columns)
	if err != nil {
		return job.Parsed{}, err
	}
	p.Source = about.Name
	var out job.Parsed
	for line := range bytes.Lines(p.Body) {
		if line = bytes.TrimSpace(line); len(line) == 0 {
			continue
		}
		l, err := m.listing(p, about, line)
		if err != nil {
			out.Rejects = append(out.Rejects, wire.Reject(p, l.ID, line, err))
			continue
		}
		out.Listings = append(out.Listings, l)
	}
	return out, nil
}

func (m mapping) listing(p job.Page, about spec, line []byte) (job.Listing, error) {
	d := draft{Listing: job.Listing{
		Source: about.Name, Scope: about.Name, Licence: about.Terms, RunID: p.RunID, SeenAt: p.FetchedAt,
	}}
	r, err := decodeRow(line)
	if err != nil {
		return d.Listing, err
	}
	if why, bad := r[rowError].(string); bad {
		return d.Listing, errors.New(why)
	}
	for _, e := range m {
		v, err := e.from.eval(r, e.field.empty)
		if err == nil && len(v) > 0 {
			err = e.field.set(&d, v)
		}
		if e.from.html {
			d.Markup = job.HTML
		}
		if err != nil {
			return d.Listing, &wire.FieldError{Field: e.field.name, Reason: err.Error()}
		}
		if e.field.name == "id" && d.ID == "" {
			return d.Listing, wire.Missing("id")
		}
	}
	return d.finish(line)
}

func (d *draft) finish(line []byte) (job.Listing, error) {
	if d.ID == "" {
		sum := sha256.Sum256(line)
		d.ID = "row-" + hex.EncodeToString(sum[:12])
	}
	switch {
	case d.Title == "" && d.Text == "":
		return d.Listing, wire.Missing("title")
	case d.offer.Max != 0 && d.offer.Max < d.offer.Min:
		return d.Listing, &wire.FieldError{Field: "pay_max", Reason: "below pay_min"}
	}
	d.Given.Pay = d.offer.pay()
	if d.cl != (job.Client{}) {
		d.Client = &d.cl
	}
	if d.comp != (job.Competition{}) {
		d.Competition = &d.comp
	}
	return d.Listing, wire.Check(&d.Listing)
}
