package contact

import (
	"strings"
	"sync"

	"rung/transform/phrase"
)

// messengers are services whose accounts belong to persons; profiles are addresses of personal pages.
var (
	messengers = []string{"telegram", "whatsapp", "whats app", "skype", "discord", "wechat", "weixin", "viber", "line id", "keybase", "icq", "qq", "twitter", "tg", "dm", "threema", "matrix", "snapchat", "instagram"}
	profiles   = []string{"t.me", "telegram.me", "wa.me", "linkedin.com/in", "linkedin.com/pub", "calendly.com", "api.whatsapp.com", "join.skype.com", "cal.com"}
)

var accountWords = sync.OnceValue(func() *phrase.Table {
	return phrase.NewTable(append(append([]string{}, messengers...), []string{"t me", "telegram me", "wa me", "linkedin com", "calendly com", "api whatsapp com", "join skype com", "cal com"}...))
})

// accounts finds names of accounts behind the name of their service ("Telegram: @jane") and addresses
// of personal pages ("linkedin.com/in/jane").
func accounts(s string) []Span {
	var out []Span
	accountWords().Scan(s, func(m phrase.Match) bool {
		if m.ID < len(messengers) {
			if m.Start > 0 && strings.IndexByte("-/._", s[m.Start-1]) >= 0 {
				return true // a part of an address
			}
			if start, end, ok := handle(s, m.End); ok {
				out = append(out, Span{start, end, Account})
			}
			return true
		}
		if start, end, ok := profile(s, m.Start); ok {
			out = append(out, Span{start, end, Account})
		}
		return true
	})
	return out
}

// handle reads the account behind the name of a service, at most two small words further on.
func handle(s string, at int) (start, end int, ok bool) {
	rest := s[at:min(len(s), at+30)]
	i, colon := 0, false
	for i < len(rest) {
		switch c := rest[i]; {
		case c == ':' || c == '=' || c == '-' && (i > 0 && rest[i-1] == ' ' || strings.HasPrefix(rest[i:], "- ")):
			colon = true
			i++
			continue
		case c == ' ' || c == '(' || c == '/' && i == 0:
			i++
			continue
		}
		if n := smallWord(rest[i:]); n > 0 {
			i += n
			continue
		}
		break
	}
	start = at + i
	end = start
	for end < len(s) && end-start < 48 && isHandle(s[end]) {
		end++
	}
	for end > start && strings.IndexByte(".:-", s[end-1]) >= 0 {
		end--
	}
	name := s[start:end]
	if len(name) < 3 || strings.HasPrefix(name, "http") || strings.HasPrefix(name, "www.") || strings.Contains(name, ".gg") || strings.Contains(name, "://") {
		return 0, 0, false
	}
	if name[0] == '@' {
		return start, end, len(name) > 3
	}
	closed := end == len(s) || strings.IndexByte("\n,;)|", s[end]) >= 0
	return start, end, colon && lower(name) && closed && (strings.ContainsAny(name, "0123456789_.#") || closed && !ordinary(name))
}

// smallWord returns the length of a word that may stand between a service and an account.
func smallWord(s string) int {
	for _, w := range []string{"handle", "username", "user", "name", "me on", "me at", "me", "id", "is", "at", "contact", "account", "us at", "us", "on"} {
		if hasFold(s, w) && len(s) > len(w) && strings.IndexByte(" :-@=", s[len(w)]) >= 0 {
			return len(w)
		}
	}
	return 0
}

func isHandle(c byte) bool {
	return isDigit(c) || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || strings.IndexByte("_.@#:-", c) >= 0
}

// profile reads the address of a personal page that holds s[at:], from its scheme to its end.
func profile(s string, at int) (start, end int, ok bool) {
	for _, p := range profiles {
		if !hasFold(s[at:], p) || !strings.HasPrefix(s[at+len(p):], "/") {
			continue
		}
		end = at + len(p) + 1
		from := end
		for end < len(s) && end-from < 200 && s[end] > ' ' && strings.IndexByte(")>\"]|,", s[end]) < 0 {
			end++
		}
		for end > from && strings.IndexByte(".;:", s[end-1]) >= 0 {
			end--
		}
		start = at
		for start > 0 && at-start < 24 && s[start-1] > ' ' && strings.IndexByte("(<\"[|,", s[start-1]) < 0 {
			start--
		}
		return start, end, end-from >= 2
	}
	return 0, 0, false
}
