package board_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"rung/collect"
	"rung/collect/board"
	"rung/collect/sourcetest"
	"rung/internal/job"
	"rung/internal/polite"
)

func TestSplit(t *testing.T) {
	for in, want := range map[string][2]string{
		"acme":                          {"acme", ""},
		" acme = Acme Robotics ":        {"acme", "Acme Robotics"},
		"Forward%20Oaks=Forward & Oaks": {"Forward Oaks", "Forward & Oaks"},
		"100%":                          {"100%", ""},
		"":                              {"", ""},
	} {
		if name, employer := board.Split(in); name != want[0] || employer != want[1] {
			t.Errorf("Split(%q) = %q, %q, want %q", in, name, employer, want)
		}
	}
}

type site map[string]int

func (s site) RoundTrip(req *http.Request) (*http.Response, error) {
	name := strings.TrimPrefix(req.URL.Path, "/")
	body := `{"jobs":[]}`
	if name == "garbage" {
		body = "<html>Checking your browser</html>"
	}
	status := s[name]
	if status == 0 {
		status = http.StatusOK
	}
	return sourcetest.Answer(status, nil, []byte(body)), nil
}

// TestFetch asks boards that are well, gone, broken, private, and behind a wall.
func TestFetch(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := board.Site{
			Option:  "boards",
			Address: board.Path("/", ""),
			Check: func(body []byte) error {
				if body[0] != '{' {
					return errors.New("no JSON")
				}
				return nil
			},
		}
		source := collect.Source{Name: "boards", BaseURL: "https://boards.example", Fetch: s.Fetch}
		run := func(sink collect.Sink, boards ...string) (job.RunRecord, error) {
			client := polite.New(polite.Config{Now: time.Now, Transport: site{"gone": 404, "private": 401, "wall": 403, "busy": 429}})
			records, err := collect.Collect(t.Context(), []collect.Source{source},
				map[string]collect.Settings{"boards": {Options: map[string][]string{"boards": boards}}}, sink,
				collect.Options{RunID: "r", Now: time.Now, Client: client})
			return records[0], err
		}
		sink := &sourcetest.MemorySink{}
		record, err := run(sink, "well", "gone", "garbage", "private", "", "last=Last Ltd")
		if err == nil || record.Outcome != job.Partial || record.Failures != 2 || record.Bodies != 2 {
			t.Errorf("record %+v, error %v; want 2 bodies and 2 failures", record, err)
		}
		if pages := sink.Pages(job.PageBody); pages[1].Meta["employer"] != "Last Ltd" || len(sink.Pages(job.PageEnd)) != 2 || len(sink.Pages(job.PageGone)) != 1 {
			t.Errorf("pages %+v", sink.Pages())
		}
		record, err = run(&sourcetest.MemorySink{}, "wall", "well")
		if !errors.Is(err, polite.ErrBlocked) || record.Bodies != 0 {
			t.Errorf("behind a wall: record %+v, error %v; want it to end there", record, err)
		}
		var status *polite.StatusError
		record, err = run(&sourcetest.MemorySink{}, "busy", "well")
		if !errors.As(err, &status) || status.Status != 429 || record.Bodies != 0 {
			t.Errorf("over the limit: record %+v, error %v; want it to end there", record, err)
		}
	})
}

// TestHostEach asks boards with a host each: one that refuses us does not stop the others, and one that
// sends us away is gone.
func TestHostEach(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := board.Site{
			Option: "boards", Address: board.Host("/feed"), HostEach: true, MovedIsGone: true,
			Check: func([]byte) error { return nil },
		}
		source := collect.Source{Name: "boards", BaseURL: "https://{board}.jobs.example", Fetch: s.Fetch}
		sink := &sourcetest.MemorySink{}
		client := polite.New(polite.Config{Now: time.Now, Transport: hosts{"wall.jobs.example": 403, "left.jobs.example": 302}})
		records, err := collect.Collect(t.Context(), []collect.Source{source},
			map[string]collect.Settings{"boards": {Options: map[string][]string{"boards": {"wall", "left", "a/b", "well"}}}}, sink,
			collect.Options{RunID: "r", Now: time.Now, Client: client})
		if err == nil || records[0].Outcome != job.Partial || records[0].Failures != 2 {
			t.Errorf("record %+v, error %v; want the wall and the name that is none to fail", records[0], err)
		}
		if pages := sink.Pages(job.PageBody); len(pages) != 1 || pages[0].URL != "https://well.jobs.example/feed" {
			t.Errorf("pages %+v", pages)
		}
		if gone := sink.Pages(job.PageGone); len(gone) != 1 || gone[0].Scope != "left" {
			t.Errorf("gone %+v, want left", gone)
		}
	})
}

// hosts answers by host; a redirect leads to another one.
type hosts map[string]int

func (h hosts) RoundTrip(req *http.Request) (*http.Response, error) {
	status := h[req.URL.Host]
	if status == 0 {
		status = http.StatusOK
	}
	return sourcetest.Answer(status, http.Header{"Location": {"https://www.example/"}}, []byte(`{"jobs":[]}`)), nil
}
