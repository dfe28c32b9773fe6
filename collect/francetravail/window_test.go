package francetravail_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"rung/collect"
	"rung/collect/francetravail"
	"rung/collect/sourcetest"
	"rung/internal/job"
	"rung/internal/polite"
)

// service answers like the real one: 150 offers a range, none beyond row 3149, the newest first.
type service struct {
	t       *testing.T
	offers  []time.Time // the newest first
	queries int
}

func (s *service) RoundTrip(req *http.Request) (*http.Response, error) {
	if req.Method == http.MethodPost {
		return sourcetest.Answer(http.StatusOK, nil, []byte(`{"access_token": "x"}`)), nil
	}
	s.queries++
	q := req.URL.Query()
	var start, end int
	if _, err := fmt.Sscanf(q.Get("range"), "%d-%d", &start, &end); err != nil || start > 3000 || end-start != 149 {
		s.t.Errorf("range %q", q.Get("range"))
	}
	var rows []map[string]string
	n := 0
	for i, at := range s.offers {
		stamp := at.Format("2006-01-02T15:04:05Z")
		if stamp < q.Get("minCreationDate") || stamp > q.Get("maxCreationDate") {
			continue
		}
		if n >= start && n <= end {
			rows = append(rows, map[string]string{"id": strconv.Itoa(i), "intitule": "x", "dateCreation": stamp})
		}
		n++
	}
	if len(rows) == 0 {
		return sourcetest.Answer(http.StatusNoContent, nil, nil), nil
	}
	body, _ := json.Marshal(map[string]any{"resultats": rows})
	return sourcetest.Answer(http.StatusPartialContent, nil, body), nil
}

// TestWindows wants more offers than one search reaches to be read all the same.
func TestWindows(t *testing.T) {
	now := time.Date(2024, 12, 1, 12, 0, 0, 0, time.UTC)
	for _, total := range []int{0, 150, 3149, 3150, 7000} {
		synctest.Test(t, func(t *testing.T) {
			site, sink := &service{t: t}, &sourcetest.MemorySink{}
			for i := range total {
				site.offers = append(site.offers, now.Add(-time.Duration(i)*time.Minute))
			}
			clock := func() time.Time { return now }
			_, err := collect.Collect(t.Context(), []collect.Source{francetravail.Source()}, map[string]collect.Settings{"francetravail": {
				Enabled: true, Options: map[string][]string{"client_id": {"a"}, "client_secret": {"b"}, "keywords": {"x"}, "days": {"30"}, "token_url": {"https://token.example/"}},
			}}, sink, collect.Options{RunID: "r", Now: clock, Client: polite.New(polite.Config{Now: clock, Transport: site})})
			if err != nil {
				t.Fatal(err)
			}
			ids := map[string]bool{}
			for _, p := range sink.Pages(job.PageBody) {
				out, err := francetravail.Parse(p)
				if err != nil {
					t.Fatal(err)
				}
				for _, l := range out.Listings {
					ids[l.ID] = true
				}
				if u, err := url.Parse(p.URL); err != nil || strings.Contains(u.RawQuery, "token") {
					t.Errorf("kept as %q", p.URL)
				}
			}
			if len(ids) != total {
				t.Errorf("%d offers of %d were read in %d requests", len(ids), total, site.queries)
			}
		})
	}
}
