package sourcetest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"rung/collect"
	"rung/internal/golden"
	"rung/internal/job"
)

// maxParse is how long one page may take, with a machine that is busy with other things.
const maxParse = 5 * time.Second

// checkParse wants the recorded pages parsed the same way each time, into adverts that are adverts.
func checkParse(t *testing.T, s collect.Source, c Case, pages []job.Page) {
	type parsed struct {
		URL string
		job.Parsed
	}
	var all []parsed
	rows := 0
	for _, p := range pages {
		got, err := parse(s, p)
		if err != nil {
			t.Errorf("%s: %v", p.URL, err)
			continue
		}
		again, _ := parse(s, p)
		if diff := cmp.Diff(got, again); diff != "" {
			t.Errorf("%s parses differently the second time:\n%s", p.URL, diff)
		}
		if err := validate(got, s.Access == collect.File); err != nil {
			t.Errorf("%s: %v", p.URL, err)
		}
		rows += len(got.Listings) + len(got.Rejects) + len(got.Removed)
		all = append(all, parsed{p.URL, got})
	}
	if c.Rows > 0 && rows != c.Rows {
		t.Errorf("the pages hold %d adverts, listings, rejects and removals are %d", c.Rows, rows)
	}
	golden.Check(t, c.Golden, compact(t, all))
}

func parse(s collect.Source, p job.Page) (job.Parsed, error) {
	p.Body = bytes.Clone(p.Body)
	return s.Parse(p)
}

// validate wants every listing to be an advert, ids to be the source's own, and rejects to say why.
func validate(p job.Parsed, file bool) error {
	seen := map[string]bool{}
	for i := range p.Listings {
		l := &p.Listings[i]
		if err := l.Validate(); err != nil {
			return fmt.Errorf("listing %d (%q): %w", i, l.ID, err)
		}
		if l.Licence == "" && !file {
			return fmt.Errorf("listing %d (%q): no licence", i, l.ID)
		}
		if seen[l.Source+"\x00"+l.ID] {
			return fmt.Errorf("listing %d: id %q is there twice", i, l.ID)
		}
		seen[l.Source+"\x00"+l.ID] = true
	}
	for i, r := range p.Rejects {
		if r.Reason == "" || r.Stage == "" {
			return fmt.Errorf("reject %d (%q) does not say which stage refused it and why", i, r.ID)
		}
		if len(r.Sample) > 4<<10 {
			return fmt.Errorf("reject %d (%q) has a sample of %d bytes", i, r.ID, len(r.Sample))
		}
	}
	return nil
}

// checkHostile wants Parse to survive what no site should send: to return in time, without a panic,
// and never with a listing that is none.
func checkHostile(t *testing.T, s collect.Source, c Case, pages []job.Page) {
	if len(pages) == 0 {
		t.Skip("skipped: no page was fetched to take apart")
	}
	for _, h := range hostile(pages, c) {
		t.Run(h.name, func(t *testing.T) {
			got, err := survive(s, h.page)
			if err != nil {
				t.Errorf("%v\ninput: %.300q", err, h.page.Body)
			}
			if h.fails && got == nil {
				t.Errorf("no error for a page that cannot be read\ninput: %.300q", h.page.Body)
			}
		})
	}
}

// survive parses a page. It returns Parse's own error as got and what is wrong with Parse as err.
func survive(s collect.Source, p job.Page) (got, err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("panic: %v", v)
		}
	}()
	began := time.Now()
	parsed, got := parse(s, p)
	if took := time.Since(began); took > maxParse {
		return got, fmt.Errorf("took %v for %d bytes", took, len(p.Body))
	}
	return got, validate(parsed, s.Access == collect.File)
}

// Fuzz fuzzes a source's parser, starting from its recording and the hostile pages. Run as a plain
// test it tries the seeds only.
func Fuzz(f *testing.F, s collect.Source, c Case) {
	f.Helper()
	c = c.filled()
	rec, err := Load(c.Recording, s.BaseURL)
	if err != nil {
		f.Fatal(err)
	}
	var pages []job.Page
	for _, x := range rec.exchanges {
		if x.status/100 == 2 {
			pages = append(pages, job.Page{
				Source: s.Name, Kind: job.PageBody, Scope: "fuzz", URL: x.url.String(), RunID: "fuzz", FetchedAt: c.Now,
				Status: x.status, MediaType: x.header.Get("Content-Type"), Body: x.body,
			})
		}
	}
	for _, h := range hostile(pages, c) {
		f.Add(h.page.URL, h.page.Body)
	}
	f.Fuzz(func(t *testing.T, url string, body []byte) {
		if _, err := survive(s, job.Page{Source: s.Name, Kind: job.PageBody, Scope: "fuzz", URL: url, FetchedAt: c.Now, Status: 200, Body: body}); err != nil {
			t.Errorf("%v\nurl: %q\nbody: %.300q", err, url, body)
		}
	})
}

// compact writes a value as JSON without what is empty, so that a golden shows what was found.
func compact(t *testing.T, v any) []byte {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.UseNumber()
	var tree any
	if err := dec.Decode(&tree); err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(prune(tree)); err != nil {
		t.Fatal(err)
	}
	return []byte(out.String())
}

// prune drops members that are empty; elements of lists stay where they are.
func prune(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for k, m := range v {
			if m = prune(m); empty(m) {
				delete(v, k)
			} else {
				v[k] = m
			}
		}
	case []any:
		for i := range v {
			v[i] = prune(v[i])
		}
	}
	return v
}

func empty(v any) bool {
	switch v := v.(type) {
	case nil:
		return true
	case bool:
		return !v
	case string:
		return v == "" || v == "0001-01-01T00:00:00Z"
	case json.Number:
		return v == "0"
	case []any:
		return len(v) == 0
	case map[string]any:
		return len(v) == 0
	}
	return false
}
