package lake

import (
	"context"
	"database/sql"
	_ "embed"
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
	"time"

	"rung/internal/job"
)

//go:embed sql/identities.sql
var identitiesSQL string

// sliceRows is how many rows are read from DuckDB at a time: the driver holds a result whole.
const sliceRows = 20_480

// Identities returns the listings as they will be after this commit, in any order. A key that no listing
// has is left out. Two versions of one moment count as one after the other by their keys.
func (c *Comparison) Identities(ctx context.Context, listings []int64) ([]job.Identity, error) {
	out, err := c.identities(ctx, listings)
	c.work.Identities += int64(len(out))
	return out, c.wrap(ctx, err)
}

func (c *Comparison) identities(ctx context.Context, listings []int64) ([]job.Identity, error) {
	out := make([]job.Identity, 0, len(listings))
	gathered, others, err := c.gather(ctx, listings)
	if err != nil {
		return nil, err
	}
	if len(gathered) > 0 {
		if err := c.ask(ctx, gathered); err != nil {
			return nil, err
		}
		if out, err = c.read(ctx, out, "gathered", "where listing_key in (select listing_key from asked)"); err != nil {
			return nil, err
		}
	}
	if len(others) == 0 {
		return out, nil
	}
	if err := c.pick(ctx, others, "picked"); err != nil {
		return nil, err
	}
	out, err = c.read(ctx, out, "picked", "")
	return out, errors.Join(err, c.exec(ctx, "drop table picked"))
}

// pick fills a table with what identities of listings are made of.
func (c *Comparison) pick(ctx context.Context, listings []int64, into string) error {
	if err := c.ask(ctx, listings); err != nil {
		return err
	}
	if err := c.remember(ctx); err != nil {
		return err
	}
	from, err := c.holding(ctx, identities.Name)
	if err != nil {
		return err
	}
	return c.exec(ctx, strings.NewReplacer("{into}", into, "{identities}", from).Replace(identitiesSQL))
}

// read appends the identities in a table that pick filled. A result is held in memory whole, so it is read in slices.
func (c *Comparison) read(ctx context.Context, out []job.Identity, from, where string) ([]job.Identity, error) {
	if err := c.exec(ctx, "create or replace table reading as from "+from+" "+where); err != nil {
		return nil, err
	}
	for row := 0; ; row += sliceRows {
		part, err := c.scan(ctx, fmt.Sprintf("select * from reading where rowid between %d and %d", row, row+sliceRows-1), scanIdentity)
		if err != nil {
			return nil, err
		}
		if len(part) == 0 {
			return out, c.exec(ctx, "drop table reading")
		}
		out = append(out, part...)
	}
}

// scan reads identities.
func (c *Comparison) scan(ctx context.Context, query string, one func(*sql.Rows) (job.Identity, error)) ([]job.Identity, error) {
	rows, err := c.conn.QueryContext(ctx, query)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []job.Identity
	for rows.Next() {
		id, err := one(rows)
		if err != nil {
			return nil, err
		}
		out = append(out, id)
	}
	return out, rows.Err()
}

// times are the moments of an identity as they are read.
type times [7]sql.Null[time.Time]

func (t *times) into(id *job.Identity) {
	id.PostedAt, id.ValidThrough, id.FirstSeen, id.LastSeen = t[0].V, t[1].V, t[2].V, t[3].V
	id.RemovedAt, id.GoneAt, id.MissedAt = t[4].V, t[5].V, t[6].V
}

func scanLife(rows *sql.Rows) (job.Identity, error) {
	var id job.Identity
	var source, native sql.NullString
	var at times
	err := rows.Scan(&id.ListingKey, &id.VersionKey, &id.Versions, &source, &native, &at[0], &at[1], &at[2], &at[3], &at[4], &at[5], &at[6])
	id.Source, id.ID = source.String, native.String
	at.into(&id)
	return id, err
}

func scanIdentity(rows *sql.Rows) (job.Identity, error) {
	var id job.Identity
	var text [10]sql.NullString
	var at times
	var countries any
	var signature []byte
	err := rows.Scan(&id.ListingKey, &id.VersionKey, &id.Versions, &text[0], &text[1], &text[2], &text[3], &text[4], &text[5],
		&countries, &text[6], &text[7], &text[8], &at[0], &at[1], &at[2], &at[3], &at[4], &at[5], &at[6], &text[9], &signature)
	if err != nil {
		return id, err
	}
	id.Source, id.ID, id.URL, id.ApplyURL = text[0].String, text[1].String, text[2].String, text[3].String
	id.EmployerKey, id.Place, id.Seniority = text[4].String, text[5].String, job.Seniority(text[6].String)
	id.Title, id.Client, id.Offer = text[7].String, text[8].String, text[9].String
	at.into(&id)
	list, _ := countries.([]any)
	for _, c := range list {
		if s, ok := c.(string); ok {
			id.Countries = append(id.Countries, s)
		}
	}
	for ; len(signature) >= 4; signature = signature[4:] {
		id.Signature = append(id.Signature, binary.LittleEndian.Uint32(signature))
	}
	return id, nil
}
