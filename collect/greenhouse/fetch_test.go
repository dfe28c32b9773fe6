package greenhouse_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"rung/collect"
	"rung/collect/greenhouse"
	"rung/collect/sourcetest"
	"rung/internal/job"
	"rung/internal/polite"
)

// company is a board of a number of jobs; those with an even id state pay.
type company struct {
	jobs   int
	broken bool
	asked  []string
}

func (c *company) RoundTrip(req *http.Request) (*http.Response, error) {
	c.asked = append(c.asked, strings.TrimPrefix(req.URL.Path, "/v1/boards/acme/jobs"))
	if id, ok := strings.CutPrefix(req.URL.Path, "/v1/boards/acme/jobs/"); ok {
		if c.broken {
			return sourcetest.Answer(http.StatusInternalServerError, nil, nil), nil
		}
		ranges := "[]"
		if strings.ContainsAny(id[len(id)-1:], "02468") {
			ranges = `[ {"min_cents": 100, "max_cents": ` + id + `000, "currency_type": "USD"} ]`
		}
		return sourcetest.Answer(http.StatusOK, nil, fmt.Appendf(nil, `{"id": %s, "title": "Smith", "pay_input_ranges": %s}`, id, ranges)), nil
	}
	var rows []string
	for i := range c.jobs {
		rows = append(rows, fmt.Sprintf(`{"id": %d, "internal_job_id": 7, "title": "Smith"}`, i+1))
	}
	tag := fmt.Sprintf(`"%d"`, c.jobs)
	if req.Header.Get("If-None-Match") == tag {
		return sourcetest.Answer(http.StatusNotModified, http.Header{"Etag": {tag}}, nil), nil
	}
	return sourcetest.Answer(http.StatusOK, http.Header{"Etag": {tag}}, []byte(`{"jobs": [`+strings.Join(rows, ",")+`]}`)), nil
}

// run collects the board, and returns what was asked for and what became of it.
func run(t *testing.T, c *company, sink *sourcetest.MemorySink, details string) ([]string, job.RunRecord) {
	t.Helper()
	c.asked = nil
	s := greenhouse.Source()
	records, _ := collect.Collect(t.Context(), []collect.Source{s}, map[string]collect.Settings{s.Name: {Options: map[string][]string{
		"boards": {"acme=Acme"}, "details": {details},
	}}}, sink, collect.Options{RunID: "r", Now: time.Now, Client: polite.New(polite.Config{Now: time.Now, Transport: c})})
	return c.asked, records[0]
}

// offers parses the list that was kept last and returns the highest pay of each job, 0 without pay.
func offers(t *testing.T, sink *sourcetest.MemorySink) []float64 {
	t.Helper()
	pages := sink.Pages(job.PageBody)
	out, err := greenhouse.Parse(pages[len(pages)-1])
	if err != nil {
		t.Fatal(err)
	}
	var got []float64
	for _, l := range out.Listings {
		most := 0.0
		for _, p := range l.Given.Pay {
			most = max(most, p.Max)
		}
		got = append(got, most)
	}
	return got
}

// TestPayOverRuns wants each job asked for once, the list kept again when it says more than before, and
// the pay of a job in every later list.
func TestPayOverRuns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, sink := &company{jobs: 4}, &sourcetest.MemorySink{}
		for i, want := range []struct {
			jobs   int
			asked  []string
			pay    []float64
			bodies int64
		}{
			{4, []string{"", "/1", "/2"}, []float64{0, 20, 0, 0}, 1},
			{4, []string{"", "/3", "/4"}, []float64{0, 20, 0, 40}, 1},
			{4, []string{""}, []float64{0, 20, 0, 40}, 0},
			{5, []string{"", "/5"}, []float64{0, 20, 0, 40, 0}, 1},
			{5, []string{""}, []float64{0, 20, 0, 40, 0}, 0},
			{1, []string{""}, []float64{0}, 1},
		} {
			c.jobs = want.jobs
			asked, record := run(t, c, sink, "2")
			if diff := cmp.Diff(want.asked, asked); diff != "" || record.Bodies != want.bodies || record.Outcome != job.Done {
				t.Errorf("run %d: record %+v, asked for (-want +got):\n%s", i, record, diff)
			}
			if diff := cmp.Diff(want.pay, offers(t, sink)); diff != "" {
				t.Errorf("run %d: pay (-want +got):\n%s", i, diff)
			}
		}
		if got := len(sink.Pages(job.PageEnd)); got != 6 {
			t.Errorf("the board was listed completely %d times, want 6", got)
		}
	})
}

// TestBrokenDetails wants the list kept when pay cannot be had, and the pay asked for the next time.
func TestBrokenDetails(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, sink := &company{jobs: 2, broken: true}, &sourcetest.MemorySink{}
		if _, record := run(t, c, sink, "9"); record.Outcome != job.Partial || record.Failures != 1 || record.Bodies != 1 || len(sink.Pages(job.PageEnd)) != 1 {
			t.Errorf("record %+v; want the list, its end and one failure", record)
		}
		c.broken = false
		if _, record := run(t, c, sink, "9"); record.Outcome != job.Done || offers(t, sink)[1] != 20 {
			t.Errorf("the second time: %+v, pay %v", record, offers(t, sink))
		}
	})
}

func TestNoDetails(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, sink := &company{jobs: 2}, &sourcetest.MemorySink{}
		for range 2 {
			if asked, record := run(t, c, sink, "0"); len(asked) != 1 || record.Outcome != job.Done {
				t.Errorf("asked for %q: %+v; want the list only", asked, record)
			}
		}
		if asked, record := run(t, c, sink, "-1"); len(asked) > 0 || !strings.Contains(record.Message, "details") {
			t.Errorf("asked for %q: %+v; want the setting refused", asked, record)
		}
	})
}
