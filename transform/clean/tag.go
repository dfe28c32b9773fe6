package clean

import "strings"

// layout is what an element means for lines.
type layout uint8

const (
	layoutInline layout = iota
	layoutLine
	layoutParagraph
	layoutBreak
	layoutItem
	layoutCell
	// layoutRaw elements hold no text for readers and no markup.
	layoutRaw
)

func layoutOf(name []byte) layout {
	switch string(name) {
	case "p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre":
		return layoutParagraph
	case "div", "ul", "ol", "dl", "dt", "dd", "table", "tr", "section", "article", "header", "footer",
		"main", "aside", "nav", "form", "fieldset", "figure", "figcaption", "address", "body", "hr":
		return layoutLine
	case "br":
		return layoutBreak
	case "li":
		return layoutItem
	case "td", "th":
		return layoutCell
	case "script", "style", "title", "textarea", "iframe", "noembed", "noframes", "noscript", "xmp", "plaintext":
		return layoutRaw
	}
	return layoutInline
}

// endOfTag returns the position behind the '>' that ends the tag whose name ends at i, or -1 when
// the text ends first. Quotes hide a '>' only in an attribute's value.
func endOfTag(s string, i int) int {
	for {
		i = skipSpace(s, i)
		if i == len(s) {
			return -1
		}
		if s[i] == '>' {
			return i + 1
		}
		i = endOfAttr(s, i)
	}
}

// endOfAttr returns the position behind the attribute that begins at i.
func endOfAttr(s string, i int) int {
	start := i
	for i < len(s) && !isSpace(s[i]) && s[i] != '/' && s[i] != '>' && (s[i] != '=' || i == start) {
		i++
	}
	i = skipSpace(s, i)
	if i == len(s) {
		return i
	}
	if s[i] == '/' {
		return i + 1
	}
	if s[i] != '=' {
		return i
	}
	i = skipSpace(s, i+1)
	if i == len(s) {
		return i
	}
	switch c := s[i]; c {
	case '"', '\'':
		return after(s, i+1, c)
	case '>':
		return i
	}
	for i++; i < len(s) && !isSpace(s[i]) && s[i] != '>'; {
		i++
	}
	return i
}

// endOfComment returns the position behind the comment whose text begins at i: "-->", "--!>", or at
// once ">" and "->".
func endOfComment(s string, i int) int {
	start := i
	for {
		n := strings.IndexByte(s[i:], '>')
		if n < 0 {
			return len(s)
		}
		i += n + 1
		body := s[start : i-1]
		if body == "" || body == "-" || strings.HasSuffix(body, "--") || strings.HasSuffix(body, "--!") {
			return i
		}
	}
}

func skipSpace(s string, i int) int {
	for i < len(s) && isSpace(s[i]) {
		i++
	}
	return i
}
