package title

import (
	"strings"

	"rung/internal/job"
)

// askedYears returns the most years of experience that a text asks for, counting "2-4" as 2, and where it
// says so. ok is false when it asks for none.
func askedYears(text string) (years int, why job.Evidence, ok bool) {
	for from := 0; ; {
		i := strings.Index(text[from:], "y")
		if i < 0 {
			return years, why, ok
		}
		at := from + i
		from = at + 1
		if !strings.HasPrefix(text[at:], "year") && !strings.HasPrefix(text[at:], "yrs") && !strings.HasPrefix(text[at:], "yoe") {
			continue
		}
		n, start, has := numberBefore(text, at)
		if !has || n > 30 || !isExperience(text, start, at) {
			continue
		}
		if !ok || n > years {
			years, ok = n, true
			why = job.Evidence{Field: job.FieldText, Start: start, End: min(at+4, len(text)), Rule: "entry.years"}
		}
	}
}

// numberBefore reads the lower number of "1+ ", "0-2 ", "1 to 3 " that ends at text[:at].
func numberBefore(text string, at int) (n, start int, ok bool) {
	i := at
	low := -1
	for range 2 {
		i = skipBack(text, i, " +\u00a0")
		end := i
		for i > 0 && isDigit(text[i-1]) {
			i--
		}
		if i == end || end-i > 2 {
			break
		}
		low, start = atoi(text[i:end]), i
		j := skipBack(text, i, " +")
		switch {
		case j > 0 && text[j-1] == '-':
			i = j - 1
		case strings.HasSuffix(text[:j], "–"):
			i = j - len("–")
		case strings.HasSuffix(text[:j], " to"):
			i = j - len(" to")
		default:
			return low, start, true
		}
	}
	return low, start, low >= 0
}

func skipBack(text string, i int, blanks string) int {
	for i > 0 && strings.IndexByte(blanks, text[i-1]) >= 0 {
		i--
	}
	return i
}

func atoi(s string) (n int) {
	for i := range len(s) {
		n = n*10 + int(s[i]-'0')
	}
	return n
}

// isExperience reports whether the years at text[start:at] are experience that somebody must have.
func isExperience(text string, start, at int) bool {
	after := strings.ToLower(cutText(text[at:], 70))
	if i := strings.IndexByte(after, '\n'); i >= 0 {
		after = after[:i]
	}
	if strings.HasPrefix(after, "yoe") {
		return true
	}
	before := strings.ToLower(text[max(start-40, 0):start])
	return strings.Contains(after, "experience") || strings.Contains(after, "exp ") || strings.Contains(after, "working") ||
		strings.Contains(before, "experience") || strings.Contains(before, "minimum of") || strings.Contains(before, "at least")
}
