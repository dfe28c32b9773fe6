package lake_test

import (
	"slices"
	"testing"
	"time"

	"rung/internal/job"
	"rung/internal/lake"
)

func TestListingTables(t *testing.T) {
	l := openWrite(t)
	s := l.Silver("run1")
	s.ReadBy("reader1")
	a := listing("a")
	must(t, s.PutListing(a))
	must(t, s.PutListing(&job.Listing{Source: "board", ID: "bare", SeenAt: noon, Client: &job.Client{Hires: new(0)}}))
	putJobs(t, s, jobOf(a))
	must(t, s.Commit(t.Context(), nil, "reader1"))

	want(t, l, `select * exclude (version_key, listing_key, content_hash, native_id) from listing_versions where native_id = 'a'`,
		"board|acme|https://example.com/a|https://acme.example/apply|cc-by|Senior Go developer|senior go developer|backend|senior|false|"+
			"Acme, Inc.|acme|We pay $50 an hour. Go and SQL, no PHP.|en|[DE EU]|Berlin, Germany|Berlin|remote|[full_time contract]|Engineering|[go sql]|"+
			"1|true|true|1|2024-04-01T12:00:00Z|2024-04-29T12:00:00Z|2024-06-01T12:00:00Z|2024-05-01T12:00:00Z|2024-04|"+
			"7|45.5|5|10|DE|1000|3|4|4.9|true|run1|reader1")
	want(t, l, `select title, text, countries, posted_at, seen_at, month, bids, applicants_min, client_hires, client_posts, client_verified, has_pay, skill_count
		from listing_versions where native_id = 'bare'`,
		"<nil>|<nil>|[]|<nil>|2024-05-01T12:00:00Z|2024-05|<nil>|<nil>|0|<nil>|<nil>|false|0")
	want(t, l, `select * exclude (version_key, listing_key, job_key) from roles`,
		"0|Go developer|backend|senior|false|remote|[DE]|[full_time]|title|7|19")
	want(t, l, `select * exclude (version_key, listing_key, job_key) from mentions order by skill`,
		"board|2024-04|go|Go|language|false|wanted|required|text|20|22|Go|acme|backend|senior|false|remote|DE|full_time",
		"board|2024-04|php|PHP|language|true|negated|mentioned|text|35|38|PHP|acme|backend|senior|false|remote|DE|full_time")
	want(t, l, `select * exclude (version_key, listing_key, job_key) from pay order by offer`,
		"board|2024-04|0|<nil>|50|60|USD|hour|word|hour|size|parsed|gross|L5|[from]|text|7|18|$50 an hour|2024-04-01T12:00:00Z",
		"board|2024-04|1|0|90000|<nil>|EUR|year|<nil>|<nil>|<nil>|stated|<nil>|<nil>|[]|<nil>|<nil>|<nil>|<nil>|2024-04-01T12:00:00Z")
	want(t, l, `select signature::varchar from identities where signature is not null`, `\x01\x00\x00\x00\x02\x00\x00\x00\xFF\xFF\xFF\xFF`)
	want(t, l, `select count(*), count(distinct version_key) from (select version_key from mentions union all
		select version_key from pay union all select version_key from roles union all select version_key from listings)`, "6|1")
}

func TestLifeTables(t *testing.T) {
	l := openWrite(t)
	s := l.Silver("run2")
	must(t, s.PutSighting(job.Sighting{Source: "board", ID: "a", Scope: "acme", RunID: "run2", At: noon, PageHash: "p1", VersionKey: 7, Removed: true}))
	must(t, s.PutScope(job.ScopeEvent{Source: "board", Scope: "acme", RunID: "run2", At: noon, Kind: job.PageUnchanged, PageHash: "p1"}))
	must(t, s.PutReject(job.Reject{Source: "board", RunID: "run2", URL: "u", ID: "x", Stage: "parse", Field: "title", Reason: "empty", Sample: "{}", SeenAt: noon}))
	must(t, s.PutRun(job.RunRecord{
		RunID: "run2", Source: "board", Stage: "transform", Started: noon, Ended: noon.Add(time.Second), Outcome: job.Done, Message: "m",
		Requests: 1, Bodies: 2, Unchanged: 3, Retries: 4, Failures: 5, Bytes: 6, Waited: 7 * time.Millisecond, Read: 8, New: 9, Changed: 10, Same: 11, Rejected: 12, Closed: 13,
	}))
	must(t, s.PutJob(job.JobRow{
		ListingKey: 1, VersionKey: 2, JobKey: 3, Source: "board", ID: "a", Representative: true, Reason: "key", TwinOf: 4,
		PostedAt: noon, FirstSeen: noon, LastSeen: noon, ClosedAt: noon, CloseRule: "absent", Versions: 5, Reposts: 6,
	}))
	must(t, s.ReplaceSkills([]lake.SkillRow{{ID: "go", Name: "Go", Category: "language", AI: true, Concept: true, Aliases: []string{"golang"}}}))
	must(t, s.ReplaceFX(slices.Values([]job.Rate{{Date: noon, Currency: "USD", PerEUR: 1.07}})))
	must(t, s.Commit(t.Context(), nil, ""))
	must(t, l.RecordRuns([]job.RunRecord{{RunID: "run3", Source: "board", Stage: "collect", Ended: noon.Add(time.Hour)}}))

	want(t, l, "select * exclude (listing_key) from sightings", "board|a|acme|run2|2024-05-01T12:00:00Z|p1|7|true")
	want(t, l, "select * from scopes", "board|acme|run2|2024-05-01T12:00:00Z|unchanged|p1")
	want(t, l, "select * from rejects", "board|run2|u|x|parse|title|empty|{}|2024-05-01T12:00:00Z")
	want(t, l, "select * from runs where run_id = 'run2'",
		"run2|board|transform|2024-05-01T12:00:00Z|2024-05-01T12:00:01Z|done|m|1|2|3|4|5|6|7|8|9|10|11|12|13")
	want(t, l, "select * from jobs", "1|2|3|board|a|true|key|4|2024-05-01T12:00:00Z|2024-05-01T12:00:00Z|2024-05-01T12:00:00Z|2024-05-01T12:00:00Z|absent|5|6")
	want(t, l, "select * from skills", "go|Go|language|true|true|[golang]")
	want(t, l, "select * from fx", "2024-05-01T00:00:00Z|USD|1.07")
	want(t, l, "select run_id, ended_at from runs order by 1", "run2|2024-05-01T12:00:01Z", "run3|2024-05-01T13:00:00Z")
	if got := l.Manifest().Made; !got.Equal(noon.Add(time.Hour)) {
		t.Errorf("time of the last commit = %v, want %v", got, noon.Add(time.Hour))
	}
}

func TestReplaceAndRebuild(t *testing.T) {
	l := openWrite(t)
	fill(t, l, listing("a"), listing("b"))
	fill(t, l, listing("c"))
	want(t, l, "select native_id from listing_versions order by 1", "a", "b", "c")
	want(t, l, "select native_id from listings order by 1", "a", "b", "c")

	s := l.Silver("run2")
	s.Rebuild()
	must(t, s.PutListing(listing("d")))
	must(t, s.Commit(t.Context(), nil, "reader2"))
	want(t, l, "select native_id from listing_versions", "d")
	want(t, l, "select count(*) from jobs", "0")
	if got := l.Manifest().Reader; got != "reader2" {
		t.Errorf("reader of the manifest = %q, want reader2", got)
	}
}

func TestEmptyViews(t *testing.T) {
	l := openWrite(t)
	for _, table := range append(lake.Tables(), lake.Views()...) {
		want(t, l, "select count(*) from "+table.Name, "0")
	}
	for _, view := range lake.Views() {
		var columns []string
		for _, c := range view.Columns {
			columns = append(columns, c.Name+"|"+c.Type)
		}
		want(t, l, "select column_name, column_type from (describe "+view.Name+")", columns...)
	}
}

func TestEverythingHasAComment(t *testing.T) {
	l := openWrite(t)
	for _, table := range append(lake.Tables(), lake.Views()...) {
		if len(table.Comment) < 10 || len(table.Columns) < 3 {
			t.Errorf("table %s: comment %q, %d columns", table.Name, table.Comment, len(table.Columns))
		}
	}
	s, err := l.Query(t.Context(), lake.Limits{})
	must(t, err)
	defer s.Close()
	for _, of := range []string{"duckdb_columns()", "duckdb_views()"} {
		got, err := run(t, s, "select count(*) filter (where comment is null), count(*) > 10 from "+of+" where not internal")
		if err != nil || got[0] != "0|true" {
			t.Errorf("without a comment in %s: %v, %v, want none of many", of, got, err)
		}
	}
}

func TestInvalidText(t *testing.T) {
	l := openWrite(t)
	bad := listing("a\xff")
	bad.Text, bad.Tags = "half a letter \xe2\x82", []string{"\xc3"}
	bad.Read.Mentions[0].Text = "\xf0"
	fill(t, l, bad)
	want(t, l, "select native_id, text, tags, evidence from listings join mentions using (version_key) where skill = 'go'",
		"a\uFFFD|half a letter \uFFFD|[\uFFFD]|\uFFFD")
}
