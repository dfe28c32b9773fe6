package jsonld

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"
)

const (
	// maxBlocks bounds the blocks of one page, maxPostings the postings in them.
	maxBlocks   = 200
	maxPostings = 1000
)

// decoded returns a page in UTF-8. What is not UTF-8 is read by its byte order mark, its header or its
// meta element, as browsers do.
func decoded(body []byte, mediaType string) []byte {
	if utf8.Valid(body) {
		return body
	}
	encoding, _, _ := charset.DetermineEncoding(body, mediaType)
	if out, err := encoding.NewDecoder().Bytes(body); err == nil {
		return out
	}
	return bytes.ToValidUTF8(body, []byte("\uFFFD"))
}

// scripts returns the JSON-LD blocks of a page. It reads tokens and builds no tree, so that no nesting
// can hurt.
func scripts(page []byte) [][]byte {
	var out [][]byte
	z := html.NewTokenizer(bytes.NewReader(page))
	for len(out) < maxBlocks {
		switch z.Next() {
		case html.ErrorToken:
			return out
		case html.StartTagToken:
			if !opensBlock(z) {
				continue
			}
			if z.Next() != html.TextToken {
				continue
			}
			out = append(out, bytes.Clone(z.Raw()))
		}
	}
	return out
}

func opensBlock(z *html.Tokenizer) bool {
	name, more := z.TagName()
	if string(name) != "script" {
		return false
	}
	for more {
		var key, value []byte
		key, value, more = z.TagAttr()
		if string(key) == "type" {
			kind, _, _ := strings.Cut(string(value), ";")
			return strings.EqualFold(strings.TrimSpace(kind), "application/ld+json")
		}
	}
	return false
}
