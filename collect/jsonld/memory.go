package jsonld

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"time"
)

// entry is a page that a site lists. Mod is the time of its last change in the words of the sitemap,
// empty where it says nothing.
type entry struct{ URL, Mod string }

// visit is what is remembered of a page: the Mod and the day on which it was read, and whether it held
// a posting.
type visit struct {
	Mod  string `json:"m,omitempty"`
	At   string `json:"a"`
	Jobs bool   `json:"j,omitempty"`
}

// memory holds the pages of a site by address. It travels from run to run as the site's cursor.
type memory map[string]visit

func remember(cursor string) (memory, error) {
	m := memory{}
	if cursor == "" {
		return m, nil
	}
	if err := json.Unmarshal([]byte(cursor), &m); err != nil {
		return nil, fmt.Errorf("read what is known of the site: %w", err)
	}
	return m, nil
}

func (m memory) text() (string, error) {
	data, err := json.Marshal(m)
	if err != nil {
		return "", fmt.Errorf("write what is known of the site: %w", err)
	}
	return string(data), nil
}

const (
	// again is after how many days a page with postings is asked for though its site says that it has
	// not changed; idle is the same for a page without.
	again = 7
	idle  = 30
)

func day(t time.Time) string { return t.UTC().Format(time.DateOnly) }

// Why a page is due, the most urgent first.
const (
	isNew = iota
	isChanged
	isOld
	notDue
)

// due returns the pages to ask for: new ones, those that changed or left the sitemap, then those not
// seen for long, each newest first. Gone pages are spared.
func (m memory) due(listed []entry, now time.Time, gone func(url string) bool) []entry {
	type candidate struct {
		entry
		class int
	}
	var list []candidate
	add := func(e entry, class int) {
		if class != notDue && !gone(e.URL) {
			list = append(list, candidate{e, class})
		}
	}
	seen := map[string]bool{}
	for _, e := range listed {
		if !seen[e.URL] {
			add(e, m.class(e, now))
		}
		seen[e.URL] = true
	}
	for url, v := range m {
		// A page that is listed no more is asked whether it is gone.
		if v.Jobs && !seen[url] {
			add(entry{url, v.Mod}, isChanged)
		}
	}
	slices.SortFunc(list, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.class, b.class), cmp.Compare(b.Mod, a.Mod), cmp.Compare(m[a.URL].At, m[b.URL].At), cmp.Compare(a.URL, b.URL))
	})
	out := make([]entry, len(list))
	for i, c := range list {
		out[i] = c.entry
	}
	return out
}

func (m memory) class(e entry, now time.Time) int {
	v, known := m[e.URL]
	days := idle
	if v.Jobs {
		days = again
	}
	switch {
	case !known:
		return isNew
	case e.Mod != v.Mod:
		return isChanged
	case e.Mod == "" && v.Jobs && v.At < day(now), v.At <= day(now.AddDate(0, 0, -days)):
		return isOld
	}
	return notDue
}

// forget drops pages without postings that the site lists no more.
func (m memory) forget(listed []entry) {
	keep := make(map[string]bool, len(listed))
	for _, e := range listed {
		keep[e.URL] = true
	}
	for url, v := range m {
		if !v.Jobs && !keep[url] {
			delete(m, url)
		}
	}
}
