package lake

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// Known holds the keys of what a lake has read already, in no order.
type Known struct {
	Versions []int64
	Listings []int64
}

// Known returns the keys of the listings and versions that are in the lake.
func (l *Lake) Known(ctx context.Context) (k Known, err error) {
	db, end, err := l.TablesDB(ctx, identities.Name)
	if err != nil {
		return Known{}, err
	}
	defer func() { err = errors.Join(err, end()) }()
	if k.Versions, err = keys(ctx, db, "select version_key from identities"); err == nil {
		k.Listings, err = keys(ctx, db, "select distinct listing_key from identities")
	}
	if err != nil {
		return Known{}, fmt.Errorf("list known listings: %w", l.Blame(ctx, err))
	}
	return k, nil
}

// OpenListings returns the keys of the listings that were open at the last commit, in no order.
func (l *Lake) OpenListings(ctx context.Context) (open []int64, err error) {
	db, end, err := l.TablesDB(ctx, jobs.Name)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, end()) }()
	open, err = keys(ctx, db, "select listing_key from jobs where closed_at is null")
	if err != nil {
		return nil, fmt.Errorf("list open listings: %w", l.Blame(ctx, err))
	}
	return open, nil
}

type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

func keys(ctx context.Context, db querier, query string) ([]int64, error) {
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
