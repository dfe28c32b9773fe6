// Package contact takes out of the text of an advert what leads to a person: e-mail addresses in all
// their spellings, phone numbers, names of accounts with messengers, personal profiles and the name
// that stands right before an address.
//
// General addresses of a company (jobs@) go too: nobody can tell them from a person's, and rung needs
// neither. Pay, dates, versions and ids are left alone.
package contact

import (
	"cmp"
	"slices"
	"strings"
)

// Mark stands where something was taken out.
const Mark = "[contact removed]"

// Kind says what was found.
type Kind string

const (
	Address Kind = "address"
	Phone   Kind = "phone"
	Account Kind = "account"
)

// Span is one find: a byte range of the text.
type Span struct {
	Start, End int
	Kind       Kind
}

// maxPasses bounds how often Remove looks again. Each look is linear in the text, and in real adverts
// the second finds nothing; only text made to do so needs more than a few.
const maxPasses = 16

// Remove returns text with every find replaced by [Mark]. What stands between two finds is looked at
// again as a text of its own, so that Remove(Remove(s)) is Remove(s).
func Remove(text string) string {
	for range maxPasses {
		found := Find(text)
		if len(found) == 0 {
			break
		}
		text = replace(text, found)
	}
	return text
}

// Find returns what Remove takes out in its first pass, in order and without overlaps. A mark divides
// the text like its ends do.
func Find(text string) []Span {
	var out []Span
	from := 0
	for {
		i := strings.Index(text[from:], Mark)
		part := text[from:]
		if i >= 0 {
			part = part[:i]
		}
		for _, s := range findPart(part) {
			out = append(out, Span{s.Start + from, s.End + from, s.Kind})
		}
		if i < 0 {
			return out
		}
		from += i + len(Mark)
	}
}

// findPart finds what one part of a text holds.
func findPart(s string) []Span {
	found := addresses(s)
	found = append(found, phones(s)...)
	found = append(found, accounts(s)...)
	slices.SortFunc(found, func(a, b Span) int { return cmp.Or(a.Start-b.Start, b.End-a.End) })
	out := found[:0]
	for _, f := range found {
		if n := len(out); n > 0 && f.Start < out[n-1].End {
			out[n-1].End = max(out[n-1].End, f.End)
			continue
		}
		out = append(out, f)
	}
	return out
}

func replace(text string, found []Span) string {
	var b strings.Builder
	b.Grow(len(text))
	last := 0
	for _, f := range found {
		b.WriteString(text[last:f.Start])
		b.WriteString(Mark)
		last = f.End
	}
	b.WriteString(text[last:])
	return b.String()
}
