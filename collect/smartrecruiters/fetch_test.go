package smartrecruiters_test

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"rung/collect"
	"rung/collect/smartrecruiters"
	"rung/collect/sourcetest"
	"rung/internal/job"
	"rung/internal/polite"
)

// company is a board of a number of adverts. broken answers 500 for every text, says is the count that
// the list claims where it is not the true one.
type company struct {
	adverts, says int
	broken        bool
	asked         []string
}

func (c *company) RoundTrip(req *http.Request) (*http.Response, error) {
	c.asked = append(c.asked, strings.TrimPrefix(req.URL.RequestURI(), "/v1/companies/acme/"))
	if id, ok := strings.CutPrefix(req.URL.Path, "/v1/companies/acme/postings/"); ok {
		if c.broken {
			return sourcetest.Answer(http.StatusInternalServerError, nil, nil), nil
		}
		return sourcetest.Answer(http.StatusOK, nil, fmt.Appendf(nil, `{"id": %q, "name": "Smith %[1]s", "jobAd": {"sections": {"jobDescription": {"text": "Forge %[1]s"}}}}`, id)), nil
	}
	offset, err := strconv.Atoi(req.URL.Query().Get("offset"))
	if err != nil {
		return nil, err
	}
	var rows []string
	for i := offset; i < min(c.adverts, offset+100); i++ {
		rows = append(rows, fmt.Sprintf(`{"id": "%d", "name": "Smith %[1]d"}`, i))
	}
	body := fmt.Sprintf(`{"offset": %d, "limit": 100, "totalFound": %d, "content": [%s]}`, offset, max(c.adverts, c.says), strings.Join(rows, ","))
	tag := fmt.Sprintf(`"%d-%d"`, c.adverts, offset)
	if req.Header.Get("If-None-Match") == tag {
		return sourcetest.Answer(http.StatusNotModified, http.Header{"Etag": {tag}}, nil), nil
	}
	return sourcetest.Answer(http.StatusOK, http.Header{"Etag": {tag}}, []byte(body)), nil
}

// run collects the board, and returns what was asked for and what became of it.
func run(ctx context.Context, t *testing.T, c *company, sink *sourcetest.MemorySink, details string) ([]string, job.RunRecord) {
	t.Helper()
	c.asked = nil
	s := smartrecruiters.Source()
	records, _ := collect.Collect(ctx, []collect.Source{s}, map[string]collect.Settings{s.Name: {Options: map[string][]string{
		"boards": {"acme=Acme"}, "details": {details},
	}}}, sink, collect.Options{RunID: "r", Now: time.Now, Client: polite.New(polite.Config{Now: time.Now, Transport: c})})
	return c.asked, records[0]
}

// TestDetailsOverRuns wants the texts asked for once each, a few in every run, and a list that is asked
// for conditionally again when all are there.
func TestDetailsOverRuns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, sink := &company{adverts: 5}, &sourcetest.MemorySink{}
		for i, want := range [][]string{{"0", "1"}, {"2", "3"}, {"4"}, nil} {
			asked, record := run(t.Context(), t, c, sink, "2")
			if len(asked) != 1+len(want) || record.Outcome != job.Done {
				t.Errorf("run %d asked for %q: %+v", i, asked, record)
			}
			for k, id := range want {
				if asked[1+k] != "postings/"+id {
					t.Errorf("run %d asked for %q, want the texts of %q", i, asked, want)
				}
			}
			if wantBodies := int64(len(want)); i > 0 && (record.Bodies != wantBodies || record.Unchanged != 1) {
				t.Errorf("run %d: %d bodies, %d unchanged; want %d and the list unchanged", i, record.Bodies, record.Unchanged, wantBodies)
			}
		}
		if got := len(sink.Pages(job.PageEnd)); got != 4 {
			t.Errorf("the board was listed completely %d times, want 4", got)
		}
		// A new advert makes the list a new page, on which the others are only named.
		c.adverts = 6
		run(t.Context(), t, c, sink, "2")
		bodies := sink.Pages(job.PageBody)
		out, err := smartrecruiters.Parse(bodies[len(bodies)-1])
		if err != nil || len(out.Listed) != 6 || len(out.Listings) != 0 {
			t.Errorf("the list names %q and says %d listings, error %v; want 6 named", out.Listed, len(out.Listings), err)
		}
	})
}

func TestPages(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		sink := &sourcetest.MemorySink{}
		asked, record := run(t.Context(), t, &company{adverts: 250}, sink, "0")
		if len(asked) != 3 || record.Bodies != 3 || len(sink.Pages(job.PageEnd)) != 1 {
			t.Errorf("asked for %q: %+v; want three pages and an end", asked, record)
		}
		// Pages that did not change say nothing of how many there are.
		if asked, record = run(t.Context(), t, &company{adverts: 250}, sink, "0"); len(asked) != 3 || record.Unchanged != 3 {
			t.Errorf("the second time, asked for %q: %+v; want three pages unchanged", asked, record)
		}
		sink = &sourcetest.MemorySink{}
		if _, record = run(t.Context(), t, &company{adverts: 150, says: 160}, sink, "0"); len(sink.Pages(job.PageEnd)) != 0 || record.Outcome != job.Done {
			t.Errorf("a list that changed while it was read closed what it did not show: %+v", record)
		}
		if asked, _ = run(t.Context(), t, &company{adverts: 1, says: 1 << 40}, sink, "0"); len(asked) != 2 || len(sink.Pages(job.PageEnd)) != 0 {
			t.Errorf("a list that claims to be longer than it is: asked for %d pages", len(asked))
		}
		if asked, record = run(t.Context(), t, &company{adverts: 20_000}, &sourcetest.MemorySink{}, "0"); len(asked) != 100 || record.Outcome != job.Partial {
			t.Errorf("a list without an end: asked for %d pages, %+v", len(asked), record)
		}
	})
}

// TestBrokenDetails wants the list kept, and the texts left for the next run, when they cannot be had.
func TestBrokenDetails(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, sink := &company{adverts: 3, broken: true}, &sourcetest.MemorySink{}
		_, record := run(t.Context(), t, c, sink, "9")
		if record.Outcome != job.Partial || record.Failures != 1 || record.Bodies != 1 || len(sink.Pages(job.PageEnd)) != 1 {
			t.Errorf("record %+v; want the list, its end and one failure", record)
		}
		c.broken = false
		if asked, record := run(t.Context(), t, c, sink, "9"); len(asked) != 4 || record.Bodies != 3 {
			t.Errorf("the second time, asked for %q: %+v; want three texts", asked, record)
		}
	})
}

func TestSettings(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		if asked, record := run(t.Context(), t, &company{}, &sourcetest.MemorySink{}, "many"); len(asked) > 0 || !strings.Contains(record.Message, "details") {
			t.Errorf("asked for %q: %+v; want the setting refused", asked, record)
		}
	})
}
