package clean

import (
	"strings"
	"unicode/utf8"
)

// scanner walks HTML as the tokenizer of the WHATWG standard does, without building tokens.
type scanner struct {
	src string
	pos int
	out writer
}

// plain marks the bytes that are copied as they are: neither white space, control, markup nor the
// first byte of a UTF-8 sequence that may be unseen (C2: NBSP and C1; E2: U+200B to U+2060; EF: BOM).
var plain = func() (t [256]bool) {
	for c := range t {
		t[c] = c > ' ' && c != '<' && c != '&' && c != 0x7F && c != 0xC2 && c != 0xE2 && c != 0xEF
	}
	return t
}()

func (s *scanner) run() {
	for s.pos < len(s.src) {
		if n := wordsLen(s.src[s.pos:]); n > 0 {
			s.out.word(s.src[s.pos : s.pos+n])
			s.pos += n
			continue
		}
		switch c := s.src[s.pos]; c {
		case ' ':
			s.out.space = true
			s.pos++
		case '<':
			s.angle()
		case '&':
			s.pos += s.entity(s.src[s.pos:])
		case '\r':
			s.pos++
			if s.pos == len(s.src) || s.src[s.pos] != '\n' {
				s.out.newline()
			}
		default:
			r, n := utf8.DecodeRuneInString(s.src[s.pos:])
			s.out.rune(r)
			s.pos += n
		}
	}
}

// wordsLen returns how many bytes of s are plain words with single blanks between them.
func wordsLen(s string) int {
	i := 0
	for i < len(s) {
		if plain[s[i]] {
			i++
			continue
		}
		if s[i] != ' ' || i == 0 || i+1 == len(s) || !plain[s[i+1]] {
			break
		}
		i += 2
	}
	return i
}

// angle reads what begins with '<': a tag, a comment, or a mere less-than sign.
func (s *scanner) angle() {
	rest := s.src[s.pos+1:]
	switch {
	case rest == "":
	case isLetter(rest[0]):
		s.open()
		return
	case rest[0] == '/' && len(rest) > 1:
		s.close()
		return
	case strings.HasPrefix(rest, "!--"):
		s.pos = endOfComment(s.src, s.pos+len("<!--"))
		return
	case rest[0] == '!' || rest[0] == '?':
		s.pos = after(s.src, s.pos+1, '>')
		return
	}
	s.out.word("<")
	s.pos++
}

// open reads a start tag and what it means; elements of raw text are skipped whole.
func (s *scanner) open() {
	var low [longestName]byte
	name, end := tagName(s.src, s.pos+1, &low)
	s.pos = endOfTag(s.src, end)
	if s.pos < 0 {
		s.pos = len(s.src)
		return
	}
	switch layoutOf(name) {
	case layoutLine:
		s.out.end(1)
	case layoutParagraph:
		s.out.end(2)
	case layoutBreak:
		s.out.newline()
	case layoutItem:
		s.out.item()
	case layoutCell:
		s.out.space = true
	case layoutRaw:
		s.pos = endOfRaw(s.src, s.pos, string(name))
	case layoutInline:
	}
}

// close reads an end tag. A tag that is cut off by the end of the text is no tag.
func (s *scanner) close() {
	at := s.pos + len("</")
	if !isLetter(s.src[at]) {
		s.pos = after(s.src, at, '>')
		return
	}
	var low [longestName]byte
	name, end := tagName(s.src, at, &low)
	s.pos = endOfTag(s.src, end)
	if s.pos < 0 {
		s.pos = len(s.src)
		return
	}
	switch layoutOf(name) {
	case layoutLine:
		s.out.end(1)
	case layoutParagraph:
		s.out.end(2)
	case layoutItem:
		s.out.itemEnd()
	case layoutCell:
		s.out.space = true
	case layoutBreak, layoutRaw, layoutInline:
	}
}

// longestName is the length of the longest element name that means something for the layout.
const longestName = len("blockquote")

// tagName returns the lower-cased name that begins at i, empty when it is longer than any we know,
// and the position after it.
func tagName(s string, i int, low *[longestName]byte) ([]byte, int) {
	n := 0
	for ; i < len(s); i++ {
		c := s[i]
		if isSpace(c) || c == '/' || c == '>' {
			break
		}
		if n < len(low) {
			low[n] = lower(c)
		}
		n++
	}
	if n > len(low) {
		n = 0
	}
	return low[:n], i
}

// after returns the position behind the next c at or after i, or the end of s.
func after(s string, i int, c byte) int {
	n := strings.IndexByte(s[i:], c)
	if n < 0 {
		return len(s)
	}
	return i + n + 1
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' }

func lower(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}
