package jsonld

import "time"

// Due runs the choice of pages over a memory.
func Due(cursor string, listed [][2]string, now time.Time) ([]string, error) {
	m, err := remember(cursor)
	if err != nil {
		return nil, err
	}
	var entries []entry
	for _, l := range listed {
		entries = append(entries, entry{l[0], l[1]})
	}
	var out []string
	for _, e := range m.due(entries, now, func(string) bool { return false }) {
		out = append(out, e.URL)
	}
	return out, nil
}

// Sitemap reads a sitemap, packed or not.
func Sitemap(body []byte) (pages [][2]string, more []string, err error) {
	if body, err = unpacked(body); err != nil {
		return nil, nil, err
	}
	list, more, err := readSitemap(body)
	for _, e := range list {
		pages = append(pages, [2]string{e.URL, e.Mod})
	}
	return pages, more, err
}
