package headline

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"rung/transform/phrase"
	"rung/transform/title/lexicon"
)

// readLine splits one line and tells the kind of each part. Employers are left to settle.
func readLine(text string, line Line) []Part {
	parts := Split(text, line.Start, line.End)
	out := make([]Part, 0, len(parts))
	for _, p := range parts {
		p.Kind = kindOf(p.Text)
		if !strings.ContainsAny(p.Text, "-–—") {
			out = append(out, p)
			continue
		}
		out = appendDashed(out, text, p)
	}
	return out
}

// appendDashed divides a part at its dashes where that gives parts of known kinds: "Acme - New York, NY".
func appendDashed(out []Part, text string, whole Part) []Part {
	if !dashes.find(whole.Text) || whole.Kind == URL {
		return append(out, whole)
	}
	pieces := cut(text, whole.Start, whole.End, dashes)
	known, role := 0, 0
	for i := range pieces {
		pieces[i].Kind = kindOf(pieces[i].Text)
		switch pieces[i].Kind {
		case Place, Mode, Employment, URL, Pay:
			known++
		case Role:
			role++
		}
	}
	if known == 0 && (role == 0 || role == len(pieces) || whole.Start > 0) {
		return append(out, whole)
	}
	return append(out, pieces...)
}

// counts holds, for each kind, how many words of a part its phrases cover.
type counts struct {
	mode, employment, place, pay, role, other int
	total                                     int
}

// kindOf tells what a part is about; Other when nothing speaks for any kind.
func kindOf(s string) Kind {
	if isAddress(s) {
		return URL
	}
	if hasAmount(s) && !strings.Contains(strings.ToLower(s), "fund") {
		return Pay
	}
	if len(s) > maxPart {
		if len(s) < 4*maxPart && strings.Count(s, ",") >= 2 && namesRole(s) == strong &&
			coverage(s, func(*lexicon.Entry) bool { return true }) >= 50 {
			return Role // A long list of roles.
		}
		return Other
	}
	c := count(s)
	if c.total == 0 {
		return Other
	}
	known := c.mode + c.employment + c.place
	switch named := namesRole(s); {
	case named == strong, named == weak && known == 0 && c.pay == 0:
		return Role
	case known*2 >= c.total && known > 0:
		return largest(c)
	case c.role > 0 && c.role*3 >= c.total:
		return Role
	case c.pay*2 >= c.total && c.pay > 0:
		return Pay
	case c.mode > 0 && c.mode*4 >= c.total || c.place > 0 && c.total <= 8 && c.place*3 >= c.total:
		return largest(c)
	}
	return Other
}

func largest(c counts) Kind {
	switch {
	case c.employment > 0 && c.employment >= c.mode && c.employment >= c.place:
		return Employment
	case c.mode >= c.place:
		return Mode
	}
	return Place
}

func count(s string) (c counts) {
	w := load()
	end := 0
	tally := func(gap string) {
		for _, f := range phrase.Words(nil, gap) {
			if !isNumber(gap[f.Start:f.End]) {
				c.total++
			}
		}
	}
	w.table.Scan(s, func(m phrase.Match) bool {
		tally(s[end:m.Start])
		end = m.End
		n := len(phrase.Words(nil, s[m.Start:m.End]))
		c.total += n
		switch w.kinds[m.ID] {
		case Mode:
			c.mode += n
		case Employment:
			c.employment += n
		case Place:
			if isPlaceLike(s[m.Start:m.End]) {
				c.place += n
			}
		case Pay:
			c.pay += n
		case Role:
			c.role += n
		default:
			c.other += n
		}
		return true
	})
	tally(s[end:])
	return c
}

// isPlaceLike leaves out words such as "us", "la" and "nice" in small letters.
func isPlaceLike(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return !unicode.IsLower(r)
}

func isNumber(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// named says how clearly a part names a role.
type named int

const (
	not named = iota
	// weak: fields of work alone, "Backend, DevOps".
	weak
	// strong: a noun for somebody who does something, "Data Engineer".
	strong
)

// namesRole reports how clearly s names one role or several.
func namesRole(s string) named {
	lex := lexicon.Load()
	var doer, helper, field, level bool
	covered := 0
	lex.Table.Scan(s, func(m phrase.Match) bool {
		e := &lex.Entries[m.ID]
		size := m.End - m.Start
		switch {
		case e.Title != "":
			doer = doer || size > 3 || isUpper(s[m.Start:m.End])
			covered += size
		case e.Class != "" && !e.Activity && !e.Helper():
			doer = true
			covered += size
		case e.Class != "" && !e.Activity:
			helper = true
			covered += size
		case e.Field != nil:
			field = field || e.Field.Rank >= 2
			covered += size
		}
		if e.Level != "" && e.Class == "" && e.Title == "" {
			level = true
			covered += size
		}
		return true
	})
	switch {
	case doer, helper && (field || level):
		return strong
	case field && covered*10 >= len(s)*6:
		return weak
	}
	return not
}

func isUpper(s string) bool { return strings.ToUpper(s) == s }
