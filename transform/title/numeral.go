package title

import (
	"strings"

	"rung/internal/job"
	"rung/transform/phrase"
	"rung/transform/title/lexicon"
)

// numerals reads what follows a noun: "Engineer II", "Developer 3", "SDE-2", "Engineer I/II".
func (s *scanned) numerals(out []mark, it item) []mark {
	at := it.end
	for {
		w, ok := phrase.Next(s.text, at)
		if !ok || w.Start-at > 1 || w.Start > at && !strings.ContainsRune(" -/", rune(s.text[at])) {
			return out
		}
		rung, ok := numeral(s.text[w.Start:w.End])
		if !ok || s.text[w.Start:w.End] == "I" && !endsHere(s.text[w.End:]) {
			return out
		}
		if isDigit(s.text[w.Start]) && w.End < len(s.text) && strings.ContainsRune("+.x%", rune(s.text[w.End])) {
			return out
		}
		out = append(out, mark{w.Start, w.End, it.seg, rung, "seniority.numeral"})
		at = w.End
	}
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// endsHere reports whether a title or its part ends at s, so that "I" before it is a numeral.
func endsHere(s string) bool {
	s = strings.TrimLeft(s, " ")
	return s == "" || strings.ContainsRune(",;/|()[]-:", rune(s[0])) || strings.HasPrefix(s, "–") || strings.HasPrefix(s, "—") || strings.HasPrefix(s, "or ") || strings.HasPrefix(s, "at ") || strings.HasPrefix(s, "in ") || strings.HasPrefix(s, "to ")
}

// numeral reads the steps that large employers count: I is the first.
func numeral(s string) (job.Seniority, bool) {
	switch s {
	case "I", "1":
		return job.Junior, true
	case "II", "2":
		return job.Mid, true
	case "III", "3":
		return job.Senior, true
	case "IV", "V", "4", "5":
		return job.Principal, true
	}
	return "", false
}

// grades reads L3 to L8 and IC1 to IC7, the ladders of large employers.
func (s *scanned) grades(out []mark) []mark {
	seg := 0
	for pos := 0; ; {
		w, ok := phrase.Next(s.text, pos)
		if !ok {
			return out
		}
		pos = w.End
		for seg+1 < len(s.segs) && w.Start >= s.segs[seg].end {
			seg++
		}
		if rung, ok := grade(s.text[w.Start:w.End]); ok && s.head >= 0 && s.builds() {
			out = append(out, mark{w.Start, w.End, seg, rung, "seniority.grade"})
		}
	}
}

// builds reports whether the title is one of those that ladders of grades are for.
func (s *scanned) builds() bool {
	for _, it := range s.items {
		if it.entry.Class == lexicon.Build || technical[it.entry.Title] || it.entry.Title == "product" || it.entry.Title == "data_science" {
			return true
		}
	}
	return false
}

func grade(s string) (job.Seniority, bool) {
	var step byte
	switch {
	case len(s) == 2 && s[0] == 'L' && '3' <= s[1] && s[1] <= '8':
		step = s[1] - '0'
	case len(s) == 3 && s[:2] == "IC" && '1' <= s[2] && s[2] <= '7':
		step = s[2] - '0' + 1
	default:
		return "", false
	}
	switch {
	case step <= 3:
		return job.Junior, true
	case step == 4:
		return job.Mid, true
	case step == 5:
		return job.Senior, true
	}
	return job.Principal, true
}
