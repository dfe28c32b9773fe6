package analyze_test

import (
	"testing"

	"rung/analyze"
)

// TestMergeFindings joins what parts of a lake break.
func TestMergeFindings(t *testing.T) {
	rows := func(n int) (list [][]any) {
		for i := range n {
			list = append(list, []any{i})
		}
		return list
	}
	got := analyze.Merge(
		[]analyze.Finding{{Audit: "b", Rule: "B.", Rows: rows(2), Count: 2}},
		nil,
		[]analyze.Finding{{Audit: "a", Rule: "A.", Rows: rows(1), Count: 1}, {Audit: "b", Rule: "B.", Rows: rows(20), Count: 300}},
	)
	if len(got) != 2 || got[0].String() != "b: B.: 302 rows" || got[1].String() != "a: A.: 1 rows" || len(got[0].Rows) != 20 {
		t.Errorf("got %v with %d rows", got, len(got[0].Rows))
	}
	if got := analyze.Merge(); len(got) != 0 {
		t.Errorf("nothing merged is %v", got)
	}
}

// TestAuditsAreSplit spoils one row of each kind and wants the one half of the audits to find the one and the
// other half the other.
func TestAuditsAreSplit(t *testing.T) {
	db := empty(t, analyze.DefaultSettings())
	for _, statement := range []string{
		"insert into pay (version_key, offer, min, max) values (1, 0, -1, 10)",
		"insert into skills (id) values ('go'), ('go')",
	} {
		if _, err := db.ExecContext(t.Context(), statement); err != nil {
			t.Fatal(err)
		}
	}
	whole, err := analyze.AuditLake(t.Context(), db)
	if err != nil || len(whole) != 1 || whole[0].Audit != "skill_unique" {
		t.Errorf("over the lake: %v, %v", whole, err)
	}
	versions, err := analyze.AuditVersions(t.Context(), db)
	if err != nil || len(versions) == 0 || versions[0].Audit != "pay_amounts" {
		t.Errorf("over versions: %v, %v", versions, err)
	}
	all, err := analyze.Audit(t.Context(), db)
	if err != nil || len(all) != len(whole)+len(versions) {
		t.Errorf("over both: %v, %v", all, err)
	}
}
