package hackernews_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"rung/collect"
	"rung/collect/hackernews"
	"rung/collect/sourcetest"
	"rung/internal/job"
	"rung/internal/polite"
)

const base = "http://127.0.0.1:1/hn.algolia.com"

// site plays Algolia and Firebase over comments that are made up by number.
type site struct {
	mu       sync.Mutex
	threads  map[int]time.Time
	comments map[int][]int64 // times by thread; the id of a comment is 1000*thread + its place
	fail     func(req *http.Request) bool
	asked    []string
}

func (s *site) RoundTrip(req *http.Request) (*http.Response, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	address := strings.TrimPrefix(req.URL.Path, "/")
	if q := req.URL.Query().Get("tags"); q != "" {
		address = q + " " + req.URL.Query().Get("numericFilters")
	}
	if req.Header.Get("If-None-Match") != "" {
		address += " (conditional)"
	}
	s.asked = append(s.asked, address)
	if s.fail != nil && s.fail(req) {
		return sourcetest.Answer(http.StatusForbidden, nil, nil), nil
	}
	body, _ := json.Marshal(s.answer(req))
	tag := strconv.Quote(strconv.Itoa(len(body)))
	h := http.Header{"Etag": {tag}, "Content-Type": {"application/json"}}
	if req.Header.Get("If-None-Match") == tag {
		return sourcetest.Answer(http.StatusNotModified, h, nil), nil
	}
	return sourcetest.Answer(http.StatusOK, h, body), nil
}

func (s *site) answer(req *http.Request) any {
	if id, ok := strings.CutPrefix(req.URL.Path, "/fb/v0/item/"); ok {
		n, _ := strconv.Atoi(strings.TrimSuffix(id, ".json"))
		return s.item(n)
	}
	if req.URL.Path == "/fb/v0/user/whoishiring.json" {
		return map[string]any{"submitted": s.ids()}
	}
	var rows []map[string]any
	tags := req.URL.Query().Get("tags")
	if id, ok := strings.CutPrefix(tags, "comment,story_"); ok {
		n, _ := strconv.Atoi(id)
		for i, at := range s.comments[n] {
			rows = append(rows, map[string]any{
				"objectID": strconv.Itoa(1000*n + i), "story_id": n, "parent_id": n, "story_title": title(n), "created_at_i": at, "comment_text": "Advert",
			})
		}
	} else {
		for _, n := range s.ids() {
			rows = append(rows, map[string]any{"objectID": strconv.Itoa(n), "title": title(n), "created_at_i": s.threads[n].Unix()})
		}
	}
	rows = slices.DeleteFunc(rows, func(r map[string]any) bool {
		return !passes(req.URL.Query().Get("numericFilters"), r["created_at_i"].(int64))
	})
	slices.SortStableFunc(rows, func(a, b map[string]any) int { return int(b["created_at_i"].(int64) - a["created_at_i"].(int64)) })
	return map[string]any{"hits": rows[:min(1000, len(rows))], "nbHits": len(rows)}
}

func passes(filters string, at int64) bool {
	for f := range strings.SplitSeq(filters, ",") {
		for _, op := range []string{">=", "<=", ">"} {
			if v, ok := strings.CutPrefix(f, "created_at_i"+op); ok {
				n, _ := strconv.ParseInt(v, 10, 64)
				if op == ">=" && at < n || op == "<=" && at > n || op == ">" && at <= n {
					return false
				}
				break
			}
		}
	}
	return true
}

func (s *site) ids() []int {
	var out []int
	for n := range s.threads {
		out = append(out, n)
	}
	slices.SortFunc(out, func(a, b int) int { return s.threads[b].Compare(s.threads[a]) })
	return out
}

func (s *site) item(n int) any {
	if at, ok := s.threads[n]; ok {
		var kids []int
		for i := range s.comments[n] {
			kids = append(kids, 1000*n+i)
		}
		return map[string]any{"id": n, "type": "story", "title": title(n), "time": at.Unix(), "kids": kids}
	}
	times := s.comments[n/1000]
	if n%1000 == 7 || n%1000 >= len(times) {
		return nil
	}
	return map[string]any{"id": n, "type": "comment", "parent": n / 1000, "text": "Advert", "time": times[n%1000]}
}

func title(n int) string {
	return []string{"Ask HN: Who is hiring? (x)", "Ask HN: Freelancer? Seeking freelancer? (x)", "Ask HN: Who wants to be hired? (x)"}[n%3]
}

// run collects once and returns what was asked since the last run.
func (s *site) run(t *testing.T, sink *sourcetest.MemorySink, at time.Time, options map[string][]string) (job.RunRecord, []string, error) {
	t.Helper()
	s.asked = nil
	began := time.Now()
	clock := func() time.Time { return at.Add(time.Since(began)) }
	set := collect.Settings{BaseURL: base, Rate: 1000, Options: map[string][]string{"threads": {"hiring", "freelancer"}}}
	maps.Copy(set.Options, options)
	records, err := collect.Collect(t.Context(), []collect.Source{hackernews.Source()}, map[string]collect.Settings{"hackernews": set}, sink,
		collect.Options{RunID: "r", Now: clock, Client: polite.New(polite.Config{Now: clock, Transport: s, Retries: 1})})
	return records[0], s.asked, err
}

// adverts returns the ids in the pages of a sink, each once.
func adverts(t *testing.T, sink *sourcetest.MemorySink) map[string]bool {
	t.Helper()
	out := map[string]bool{}
	for _, p := range sink.Pages(job.PageBody) {
		got, err := hackernews.Parse(p)
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range got.Listings {
			out[l.ID] = true
		}
	}
	return out
}

var november = time.Date(2024, 11, 1, 16, 0, 0, 0, time.UTC)

// minutes returns n moments, a minute apart.
func minutes(from time.Time, n int) []int64 {
	var out []int64
	for i := range n {
		out = append(out, from.Add(time.Duration(i)*time.Minute).Unix())
	}
	return out
}

// TestLife follows a thread: first listing, nothing new, something new, closing, never again.
func TestLife(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &site{threads: map[int]time.Time{3: november, 5: november}, comments: map[int][]int64{3: minutes(november, 5)}}
		sink := &sourcetest.MemorySink{}
		newest := november.Add(4 * time.Minute)
		again := fmt.Sprintf("comment,story_3 created_at_i>%d", newest.Add(-2*time.Hour).Unix())
		list := "story,author_whoishiring created_at_i>=1698796800"
		steps := []struct {
			name   string
			after  time.Duration
			change func()
			want   []string
			ids    int
		}{
			{"first", 24 * time.Hour, func() {}, []string{list, "comment,story_3 "}, 5},
			{"nothing new", 48 * time.Hour, func() {}, []string{list, again}, 5},
			{"still nothing", 72 * time.Hour, func() {}, []string{list, again + " (conditional)"}, 5},
			{"one more", 96 * time.Hour, func() { s.comments[3] = append(s.comments[3], newest.Add(time.Hour).Unix()) }, []string{list, again + " (conditional)"}, 6},
			{"closing", 29 * 24 * time.Hour, func() {}, []string{list, strings.Replace(again, strconv.FormatInt(newest.Add(-2*time.Hour).Unix(), 10), strconv.FormatInt(newest.Add(-time.Hour).Unix(), 10), 1)}, 6},
		}
		for _, step := range steps {
			step.change()
			_, asked, err := s.run(t, sink, november.Add(step.after), nil)
			if err != nil || !slices.Equal(asked, step.want) {
				t.Errorf("%s: asked\n%q, want\n%q; error %v", step.name, asked, step.want, err)
			}
			if got := len(adverts(t, sink)); got != step.ids {
				t.Errorf("%s: %d adverts, want %d", step.name, got, step.ids)
			}
		}
		// By January the list of a year begins later, and the thread is asked a last time, then never.
		for i, want := range []int{2, 1} {
			_, asked, err := s.run(t, sink, november.Add(50*24*time.Hour+time.Duration(i)*time.Hour), nil)
			if err != nil || len(asked) != want {
				t.Errorf("run %d after 50 days asked %q, want %d requests; error %v", i, asked, want, err)
			}
		}
		if state := sink.State("hackernews"); len(state.Validators) != 0 || state.Cursors["3"] != "closed" {
			t.Errorf("a closed thread leaves %v, cursor %q", state.Validators, state.Cursors["3"])
		}
	})
}

// TestWindows lists a thread of more comments than one answer may hold, many of them in one second.
func TestWindows(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		times := minutes(november, 900)
		for range 90 {
			times = append(times, november.Add(500*time.Minute).Unix())
		}
		s := &site{threads: map[int]time.Time{3: november, 6: november}, comments: map[int][]int64{3: times, 6: nil}}
		for i := range 2500 { // ids of thread 6 run into other numbers, which is of no matter here
			s.comments[6] = append(s.comments[6], november.Add(time.Duration(i)*time.Second).Unix())
		}
		sink := &sourcetest.MemorySink{}
		_, _, err := s.run(t, sink, november.Add(60*24*time.Hour), nil)
		if got := len(adverts(t, sink)); err != nil || got != 990+2500 {
			t.Errorf("%d adverts, want %d; error %v", got, 990+2500, err)
		}
		if _, asked, err := s.run(t, sink, november.Add(61*24*time.Hour), nil); err != nil || len(asked) != 1 {
			t.Errorf("the second run asked %q, want the list alone; error %v", asked, err)
		}
	})
}

// TestFirebase lets Algolia refuse, wholly or for one thread, and reads the rest from Firebase.
func TestFirebase(t *testing.T) {
	for _, c := range []struct {
		name     string
		fail     func(*http.Request) bool
		firebase bool
		ids      int
		outcome  job.Outcome
	}{
		{"algolia refuses all", func(r *http.Request) bool { return strings.Contains(r.URL.Path, "algolia") }, true, 22, job.Done},
		{"no other way", func(r *http.Request) bool { return strings.Contains(r.URL.Path, "algolia") }, false, 0, job.Failed},
		{"both refuse", func(*http.Request) bool { return true }, true, 0, job.Failed},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := &site{
					threads:  map[int]time.Time{3: november, 5: november, 6: november.AddDate(0, -1, 0), 9: november.AddDate(-2, 0, 0)},
					comments: map[int][]int64{3: minutes(november, 12), 6: minutes(november.AddDate(0, -1, 0), 12), 9: minutes(november.AddDate(-2, 0, 0), 3)},
					fail:     c.fail,
				}
				sink, options := &sourcetest.MemorySink{}, map[string][]string{}
				if c.firebase {
					options["firebase_url"] = []string{"http://127.0.0.1:1/fb"}
				}
				record, asked, err := s.run(t, sink, november.Add(24*time.Hour), options)
				if got := len(adverts(t, sink)); got != c.ids || record.Outcome != c.outcome {
					t.Errorf("%d adverts, outcome %s; want %d, %s; error %v; asked %q", got, record.Outcome, c.ids, c.outcome, err, asked)
				}
				if !c.firebase || c.ids == 0 {
					return
				}
				if _, asked, err := s.run(t, sink, november.Add(25*time.Hour), options); err != nil || slices.ContainsFunc(asked, func(a string) bool { return strings.Contains(a, "item/3001") }) {
					t.Errorf("the second run asked %q; error %v", asked, err)
				}
				if n := len(sink.State("hackernews").Validators); n > 0 {
					t.Errorf("%d validators are kept for items", n)
				}
			})
		})
	}
}

func TestBadSettings(t *testing.T) {
	for name, options := range map[string]map[string][]string{
		"since":   {"since": {"last year"}},
		"threads": {"threads": {"hirring"}},
	} {
		s := &site{}
		_, asked, err := s.run(t, &sourcetest.MemorySink{}, november, options)
		if err == nil || !strings.Contains(err.Error(), "setting "+name) || len(asked) > 0 {
			t.Errorf("%v: error %v, asked %q", options, err, asked)
		}
	}
}
