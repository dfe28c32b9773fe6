package pay

// number is a number as written at one place of a text.
type number struct {
	value float64
	// end is the offset behind it.
	end int
	// digits counts those before the decimal mark, decimals those behind it.
	digits   int
	decimals int
	// grouped is true when thousands were marked.
	grouped bool
}

// maxDigits bounds a number to what a float64 holds exactly; longer ones are ids.
const maxDigits = 15

var powers = [...]float64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15}

func isDigit(c byte) bool { return c-'0' < 10 }

// scanNumber reads the number that begins with the digit s[i], in any of the styles 1,234,567.89,
// 1.234.567,89, 1 234 567, 1'234'567 and 12,00,000. A single mark before exactly three digits divides
// thousands unless a k follows. The value is 0 when there are more than maxDigits digits.
func scanNumber(s string, i int) number {
	n := number{end: run(s, i)}
	n.digits = n.end - i
	group, last := byte(0), n.digits
	for n.decimals == 0 {
		mark, width := markAt(s, n.end)
		if mark == 0 {
			break
		}
		from := n.end + width
		count := run(s, from) - from
		grouping := count == 3 && last <= 3 && (group == 0 || group == mark)
		switch {
		case grouping && decimalBeforeK(s, i, n, group, mark, from+3):
			n.decimals = 3
		case grouping:
			n.grouped = true
			n.digits += 3
		case mark == ',' && count == 2 && last <= 2 && indian(s, from+2):
			n.grouped = true
			n.digits += 2
		case (mark == ',' || mark == '.') && mark != group && (count == 1 || count == 2 || count > 3 && mark == '.'):
			n.decimals = count
		default:
			count = 0
		}
		if count == 0 {
			break
		}
		group, last, n.end = mark, count, from+count
	}
	n.value = digitsOf(s[i:n.end], n.decimals)
	return n
}

// decimalBeforeK reports whether a mark before three digits is a decimal point after all: in "3.500k",
// and behind a lone zero.
func decimalBeforeK(s string, i int, n number, group, mark byte, end int) bool {
	if group != 0 || mark != '.' && mark != ',' {
		return false
	}
	if n.digits == 1 && s[i] == '0' {
		return true
	}
	return end < len(s) && (s[end] == 'k' || s[end] == 'K') && (end+1 == len(s) || !isLetter(s, end+1))
}

// indian reports whether a group of two digits that ends at i goes on as in 12,00,000.
func indian(s string, i int) bool {
	for i < len(s) && s[i] == ',' {
		count := run(s, i+1) - i - 1
		if count == 3 {
			return true
		}
		if count != 2 {
			return false
		}
		i += 3
	}
	return false
}

// run returns the offset behind the digits that begin at i.
func run(s string, i int) int {
	for i < len(s) && isDigit(s[i]) {
		i++
	}
	return i
}

// markAt returns the kind and width of the separator at i: '.', ',', '\” for both apostrophes, ' ' for
// all blanks that divide thousands, or 0.
func markAt(s string, i int) (kind byte, width int) {
	if i >= len(s) {
		return 0, 0
	}
	switch s[i] {
	case ',', '.', '\'', ' ':
		return s[i], 1
	case 0xC2, 0xE2:
		if w := blankAt(s, i); w > 0 {
			return ' ', w
		}
		if len(s) > i+2 && s[i:i+3] == "’" {
			return '\'', 3
		}
	}
	return 0, 0
}

// digitsOf joins the digits of s and sets the decimal point before the last decimals of them.
func digitsOf(s string, decimals int) float64 {
	var v uint64
	count := 0
	for i := range len(s) {
		if isDigit(s[i]) {
			v = v*10 + uint64(s[i]-'0')
			if count++; count > maxDigits {
				return 0
			}
		}
	}
	return float64(v) / powers[decimals]
}
