package pay

import "strings"

// Price reads the one amount of a string that holds a price, such as "R$ 1.500,00" or "35€ 99". Unlike
// Read it accepts a bare number and blanks inside it, and takes the first number that touches a currency,
// else the first one. It is not ok for percentages and dates. "Free" is 0.
func Price(s string) (float64, bool) {
	if len(s) > maxText {
		s = s[:maxText]
	}
	first, found := 0.0, false
	for i := 0; i < len(s); {
		if !isDigit(s[i]) {
			i++
			continue
		}
		v, end, ok := priceAt(s, i)
		if !ok {
			i = end
			continue
		}
		_, _, before := currencyBefore(s, i)
		if !before {
			_, _, before = currencyAfter(s, end)
		}
		if before {
			return v, true
		}
		if !found {
			first, found = v, true
		}
		i = end
	}
	if !found && strings.Contains(strings.ToLower(s), "free") {
		return 0, true
	}
	return first, found
}

// priceAt reads the number that begins at i and may hold blanks, thousands marks and a decimal mark.
func priceAt(s string, i int) (v float64, end int, ok bool) {
	end = i
	for end < len(s) {
		_, w := markAt(s, end)
		if isDigit(s[end]) {
			w = 1
		}
		if w == 0 {
			break
		}
		end += w
	}
	if end < len(s) && s[end] == '%' {
		return 0, end, false
	}
	raw := strings.TrimRight(s[i:end], " \u00a0\u202f\u2009.,'")
	end = i + len(raw)
	if cents, width := euroCents(s, end); width > 0 && !strings.ContainsAny(raw, ".,") {
		return digitsOf(raw+cents, len(cents)), end + width, true
	}
	mark, decimals := decimalMark(raw)
	if mark != 0 && mark != ',' && strings.Count(raw, string(mark)) > 1 {
		return 0, end, false
	}
	if i > 0 && s[i-1] == '.' && mark == 0 && len(raw) < 4 && !strings.ContainsAny(raw, " ,") {
		// ".75" without a digit before the point.
		return digitsOf(raw, len(raw)), end, true
	}
	return digitsOf(raw, decimals), end, true
}

// decimalMark returns the last mark of a number when it divides decimals, as any but a group of three
// digits behind it shows, and the number of decimals.
func decimalMark(raw string) (mark byte, decimals int) {
	i := strings.LastIndexAny(raw, ".,")
	if i < 0 {
		return 0, 0
	}
	for j := i + 1; j < len(raw); j++ {
		if isDigit(raw[j]) {
			decimals++
		}
	}
	if decimals == 3 || decimals > maxDigits {
		return 0, 0
	}
	return raw[i], decimals
}

// euroCents reads the cents of "35€ 99" and "35€99" behind a number that ends at i.
func euroCents(s string, i int) (cents string, width int) {
	p := skip(s, i)
	if !strings.HasPrefix(s[p:], "€") {
		return "", 0
	}
	p += len("€")
	q := skip(s, p)
	end := run(s, q)
	if n := end - q; n == 2 || n > 0 && n <= 3 && q == p {
		return s[q:end], end - i
	}
	return "", 0
}
