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
	if k.Versions, err = valuesOf[int64](ctx, db, "select version_key from identities"); err == nil {
		k.Listings, err = valuesOf[int64](ctx, db, "select distinct listing_key from identities")
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
	open, err = valuesOf[int64](ctx, db, "select listing_key from jobs where closed_at is null")
	if err != nil {
		return nil, fmt.Errorf("list open listings: %w", l.Blame(ctx, err))
	}
	return open, nil
}

type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// valuesOf returns the values of a query of one column.
func valuesOf[T any](ctx context.Context, db querier, query string) ([]T, error) {
	rows, err := db.QueryContext(ctx, query)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []T
	for rows.Next() {
		var v T
		if err := rows.Scan(&v); err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, rows.Err()
}
