package jsonld

import (
	"bytes"
	"fmt"
	"net/url"
	"strconv"

	"rung/collect/wire"
	"rung/internal/job"
)

// Parse reads the postings of one page. A block that cannot be read is a reject when it speaks of one; a
// page without a posting is an empty one. Rejects carry no sample, since blocks name people to apply to.
func Parse(p job.Page) (job.Parsed, error) {
	var out job.Parsed
	g := graph{named: map[string]object{}}
	for _, block := range scripts(decoded(p.Body, p.MediaType)) {
		things, err := values(block)
		if err != nil {
			if bytes.Contains(block, []byte("JobPosting")) {
				out.Rejects = append(out.Rejects, wire.Reject(p, "", nil, err))
			}
			continue
		}
		for _, v := range things {
			g.add(v, 0)
		}
	}
	if more := len(g.postings) - maxPostings; more > 0 {
		g.postings = g.postings[:maxPostings]
		out.Rejects = append(out.Rejects, wire.Reject(p, "", nil, fmt.Errorf("%d postings more than a page may hold", more)))
	}
	seen := map[string]job.Listing{}
	for i, posting := range g.postings {
		l := g.listing(p, posting)
		if before, twice := seen[l.ID]; twice {
			if before.Title == l.Title && before.Text == l.Text {
				out.Skipped++
				continue
			}
			l.ID += "#" + strconv.Itoa(i+1)
		}
		seen[l.ID] = l
		if err := check(&l); err != nil {
			out.Rejects = append(out.Rejects, wire.Reject(p, l.ID, nil, err))
			continue
		}
		out.Listings = append(out.Listings, l)
	}
	return out, nil
}

func check(l *job.Listing) error {
	if l.Title == "" {
		return wire.Missing("title")
	}
	return wire.Check(l)
}

// address returns where a posting is found, under which id, and where else it can be applied for. The
// posting's own address counts where it is on the page's site; elsewhere it is the employer's.
func (g *graph) address(p job.Page, posting object) (web, id, apply string) {
	page, err := url.Parse(p.URL)
	if err != nil {
		return "", "", ""
	}
	at := page
	if own, err := page.Parse(g.words(field(posting, "url"))); err == nil && wire.Web(wire.Text(own.String())) != "" {
		if own.Hostname() == page.Hostname() {
			at = own
		} else {
			apply = own.String()
		}
	}
	here := *at
	here.Fragment, here.RawFragment, here.User = "", "", nil
	id = here.Host + here.RequestURI()
	return wire.Web(wire.Text(here.String())), cut(id, 500), apply
}

// pageAddress is the address of a page as [graph.address] writes it.
func pageAddress(p job.Page) string {
	u, err := url.Parse(p.URL)
	if err != nil {
		return ""
	}
	u.Fragment, u.RawFragment, u.User = "", "", nil
	return u.String()
}
