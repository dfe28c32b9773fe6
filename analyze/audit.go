package analyze

import (
	"context"
	"fmt"
	"slices"
	"sync"
)

// Finding is an audit that found rows that must not be.
type Finding struct {
	// Audit is the name of the file, Rule the sentence that the rows break.
	Audit string
	Rule  string
	// Rows holds the first offenders, Count how many there are; audits stop at a thousand.
	Columns []Column
	Rows    [][]any
	Count   int
}

// String says what was found in one line.
func (f Finding) String() string {
	return fmt.Sprintf("%s: %s: %d rows", f.Audit, f.Rule, f.Count)
}

// maxOffenders bounds the rows that a finding keeps as evidence.
const maxOffenders = 20

type audit struct {
	name, rule, sql string
	versions        bool
}

var audits = sync.OnceValue(func() []audit {
	var list []audit
	for _, name := range sqlFiles("sql/audit") {
		text := sqlText(name)
		h, err := readHeader(text)
		if err == nil && (h.one("name") != objectName(name) || h.one("rule") == "") {
			err = fmt.Errorf("name must be the file's, and rule must be there")
		}
		if over := h.one("over"); err == nil && over != "" && over != "versions" {
			err = fmt.Errorf("over is %q: want versions or nothing", over)
		}
		if err != nil {
			panic(fmt.Sprintf("read %s: %v", name, err))
		}
		list = append(list, audit{h.one("name"), h.one("rule"), text, h.one("over") == "versions"})
	}
	return list
})

// Audits returns the rules that a sound lake keeps, by audit name.
func Audits() map[string]string {
	rules := make(map[string]string)
	for _, a := range audits() {
		rules[a.name] = a.rule
	}
	return rules
}

// Audit runs every audit and returns those that found rows. An error means that one could not run.
// It reads the lake's own views only, so that it may run before Prepare, and those of the schema recent: see
// AuditLake.
func Audit(ctx context.Context, db Querier) ([]Finding, error) {
	return auditIf(ctx, db, func(*audit) bool { return true })
}

// AuditLake runs the audits whose rules speak of many listings together: only the whole lake keeps them. Rules
// about single rows look at the schema recent, in which jobs, listing_versions and rejects hold what came since the
// last audit, or all rows.
func AuditLake(ctx context.Context, db Querier) ([]Finding, error) {
	return auditIf(ctx, db, func(a *audit) bool { return !a.versions })
}

// AuditVersions runs the audits whose rules speak of each version of a listing. They may run over any part of
// the lake that has all rows of the versions in it.
func AuditVersions(ctx context.Context, db Querier) ([]Finding, error) {
	return auditIf(ctx, db, func(a *audit) bool { return a.versions })
}

func auditIf(ctx context.Context, db Querier, wanted func(*audit) bool) ([]Finding, error) {
	var findings []Finding
	for _, a := range audits() {
		if !wanted(&a) {
			continue
		}
		t, err := query(ctx, db, a.sql, nil)
		if err != nil {
			return nil, fmt.Errorf("audit %s: %w", a.name, err)
		}
		if len(t.Rows) > 0 {
			findings = append(findings, Finding{a.name, a.rule, t.Columns, t.Rows[:min(len(t.Rows), maxOffenders)], len(t.Rows)})
		}
	}
	return findings, nil
}

// Merge joins the findings of several parts of a lake: each audit is there once, and counts all parts.
func Merge(parts ...[]Finding) []Finding {
	var all []Finding
	at := map[string]int{}
	for _, findings := range parts {
		for _, f := range findings {
			i, ok := at[f.Audit]
			if !ok {
				at[f.Audit], all = len(all), append(all, f)
				continue
			}
			all[i].Count += f.Count
			all[i].Rows = append(slices.Clip(all[i].Rows), f.Rows[:min(len(f.Rows), maxOffenders-len(all[i].Rows))]...)
		}
	}
	return all
}
