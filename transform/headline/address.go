package headline

import (
	"strings"
	"unicode/utf8"
)

// isAddress reports whether s is a web or mail address and little else.
func isAddress(s string) bool {
	rest := len(s)
	found := false
	eachToken(s, func(start, end int) {
		if host(s[start:end]) != "" {
			found = true
			rest -= end - start
		}
	})
	return found && rest <= 12
}

// eachToken calls yield for every run of s without blanks and brackets.
func eachToken(s string, yield func(start, end int)) {
	start := -1
	for i := 0; i <= len(s); i++ {
		if i < len(s) && !strings.ContainsRune(" \t\n\u00a0()[]<>,;|\"", rune(s[i])) {
			if start < 0 {
				start = i
			}
			continue
		}
		if start >= 0 {
			yield(start, i)
			start = -1
		}
	}
}

// host returns the host of a token such as "https://www.acme.io/jobs", "acme.io" or "jobs@acme.io",
// without "www."; empty when the token is no address.
func host(token string) string {
	s := strings.ToLower(strings.TrimRight(token, ".:!?"))
	explicit := false
	for _, scheme := range []string{"https://", "http://", "mailto:"} {
		if cut, ok := strings.CutPrefix(s, scheme); ok {
			s, explicit = cut, true
		}
	}
	if i := strings.LastIndexByte(s, '@'); i > 0 {
		s, explicit = s[i+1:], true
	}
	if i := strings.IndexAny(s, "/?#:"); i >= 0 {
		s = s[:i]
		explicit = true
	}
	if cut, ok := strings.CutPrefix(s, "www."); ok {
		s, explicit = cut, true
	}
	dot := strings.LastIndexByte(s, '.')
	if dot < 1 || len(s)-dot < 3 || len(s) > 80 || !isHostName(s) {
		return ""
	}
	if explicit || isDomain(s[dot+1:]) && !strings.HasPrefix(s, "node.") && dot > 1 {
		return s
	}
	return ""
}

func isHostName(s string) bool {
	for i := range len(s) {
		c := s[i]
		if !('a' <= c && c <= 'z' || '0' <= c && c <= '9' || c == '-' || c == '.') || c == '.' && i > 0 && s[i-1] == '.' {
			return false
		}
	}
	return !isNumber(s[strings.LastIndexByte(s, '.')+1:])
}

// isDomain reports whether s is a top-level domain that employers use without "www." in front. Names of
// technologies end in others: node.js, asp.net.
func isDomain(s string) bool {
	switch s {
	case "com", "io", "co", "ai", "org", "dev", "app", "me", "tech", "so", "us", "uk", "de", "fr", "nl", "eu", "ca",
		"ch", "se", "xyz", "health", "fm", "ly", "tv", "gg", "sh", "is", "it", "in", "team", "inc", "work", "club",
		"cloud", "finance", "network", "studio", "games", "no", "dk", "fi", "es", "at", "pl", "be", "au", "nz", "jp", "sg",
		"vc", "im", "cc", "la", "ie", "earth", "space", "systems", "security", "energy", "bio", "care", "money", "land",
		"global", "company", "digital", "agency", "software", "solutions", "technology", "labs", "info", "biz", "edu", "gov":
		return true
	}
	return false
}

// boards are hosts that show other employers' adverts or documents.
var boards = []string{
	"lever.co", "greenhouse.io", "ashbyhq.com", "workable.com", "angel.co", "wellfound.com", "grnh.se", "bit.ly", "goo.gl",
	"stackoverflow.com", "linkedin.com", "google.com", "github.com", "notion.so", "notion.site", "breezy.hr", "recruitee.com",
	"ycombinator.com", "workatastartup.com", "smartrecruiters.com", "bamboohr.com", "jobvite.com", "medium.com", "youtube.com",
	"youtu.be", "twitter.com", "facebook.com", "techcrunch.com", "gmail.com", "personio.de", "teamtailor.com", "rippling.com",
	"myworkdayjobs.com", "icims.com", "hire.withgoogle.com", "jobscore.com", "typeform.com", "apple.com", "wikipedia.org", "glassdoor.com",
	"indeed.com", "crunchbase.com", "forbes.com", "wsj.com", "nytimes.com", "airtable.com", "t.co", "tinyurl.com", "gem.com", "welcometothejungle.com",
	"taleo.net", "ultipro.com", "trinethire.com", "jazz.co", "applytojob.com", "resumator.com", "weworkremotely.com", "keyvalues.com", "polymer.co",
	"dover.com", "dover.io", "join.com", "comeet.co", "comeet.com", "freshteam.com", "zohorecruit.com", "pinpointhq.com", "bloomberg.com", "vimeo.com",
	"outlook.com", "hotmail.com", "protonmail.com", "jobs.ch", "hackernews.com", "hnhiring.me", "hnhiring.com", "meetup.com", "triplebyte.com", "hired.com",
}

// isBoard reports whether h belongs to a board and so names no employer.
func isBoard(h string) bool {
	for _, b := range boards {
		if h == b || strings.HasSuffix(h, "."+b) {
			return true
		}
	}
	return false
}

// hasAmount reports whether s states an amount that may be pay: "$120k", "€60-80.000", "100k - 140k",
// "80 000 EUR". Millions are no pay.
func hasAmount(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			continue
		}
		start := i
		for i < len(s) && (s[i] >= '0' && s[i] <= '9' || i+1 < len(s) && (s[i] == ',' || s[i] == '.') && s[i+1] >= '0' && s[i+1] <= '9') {
			i++
		}
		rest := s[i:]
		if len(rest) > 0 && strings.ContainsRune("mMbB", rune(rest[0])) && (len(rest) == 1 || !isLetter(rest[1]) || rest[1]|0x20 == 'm') {
			continue
		}
		before, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s[:start], " "))
		switch {
		case strings.ContainsRune("$€£¥₹", before):
			return true
		case len(rest) > 0 && (rest[0] == 'k' || rest[0] == 'K') && (len(rest) == 1 || !isLetter(rest[1])) && i-start >= 2 && (start == 0 || !isLetter(s[start-1])):
			return true
		case i-start >= 2 && hasCurrency(rest):
			return true
		}
	}
	return false
}

func hasCurrency(rest string) bool {
	rest = strings.TrimLeft(rest, " kK")
	for _, c := range []string{"USD", "EUR", "GBP", "CHF", "CAD", "AUD", "SEK", "€", "£", "PLN", "INR"} {
		if strings.HasPrefix(rest, c) {
			return true
		}
	}
	return false
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }
