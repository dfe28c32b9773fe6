package market

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

var until = time.Date(2026, 10, 31, 0, 0, 0, 0, time.UTC)

func TestEqualSeedsMakeEqualMarkets(t *testing.T) {
	a, b, other := New(1, until), New(1, until), New(2, until)
	same := func(x, y *Market) bool {
		return slices.EqualFunc(x.Vacancies, y.Vacancies, func(v, w Vacancy) bool {
			return v.Title == w.Title && v.Employer == w.Employer && v.Min == w.Min && slices.Equal(v.Skills, w.Skills)
		})
	}
	if !same(a, b) || same(a, other) {
		t.Error("the market does not depend on its seed alone")
	}
}

// TestTheSeedGrows checks that the shares follow the growth that the tables state.
func TestTheSeedGrows(t *testing.T) {
	m := New(1, until)
	share := func(skill string, since, until time.Time) float64 {
		list := slices.DeleteFunc(m.Between(since, until), func(v *Vacancy) bool { return v.Role != "frontend" })
		return float64(Asked(list)[skill]) / float64(len(list))
	}
	early, late := until.AddDate(-2, 0, 0), until.AddDate(-1, 0, 0)
	if a, b := share("Angular", early.AddDate(0, -3, 0), late), share("Angular", late, until); a < b {
		t.Errorf("the share of Angular goes from %.3f to %.3f, want it to fall", a, b)
	}
	if a, b := share("Tailwind CSS", early.AddDate(0, -3, 0), late), share("Tailwind CSS", late, until); a > b {
		t.Errorf("the share of Tailwind CSS goes from %.3f to %.3f, want it to rise", a, b)
	}
}

func TestNothingIsPostedAfterTheEnd(t *testing.T) {
	m := New(3, until)
	for _, v := range m.Vacancies {
		if v.Posted.After(until.AddDate(0, 0, 1)) || !strings.Contains(v.Employer, "synthetic") && !v.Freelance || len(v.Skills) == 0 || v.Min > v.Max {
			t.Errorf("vacancy %+v", v)
		}
	}
}

func TestHandler(t *testing.T) {
	srv := httptest.NewServer(New(1, until).Handler())
	defer srv.Close()
	get := func(path, tag string) (*http.Response, map[string]any) {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, srv.URL+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("If-None-Match", tag)
		res, err := srv.Client().Do(req)
		if err != nil {
			t.Fatal(err)
		}
		defer res.Body.Close()
		var v map[string]any
		_ = json.NewDecoder(res.Body).Decode(&v)
		return res, v
	}
	const thread = "/hn.algolia.com/api/v1/search_by_date?tags=comment,story_90202610&hitsPerPage=1000"
	res, v := get(thread, "")
	hits, ok := v["hits"].([]any)
	if !ok || len(hits) < perMonth {
		t.Fatalf("the last thread has %d posts", len(hits))
	}
	if res, _ := get(thread, res.Header.Get("ETag")); res.StatusCode != http.StatusNotModified {
		t.Errorf("the same thread again gives %s", res.Status)
	}
	first := hits[0].(map[string]any)["created_at_i"].(float64)
	if _, v := get(thread+"&numericFilters=created_at_i%3E"+strconv.FormatInt(int64(first), 10), ""); len(v["hits"].([]any)) != 0 {
		t.Error("a filter for later posts finds some")
	}
	for _, b := range Boards(Ashby) {
		if _, v := get("/api.ashbyhq.com/posting-api/job-board/"+b, ""); v["jobs"] == nil {
			t.Errorf("board %s has no jobs", b)
		}
	}
	if res, _ := get("/boards-api.greenhouse.io/v1/boards/nobody/jobs", ""); res.StatusCode != http.StatusNotFound {
		t.Errorf("a board that is none gives %s", res.Status)
	}
}
