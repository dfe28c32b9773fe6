package analyze_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

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

// TestAuditsOfWhatIsRecent spoils old rows and new ones. Rules about one row look at what is recent, those about many
// at all rows.
func TestAuditsOfWhatIsRecent(t *testing.T) {
	db := empty(t, analyze.DefaultSettings())
	for _, statement := range []string{
		`create or replace view recent.jobs as from main.jobs where native_id = 'new'`,
		`create or replace view recent.listing_versions as from main.listing_versions where native_id = 'new'`,
		// Listing 1 is there twice among old rows, 2 once among old and once among new ones. Job 3 has no
		// representative among old ones, job 4 two of which one is new, and job 7 lost its own.
		`insert into jobs by name select * from (values
			(1, 10, 10, true, 'old'), (1, 10, 11, true, 'old'), (2, 20, 12, true, 'old'), (2, 20, 13, true, 'new'),
			(3, 30, 3, false, 'old'), (4, 40, 4, true, 'old'), (5, 50, 4, true, 'new'), (6, 60, 7, false, 'old'))
			as t (listing_key, version_key, job_key, representative, native_id)`,
		`update jobs set reason = 'alone'`,
		`insert into listing_versions by name select * from (values (10, 1, 'old'), (10, 1, 'old'), (20, 2, 'new'), (20, 2, 'old'), (50, 5, 'old'))
			as t (version_key, listing_key, native_id)`,
	} {
		if _, err := db.ExecContext(t.Context(), statement); err != nil {
			t.Fatalf("%s: %v", statement, err)
		}
	}
	findings, err := analyze.AuditLake(t.Context(), db)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string][]any{}
	for _, f := range findings {
		for _, row := range f.Rows {
			got[f.Audit] = append(got[f.Audit], row[0])
		}
	}
	want := map[string][]any{
		"job_listing_unique": {int64(1), int64(2)}, "job_representative": {int64(3), int64(4), int64(7)}, "version_key_unique": {int64(10), int64(20)},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
}
