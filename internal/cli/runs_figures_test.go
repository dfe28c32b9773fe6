package cli

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"rung/collect"
	"rung/internal/job"
	"rung/internal/lake"
)

// site answers the second time as sites do: a page is as it was, one comes at the second try, one is refused.
type site struct{ asked map[string]int }

const (
	firstPage  = `[{"ID":"a","Title":"Go developer"},{"ID":"b","Title":"Go developer"},{"ID":"c","Title":"Go developer"},{"ID":"d","Title":"Go developer"}]`
	secondPage = `[{"ID":"a","Title":"Rust developer"},{"ID":"b","Title":"Go developer"},{"ID":"e","Title":"Go developer"},{"ID":"f","Title":"Go developer"},{"ID":"g"}]`
)

func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.asked[r.URL.Path]++
	n := s.asked[r.URL.Path]
	switch {
	case r.URL.Path == "/same" && r.Header.Get("If-None-Match") == `"1"`:
		w.WriteHeader(http.StatusNotModified)
	case r.URL.Path == "/same":
		w.Header().Set("ETag", `"1"`)
		_, _ = w.Write([]byte(`[{"ID":"x","Title":"Go developer"}]`))
	case r.URL.Path == "/flaky" && n == 1:
		_, _ = w.Write([]byte(firstPage))
	case r.URL.Path == "/flaky" && n == 2:
		w.Header().Set("Retry-After", "1")
		w.WriteHeader(http.StatusServiceUnavailable)
	case r.URL.Path == "/flaky":
		_, _ = w.Write([]byte(secondPage))
	case n > 1:
		w.WriteHeader(http.StatusForbidden)
	default:
		_, _ = w.Write([]byte("[]"))
	}
}

// siteSource is the source of the board over the pages of a site.
func siteSource(base string) collect.Source {
	s := boardSource(base)
	s.Fetch = func(ctx context.Context, r *collect.Run) error {
		for _, scope := range []string{"same", "flaky", "bad"} {
			p, err := r.Get(ctx, scope, r.Base+"/"+scope)
			if err != nil {
				r.Failed(scope, err)
				continue
			}
			if err := r.Keep(ctx, p); err != nil {
				return err
			}
			if err := r.Complete(ctx, scope); err != nil {
				return err
			}
		}
		return nil
	}
	parse := s.Parse
	s.Parse = func(p job.Page) (job.Parsed, error) {
		all, err := parse(p)
		parsed := job.Parsed{Rejects: all.Rejects}
		for _, l := range all.Listings {
			if l.Title == "" {
				parsed.Rejects = append(parsed.Rejects, job.Reject{Source: p.Source, ID: l.ID, Stage: "parse", Field: "title", Reason: "it is empty", RunID: p.RunID})
				continue
			}
			parsed.Listings = append(parsed.Listings, l)
		}
		return parsed, err
	}
	return s
}

// TestRunsTellWhatHappened counts a run by hand: a page that is as it was, one that comes at the second try a second
// later, and one that is refused.
func TestRunsTellWhatHappened(t *testing.T) {
	srv := httptest.NewServer(&site{asked: map[string]int{}})
	t.Cleanup(srv.Close)
	b := newBoard(t)
	began := time.Now()
	b.sources = []collect.Source{siteSource(srv.URL)}
	b.app.now = func() time.Time { return b.now().Add(time.Since(began)) } // waits take their time
	b.rung(t, Done, "run")
	b.rung(t, Partly, "run")
	rows := jsonRows(t, b.rung(t, Done, "runs", "show", "--json"))
	if len(rows) != 1 {
		t.Fatalf("%d rows, want one for the source: %v", len(rows), rows)
	}
	got := rows[0]
	for name, want := range map[string]any{
		"source": "board", "stages": "collect+transform", "verdict": "partial", "asked": 4.0, "got": 1.0, "unchanged": 1.0, "retried": 1.0,
		"failed": 1.0, "bytes": float64(len(secondPage)), "read": 5.0, "new": 2.0, "changed": 1.0, "same": 1.0, "refused": 1.0, "closed": 2.0,
	} {
		if got[name] != want {
			t.Errorf("%s = %v, want %v", name, got[name], want)
		}
	}
	waited, _ := got["waited_ms"].(float64)
	took, _ := got["duration_ms"].(float64)
	if waited < 900 || took < waited || took > 60_000 {
		t.Errorf("waited %v ms and took %v, want a second of waiting", waited, took)
	}
	if text := b.rung(t, Done, "runs", "show"); !strings.Contains(text, "403") {
		t.Errorf("nobody says why:\n%s", text)
	}
}

// madeUpRuns are records in which no two figures are the same.
func madeUpRuns() []job.RunRecord {
	at := time.Date(2026, 11, 29, 4, 27, 25, 0, time.UTC)
	collected := job.RunRecord{
		RunID: "20261129T042725Z-abcdef", Source: "board", Stage: "collect", Started: at, Ended: at.Add(23_700 * time.Millisecond), Outcome: job.Partial,
		Message: "bad:\n403", Requests: 101, Bodies: 92, Unchanged: 3, Retries: 4, Failures: 5, Bytes: 1_234_567, Waited: 12_300 * time.Millisecond,
	}
	read := job.RunRecord{
		RunID: collected.RunID, Source: "board", Stage: "transform", Started: at.Add(40 * time.Second), Ended: at.Add(41 * time.Second), Outcome: job.Done,
		Read: 5000, New: 601, Changed: 72, Same: 4320, Rejected: 7, Closed: 88,
	}
	other, otherRead := collected, read
	other.Source, other.Outcome, other.Message, other.Failures, other.Ended = "archive", job.Done, "", 0, at.Add(time.Second)
	otherRead.Source = "archive"
	return []job.RunRecord{collected, other, read, otherRead}
}

func TestRunsOnATerminal(t *testing.T) {
	b := newBoard(t)
	l, err := lake.OpenWrite(b.lakeDir(), "a test")
	if err != nil {
		t.Fatal(err)
	}
	records := madeUpRuns()
	before := records[1] // a minute earlier, of one stage
	before.RunID, before.Started, before.Ended = "20261129T042625Z-123456", before.Started.Add(-time.Minute), before.Ended.Add(-time.Minute)
	if err := l.RecordRuns(append(records, before)); err != nil {
		t.Fatal(err)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	b.env = append(b.env, "NO_COLOR=1")
	b.outTTY, b.width = true, 100
	// archive took 1 s and 1 s, board 23.7 s and 1 s. The first began at 04:27:25, and the last ended 41 s later.
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"runs", "show"}, `run 20261129T042725Z-abcdef, from 2026-11-29 04:27:25 to 04:28:06 UTC
┌─────────┬─────────┬────────┬───────┬─────┬───────────┬────────┬────────┬─────────┬────────┬──────┐
│ source  │ verdict │   took │ asked │ got │ unchanged │   size │ waited │ retried │ failed │ read │
├─────────┼─────────┼────────┼───────┼─────┼───────────┼────────┼────────┼─────────┼────────┼──────┤
│ archive │ done    │  2.0 s │   101 │  92 │         3 │ 1.2 MB │ 12.3 s │       4 │      0 │ 5000 │
│ board   │ partial │ 24.7 s │   101 │  92 │         3 │ 1.2 MB │ 12.3 s │       4 │      5 │ 5000 │
└─────────┴─────────┴────────┴───────┴─────┴───────────┴────────┴────────┴─────────┴────────┴──────┘
┌─────────┬─────────┬─────┬─────────┬──────┬────────┬─────────┐
│ source  │ verdict │ new │ changed │ same │ closed │ refused │
├─────────┼─────────┼─────┼─────────┼──────┼────────┼─────────┤
│ archive │ done    │ 601 │      72 │ 4320 │     88 │       7 │
│ board   │ partial │ 601 │      72 │ 4320 │     88 │       7 │
└─────────┴─────────┴─────┴─────────┴──────┴────────┴─────────┘
board: bad: 403
`},
		// One run of one stage: no figure of the other stage, and no failures.
		{[]string{"runs", "20261129T0426"}, `┌───────────────┬─────────┬─────────┬─────────┬───────┬───────┬─────┬───────────┬────────┬────────┐
│ run           │ source  │ verdict │ stages  │  took │ asked │ got │ unchanged │   size │ waited │
├───────────────┼─────────┼─────────┼─────────┼───────┼───────┼─────┼───────────┼────────┼────────┤
│ 20261129T0426 │ archive │ done    │ collect │ 1.0 s │   101 │  92 │         3 │ 1.2 MB │ 12.3 s │
└───────────────┴─────────┴─────────┴─────────┴───────┴───────┴─────┴───────────┴────────┴────────┘
┌───────────────┬─────────┬─────────┬─────────┬─────────┐
│ run           │ source  │ verdict │ stages  │ retried │
├───────────────┼─────────┼─────────┼─────────┼─────────┤
│ 20261129T0426 │ archive │ done    │ collect │       4 │
└───────────────┴─────────┴─────────┴─────────┴─────────┘
`},
	} {
		if diff := cmp.Diff(c.want, b.rung(t, Done, c.args...)); diff != "" {
			t.Errorf("rung %v (-want +got)\n%s", c.args, diff)
		}
	}
	list := b.rung(t, Done, "runs", "--limit", "2")
	if strings.Contains(list, "20261129T0426") || strings.Count(list, "20261129T042725Z") > 0 || !strings.HasSuffix(list, "\"rung runs show RUN\" says why\n") {
		t.Errorf("the last two rows are\n%s", list)
	}
	for line := range strings.Lines(list) {
		if n := len([]rune(line)) - 1; n > 100 {
			t.Errorf("a line has %d places: %s", n, line)
		}
	}
	b.outTTY = false
	if wide := b.rung(t, Done, "runs"); strings.Count(wide, "┌") != 1 || strings.Count(wide, "\n") != 8 {
		t.Errorf("without a terminal there is no width to keep:\n%s", wide)
	}
	first := jsonRows(t, b.rung(t, Done, "runs", "--json"))
	if len(first) != 5 || first[0]["duration_ms"] == nil {
		t.Errorf("programs get each stage: %v", first)
	}
	for _, bad := range []string{"-1", "0", "abc", "1.5", ""} {
		b.log.Reset()
		b.rung(t, Usage, "runs", "--limit", bad)
		if said := b.log.String(); !strings.Contains(said, "want a whole number of rows above 0") || strings.Contains(said, "strconv") {
			t.Errorf("--limit %q: %s", bad, said)
		}
	}
}

// TestRunFigures wants each figure of a run under its own name, in all three answers.
func TestRunFigures(t *testing.T) {
	b := newBoard(t)
	l, err := lake.OpenWrite(b.lakeDir(), "a test")
	if err != nil {
		t.Fatal(err)
	}
	if err := l.RecordRuns(madeUpRuns()[:3]); err != nil {
		t.Fatal(err)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	both := map[string]float64{
		"unchanged": 3, "bytes": 1_234_567, "waited_ms": 12_300, "read": 5000, "new": 601, "changed": 72, "same": 4320, "closed": 88,
	}
	shown := map[string]float64{"asked": 101, "got": 92, "retried": 4, "failed": 5, "refused": 7, "duration_ms": 24_700}
	listed := map[string]float64{"requests": 101, "bodies": 92, "retries": 4, "failures": 5, "rejected": 7, "duration_ms": 24_700}
	sums := map[string]float64{}
	for _, row := range jsonRows(t, b.rung(t, Done, "runs", "--json")) {
		for name, v := range row {
			if n, ok := v.(float64); ok && row["source"] == "board" {
				sums[name] += n
			}
		}
	}
	for name, v := range both {
		shown[name], listed[name] = v, v
	}
	if diff := cmp.Diff(listed, sums); diff != "" {
		t.Errorf("rung runs --json (-want +got)\n%s", diff)
	}
	got := map[string]float64{}
	var message string
	for _, row := range jsonRows(t, b.rung(t, Done, "runs", "show", "--json")) {
		switch row["source"] {
		case "archive":
			if v, ok := row["message"]; !ok || v != nil {
				t.Errorf("where there is nothing to say the message is %v", v)
			}
		default:
			message, _ = row["message"].(string)
			for name, v := range row {
				if n, ok := v.(float64); ok {
					got[name] = n
				}
			}
		}
	}
	if diff := cmp.Diff(shown, got); diff != "" || message != "bad:\n403" {
		t.Errorf("rung runs show --json says %q (-want +got)\n%s", message, diff)
	}
}

func TestShortNames(t *testing.T) {
	in := []any{"20261129T042725Z-abcdef", "20261129T042725Z-abcdef", "20261129T042726Z-abcdef", "20261128T000000Z-1", "20261130T000000Z-a1", "20261130T000000Z-a2", "x"}
	want := []any{"20261129T042725", "20261129T042725", "20261129T042726", "20261128T0000", "20261130T000000Z-a1", "20261130T000000Z-a2", "x"}
	if diff := cmp.Diff(want, shortNames(in)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if data, err := json.Marshal(shortNames(nil)); err != nil || string(data) != "[]" {
		t.Errorf("of none: %s, %v", data, err)
	}
}
