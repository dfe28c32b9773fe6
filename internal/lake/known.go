package lake

import (
	"context"
	"database/sql"
	_ "embed"
	"encoding/binary"
	"errors"
	"fmt"
	"time"

	"rung/internal/job"
)

//go:embed sql/identities.sql
var identitiesSQL string

// Known holds the keys of what a lake has read already, in no order.
type Known struct {
	Versions []int64
	Listings []int64
}

// Known returns the keys of the listings and versions that are in the lake.
func (l *Lake) Known(ctx context.Context) (Known, error) {
	db, err := l.DB(ctx)
	if err != nil {
		return Known{}, err
	}
	var k Known
	if k.Versions, err = keys(ctx, db, "select version_key from listing_versions"); err == nil {
		k.Listings, err = keys(ctx, db, "select distinct listing_key from listing_versions")
	}
	if err != nil {
		return Known{}, fmt.Errorf("list known listings: %w", l.Blame(ctx, err))
	}
	return k, nil
}

// OpenListings returns the keys of the listings that were open at the last commit, in no order.
func (l *Lake) OpenListings(ctx context.Context) ([]int64, error) {
	db, err := l.DB(ctx)
	if err != nil {
		return nil, err
	}
	open, err := keys(ctx, db, "select listing_key from jobs where closed_at is null")
	if err != nil {
		return nil, fmt.Errorf("list open listings: %w", l.Blame(ctx, err))
	}
	return open, nil
}

func keys(ctx context.Context, db *sql.DB, query string) ([]int64, error) {
	rows, err := db.QueryContext(ctx, query)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []int64
	for rows.Next() {
		var k int64
		if err := rows.Scan(&k); err != nil {
			return nil, err
		}
		out = append(out, k)
	}
	return out, rows.Err()
}

// Identities returns every listing of the lake as it will be after this commit, by listing key, with
// what was put so far. Two versions of one moment count as one after the other by their keys.
func (s *SilverWriter) Identities(ctx context.Context) ([]job.Identity, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return nil, errClosed
	}
	if err := s.finish(); err != nil {
		return nil, err
	}
	var statements []string
	for view, t := range map[string]*Table{
		"versions": &listingVersions.Table, "hashes": &signatures.Table, "seen": &sightings.Table, "events": &scopes.Table,
		"offers": &pays.Table,
	} {
		statements = append(statements, t.viewAs(view, s.paths(t.Name)))
	}
	db, err := openDB(ctx, append(s.lake.db.settings(), statements...))
	if err != nil {
		return nil, fmt.Errorf("read listings: %w", s.lake.Blame(ctx, err))
	}
	out, err := identities(ctx, db)
	if err := errors.Join(err, db.Close()); err != nil {
		return nil, fmt.Errorf("read listings: %w", s.lake.Blame(ctx, err))
	}
	return out, nil
}

// paths are the files of a table as they will be after this commit.
func (s *SilverWriter) paths(table string) []string {
	var paths []string
	if !s.rebuild {
		for _, f := range s.lake.soundFiles() {
			if f.Table == table {
				paths = append(paths, s.lake.path(f.Path))
			}
		}
	}
	for _, f := range s.whole {
		if f.Table == table {
			paths = append(paths, f.staged)
		}
	}
	return paths
}

func identities(ctx context.Context, db *sql.DB) ([]job.Identity, error) {
	rows, err := db.QueryContext(ctx, identitiesSQL)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []job.Identity
	for rows.Next() {
		id, err := scanIdentity(rows)
		if err != nil {
			return nil, err
		}
		out = append(out, id)
	}
	return out, rows.Err()
}

func scanIdentity(rows *sql.Rows) (job.Identity, error) {
	var id job.Identity
	var text [11]sql.NullString
	var at [7]sql.Null[time.Time]
	var countries any
	var signature []byte
	err := rows.Scan(&id.ListingKey, &id.VersionKey, &id.Versions, &text[0], &text[1], &text[2], &text[3], &text[4], &text[5], &text[6],
		&countries, &text[7], &text[8], &text[9], &text[10], &signature, &at[0], &at[1], &at[2], &at[3], &at[4], &at[5], &at[6])
	if err != nil {
		return id, err
	}
	id.Source, id.ID, id.URL, id.ApplyURL = text[0].String, text[1].String, text[2].String, text[3].String
	id.EmployerKey, id.TitleKey, id.Place, id.Seniority = text[4].String, text[5].String, text[6].String, job.Seniority(text[7].String)
	id.Title, id.Client, id.Offer = text[8].String, text[9].String, text[10].String
	id.PostedAt, id.ValidThrough, id.FirstSeen, id.LastSeen = at[0].V, at[1].V, at[2].V, at[3].V
	id.RemovedAt, id.GoneAt, id.MissedAt = at[4].V, at[5].V, at[6].V
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
