package jsonld

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"

	"github.com/klauspost/compress/gzip"
	"golang.org/x/net/html/charset"

	"rung/internal/polite"
)

const (
	// maxSitemaps bounds the files of one site, maxListed the pages in them. The protocol allows 50,000
	// addresses in a file of 50 MB (https://www.sitemaps.org/protocol.html).
	maxSitemaps = 50
	maxListed   = 50_000
	maxSitemap  = 50 << 20
)

// sitemaps returns the wanted pages that the site's sitemaps list, nil when there is no sitemap. They
// are read whole each time: none of them is kept, and what they list decides what is asked for. One that
// cannot be read costs nothing but time: its known pages are asked for as if they had left the list.
func (s *site) sitemaps(ctx context.Context) ([]entry, error) {
	queue, err := s.run.Client.Sitemaps(ctx, s.start.String())
	if err != nil {
		return nil, fmt.Errorf("find the sitemaps: %w", err)
	}
	guessed := len(queue) == 0
	if guessed {
		queue = []string{s.root() + "/sitemap.xml"}
	}
	var listed []entry
	seen := map[string]bool{}
	for len(queue) > 0 && len(seen) < maxSitemaps && len(listed) < maxListed {
		address := queue[0]
		queue = queue[1:]
		if u, err := url.Parse(address); err != nil || !s.crawler.may(u) || seen[address] {
			continue
		}
		seen[address] = true
		pages, more, err := s.sitemap(ctx, address)
		switch {
		case err == nil:
		case guessed && len(seen) == 1 && absent(err):
			return nil, nil
		case ctx.Err() != nil || errors.Is(err, polite.ErrBlocked) || len(seen) == 1:
			return nil, err
		default: // the others are still worth reading
			s.run.Failed("", err)
			s.partial = true
		}
		queue = append(queue, more...)
		listed = s.appendWanted(listed, pages)
	}
	if listed == nil && !guessed {
		listed = []entry{}
	}
	return listed, nil
}

// appendWanted appends the pages that are on the site and worth a request.
func (s *site) appendWanted(listed, pages []entry) []entry {
	for _, e := range pages {
		if u, err := url.Parse(e.URL); err == nil && s.crawler.may(u) && s.wants(u) && len(listed) < maxListed {
			u.Fragment = ""
			listed = append(listed, entry{u.String(), e.Mod})
		}
	}
	return listed
}

func absent(err error) bool {
	var status *polite.StatusError
	return errors.As(err, &status) && (status.Status == http.StatusNotFound || status.Status == http.StatusGone)
}

// root is the address below which the site's own files lie.
func (s *site) root() string {
	if s.run.Base != noSite {
		return s.run.Base
	}
	return s.start.Scheme + "://" + s.start.Host
}

func (s *site) sitemap(ctx context.Context, address string) (pages []entry, more []string, err error) {
	resp, err := s.run.Client.Do(ctx, polite.Request{URL: address, MaxBytes: maxSitemap})
	if err != nil {
		return nil, nil, err
	}
	body, err := unpacked(resp.Body)
	if err != nil {
		return nil, nil, fmt.Errorf("get %s: %w", polite.Strip(address), err)
	}
	if pages, more, err = readSitemap(body); err != nil {
		err = fmt.Errorf("get %s: %w", polite.Strip(address), err)
	}
	return pages, more, err
}

// unpacked undoes gzip of a file that is stored so.
func unpacked(body []byte) ([]byte, error) {
	if !bytes.HasPrefix(body, []byte{0x1f, 0x8b}) {
		return body, nil
	}
	z, err := gzip.NewReader(bytes.NewReader(body))
	if err != nil {
		return nil, fmt.Errorf("unpack: %w", err)
	}
	out, err := io.ReadAll(io.LimitReader(z, maxSitemap+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("unpack: %w", err)
	case len(out) > maxSitemap:
		return nil, fmt.Errorf("unpack: over %d bytes: %w", maxSitemap, polite.ErrTooLarge)
	}
	return out, nil
}

// readSitemap returns the pages and the further sitemaps that a sitemap lists. One with a fault in it lists
// nothing.
func readSitemap(body []byte) (pages []entry, more []string, err error) {
	dec := xml.NewDecoder(bytes.NewReader(body))
	dec.Strict = false
	dec.CharsetReader = charset.NewReaderLabel
	root := ""
	for len(pages) < maxListed && len(more) < maxListed {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) && root != "" {
			return pages, more, nil
		}
		if err != nil {
			return nil, nil, fmt.Errorf("read sitemap: %w", err)
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		switch name := start.Name.Local; {
		case root == "" && name != "urlset" && name != "sitemapindex":
			return nil, nil, fmt.Errorf("read sitemap: it begins with %.40q", name)
		case root == "":
			root = name
		case name == "url" || name == "sitemap":
			var e struct {
				Loc string `xml:"loc"`
				Mod string `xml:"lastmod"`
			}
			if err := dec.DecodeElement(&e, &start); err != nil {
				return nil, nil, fmt.Errorf("read sitemap: %w", err)
			}
			loc := strings.TrimSpace(e.Loc)
			switch {
			case loc == "":
			case name == "url":
				pages = append(pages, entry{loc, cut(strings.TrimSpace(e.Mod), 40)})
			default:
				more = append(more, loc)
			}
		}
	}
	return pages, more, nil
}

// cut shortens s to at most n bytes.
func cut(s string, n int) string {
	if len(s) > n {
		s = strings.ToValidUTF8(s[:n], "")
	}
	return s
}
