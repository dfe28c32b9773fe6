package cli

import (
	"context"
	"errors"
	"fmt"

	"rung/analyze"
	"rung/internal/lake"
)

// audits says which rules the tables break that what came after the commit since could break, or all where there
// is none: what came before was looked at when it came. Rules about each version of a listing are looked at part
// by part.
func audits(ctx context.Context, l *lake.Lake, since *lake.Manifest) ([]analyze.Finding, error) {
	db, end, err := l.RecentDB(ctx, since)
	if err != nil {
		return nil, err
	}
	found, err := analyze.AuditLake(ctx, db)
	if err := errors.Join(err, end()); err != nil {
		return nil, err
	}
	all := [][]analyze.Finding{found}
	for _, part := range l.Parts(since) {
		db, end, err := l.PartDB(ctx, part)
		if err != nil {
			return nil, err
		}
		found, err := analyze.AuditVersions(ctx, db)
		if err := errors.Join(err, end()); err != nil {
			return nil, err
		}
		all = append(all, found)
	}
	return analyze.Merge(all...), nil
}

// broken is the error for rules that the tables break, or nil.
func broken(findings []analyze.Finding) error {
	var errs []error
	for _, f := range findings {
		errs = append(errs, fmt.Errorf("audit %s", f))
	}
	return errors.Join(errs...)
}
