package reports

import (
	"math"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// whole writes a count with commas between thousands.
func whole(n int64) string {
	s := strconv.FormatInt(n, 10)
	sign := ""
	if n < 0 {
		sign, s = "-", s[1:]
	}
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return sign + s
}

// percent writes a share with a digit more below one in a hundred.
func percent(share float64) string { return percentDigits(share) + "%" }

func percentDigits(share float64) string {
	if math.Abs(share) < 1e-9 { // also the noise of an interval that ends at 0
		return "0"
	}
	digits := 1
	if a := math.Abs(share); a > 0 && a < 0.00995 {
		digits = 2
	}
	return strconv.FormatFloat(100*share, 'f', digits, 64)
}

// signed writes a change as a share with its sign.
func signed(share float64) string {
	if share > 0 {
		return "+" + percent(share)
	}
	return percent(share)
}

// axisPercent writes a share for the scale of a chart, without needless digits.
func axisPercent(share float64) string {
	return strconv.FormatFloat(math.Round(share*1e4)/100, 'f', -1, 64) + "%"
}

// axisNumber writes a number for the scale of a chart.
func axisNumber(f float64) string { return strconv.FormatFloat(math.Round(f*100)/100, 'f', -1, 64) }

// nOf writes the count that a figure rests on, in one piece.
func nOf(n int64) string { return "n\u00a0=\u00a0" + whole(n) }

// dollars writes an amount: to the cent below ten, to the dollar below ten thousand, else to the hundred.
func dollars(amount float64) string {
	if amount < -0.004 {
		return "-" + dollars(-amount)
	}
	switch a := math.Abs(amount); {
	case a < 9.995:
		return "$" + strconv.FormatFloat(amount, 'f', 2, 64)
	case a < 9999.5:
		return "$" + whole(int64(math.Round(amount)))
	}
	return "$" + whole(int64(math.Round(amount/100)*100))
}

// times writes a ratio.
func times(ratio float64) string { return "×" + strconv.FormatFloat(ratio, 'f', 2, 64) }

// decimal writes a number with one digit after the point.
func decimal(f float64) string { return strconv.FormatFloat(f, 'f', 1, 64) }

// between writes the ends of an interval; a unit in front or behind both is written once.
func between(show func(float64) string, low, high float64) string {
	a, b := show(low), show(high)
	if a == b {
		return a
	}
	if strings.HasSuffix(a, "%") && strings.HasSuffix(b, "%") {
		a = strings.TrimSuffix(a, "%")
	}
	for _, unit := range []string{"$", "×"} {
		if strings.HasPrefix(a, unit) {
			b = strings.TrimPrefix(b, unit)
		}
	}
	if low < 0 {
		return a + " to " + b
	}
	return a + "–" + b
}

func dayText(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format("2 January 2006")
}

func monthText(t time.Time) string { return t.Format("January 2006") }

// spanOf writes a span of days, as months where it is whole ones.
func spanOf(since, until time.Time) string {
	if since.IsZero() || until.IsZero() {
		return "no dated ads"
	}
	if since.Day() == 1 && until.AddDate(0, 0, 1).Day() == 1 {
		if since.Year() == until.Year() && since.Month() == until.Month() {
			return monthText(since)
		}
		if since.Year() == until.Year() {
			return since.Format("January") + " to " + monthText(until)
		}
		return monthText(since) + " to " + monthText(until)
	}
	return dayText(since) + " to " + dayText(until)
}

// webLink returns an address if it is one of the web, else "". It is the gate for every link that comes
// from an advert.
func webLink(address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Host == "" || u.User != nil || (u.Scheme != "http" && u.Scheme != "https") || len(address) > 2000 {
		return ""
	}
	return u.String()
}

// plural returns the word for n of something.
func plural(n int64, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// series joins words as a sentence does.
func series(words []string) string {
	switch len(words) {
	case 0:
		return ""
	case 1:
		return words[0]
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}

// fixed writes a number with two digits after the point.
func fixed(f float64) string { return strconv.FormatFloat(f, 'f', 2, 64) }

// upper writes a sentence with a capital at its start.
func upper(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
