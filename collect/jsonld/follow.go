package jsonld

import (
	"context"
	"net/url"
)

// follow visits a site without a sitemap from its beginning, link by link, and returns the pages that
// it found and had no time for.
func (s *site) follow(ctx context.Context) ([]entry, error) {
	found := []entry{}
	seen := map[string]bool{s.start.String(): true}
	level := []*url.URL{s.start}
	for depth := 0; len(level) > 0; depth++ {
		var next []*url.URL
		for _, u := range level {
			e := entry{URL: u.String()}
			found = append(found, e)
			if s.left <= 0 || s.run.IsGone(e.URL) {
				continue
			}
			links, err := s.page(ctx, e, depth < s.depth)
			if err != nil {
				return nil, err
			}
			for _, l := range links {
				if !seen[l.String()] && len(seen) < maxListed && s.wants(l) {
					seen[l.String()] = true
					next = append(next, l)
				}
			}
		}
		level = next
	}
	return found, nil
}
