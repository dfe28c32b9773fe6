package pay

import (
	"strings"

	"rung/internal/job"
)

// dashes are the signs that stand between the ends of a range.
var dashes = [...]string{"->", "-", "–", "—", "‒", "―", "−", "‐", "‑", "~", "～", "〜", "_", "…", "...", "..", "→"}

// rangeEnd reads the second amount of a range whose first one, a, ends at p.
func rangeEnd(s string, a amount, p int) (amount, bool) {
	if p < len(s) && s[p] == '+' {
		p++
	}
	q, slash, ok := joinerAt(s, a, skip(s, p))
	if !ok {
		return amount{}, false
	}
	b, ok := nextAmount(s, q)
	if !ok || b.isYear() && b.bare() && a.isYear() {
		return amount{}, false
	}
	if slash && (a.scale.factor != 0 || b.scale.factor == 0 || a.value > b.value) {
		return amount{}, false
	}
	if a.money.code != "" && b.money.code != "" && a.money.code != b.money.code &&
		!(isDollar(a.money) && isDollar(b.money)) && !sameSign(a.money, b.money) {
		return amount{}, false
	}
	if b.bare() && isLoad(s, b.end) {
		return amount{}, false
	}
	if b.total() == 0 || b.bare() && b.digits > 1 && s[b.at] == '0' {
		return amount{}, false
	}
	return b, true
}

// isDollar reports whether a code may be what a bare $ on the other side of a range means.
func isDollar(t tender) bool {
	switch t.code {
	case "$", "USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "MXN", "BRL", "CLP", "COP", "ARS":
		return true
	}
	return false
}

func sameSign(a, b tender) bool {
	for _, t := range [...]string{a.code + b.code, b.code + a.code} {
		switch t {
		case "¥JPY", "¥CNY", "krSEK", "krNOK", "krDKK", "krISK":
			return true
		}
	}
	return false
}

// isLoad reports whether a number that ends at i counts hours, years or people and not money.
func isLoad(s string, i int) bool {
	q := skip(s, i)
	if q < len(s) && s[q] == '+' {
		q = skip(s, q+1)
	}
	end := wordEnd(s, q)
	if end == q {
		return false
	}
	m := lookUp(s[q:end])
	if m.is(countWord) {
		return true
	}
	return m.unit != "" && m.unit != job.Unit && end < len(s) && (s[end] == '/' || s[end] == '-')
}

// joinerAt steps over what joins the ends of a range at q.
func joinerAt(s string, a amount, q int) (next int, slash, ok bool) {
	if q >= len(s) {
		return 0, false, false
	}
	for _, d := range dashes {
		if !strings.HasPrefix(s[q:], d) {
			continue
		}
		next = q + len(d)
		for next < len(s) && s[next] == '-' {
			next++
		}
		next = skip(s, next)
		if next < len(s) && s[next] == '\n' {
			next = skip(s, next+1)
		}
		return next, false, true
	}
	if s[q] == '/' {
		return skip(s, q+1), true, true
	}
	end := wordEnd(s, q)
	if end == q {
		return 0, false, false
	}
	word := s[q:end]
	if !lookUp(word).is(joiner) {
		return 0, false, false
	}
	if isOneOf(word, "and", "e", "und", "y", "et", "og", "en", "i", "и") && !betweenBefore(s, a.start) {
		return 0, false, false
	}
	next = skip(s, end)
	if isOneOf(word, "up") || isOneOf(s[next:wordEnd(s, next)], "to") {
		next = skip(s, wordEnd(s, next))
	}
	return next, false, true
}

// betweenBefore reports whether "between" opens the range that begins at i.
func betweenBefore(s string, i int) bool {
	end := skipBack(s, i)
	return isOneOf(s[wordStart(s, end):end], "between", "entre", "zwischen", "tra", "mellom", "mellan", "mellem", "tussen", "między")
}
