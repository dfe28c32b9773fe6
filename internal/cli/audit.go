package cli

import (
	"context"
	"errors"
	"fmt"

	"rung/analyze"
	"rung/internal/lake"
)

// audits says which rules the tables break. Rules about each version of a listing are looked at part by part,
// and only in what came after the commit since, where there is one: what came before was looked at when it
// came. The others are looked at whole.
func audits(ctx context.Context, l *lake.Lake, since *lake.Manifest) ([]analyze.Finding, error) {
	found, err := auditPart(ctx, l, nil, analyze.AuditLake)
	if err != nil {
		return nil, err
	}
	all := [][]analyze.Finding{found}
	for _, part := range l.Parts(since) {
		found, err := auditPart(ctx, l, &part, analyze.AuditVersions)
		if err != nil {
			return nil, err
		}
		all = append(all, found)
	}
	return analyze.Merge(all...), nil
}

func auditPart(ctx context.Context, l *lake.Lake, part *lake.Part, audit func(context.Context, analyze.Querier) ([]analyze.Finding, error)) (found []analyze.Finding, err error) {
	db, end, err := l.PartDB(ctx, part)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, end()) }()
	return audit(ctx, db)
}

// broken is the error for rules that the tables break, or nil.
func broken(findings []analyze.Finding) error {
	var errs []error
	for _, f := range findings {
		errs = append(errs, fmt.Errorf("audit %s", f))
	}
	return errors.Join(errs...)
}
