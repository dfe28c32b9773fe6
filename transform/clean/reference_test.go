package clean_test

import (
	"strings"

	"golang.org/x/net/html"
)

// reference is what Text promises for HTML, written over the tokenizer of golang.org/x/net/html in
// the plainest way: a list of words, blanks and line ends, then one rule for white space.
func reference(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	var l layouter
	raw := false
	z := html.NewTokenizer(strings.NewReader(s))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return l.finish()
		case html.TextToken:
			if !raw {
				l.text(string(z.Text()))
			}
			raw = false
		case html.StartTagToken, html.SelfClosingTagToken:
			name, _ := z.TagName()
			raw = l.tag(string(name), true)
		case html.EndTagToken:
			name, _ := z.TagName()
			l.tag(string(name), false)
			raw = false
		case html.CommentToken, html.DoctypeToken:
		}
	}
}

type layouter struct {
	out    strings.Builder
	breaks int
	blank  bool
	item   string
}

func (l *layouter) text(s string) {
	for _, r := range s {
		switch {
		case strings.ContainsRune(" \t\f\v\r\u00a0", r):
			l.blank = true
		case strings.ContainsRune("\n\u2028\u2029", r):
			l.breakAdd()
		case r < 0x20, r >= 0x7f && r < 0xa0, strings.ContainsRune("\u00ad\u200b\u2060\ufeff", r):
		default:
			l.letter(r)
		}
	}
}

func (l *layouter) letter(r rune) {
	started := l.out.Len() > 0
	switch {
	case started && l.breaks > 0:
		l.out.WriteString(strings.Repeat("\n", l.breaks))
	case started && l.blank:
		l.out.WriteString(" ")
	}
	l.out.WriteString(l.item)
	l.out.WriteRune(r)
	l.breaks, l.blank, l.item = 0, false, ""
}

func (l *layouter) breakAdd() {
	if l.item == "" {
		l.breaks = min(l.breaks+1, 2)
	}
}

// tag applies an element's layout and reports whether raw text follows.
func (l *layouter) tag(name string, opens bool) bool {
	const (
		paragraphs = " p h1 h2 h3 h4 h5 h6 blockquote pre "
		lines      = " div ul ol dl dt dd table tr section article header footer main aside nav form " +
			"fieldset figure figcaption address body hr "
		raw = " script style title textarea iframe noembed noframes noscript xmp plaintext "
	)
	in := func(set string) bool { return strings.Contains(set, " "+name+" ") }
	switch {
	case name == "":
	case in(paragraphs) && l.item == "":
		l.breaks = 2
	case in(lines) && l.item == "", name == "li" && !opens && l.item == "":
		l.breaks = max(l.breaks, 1)
	case name == "li" && !opens:
		l.item = ""
	case name == "li":
		l.breaks, l.item = 1, "- "
	case name == "br" && opens:
		l.breakAdd()
	case name == "td" || name == "th":
		l.blank = true
	}
	return opens && in(raw)
}

func (l *layouter) finish() string { return l.out.String() }
