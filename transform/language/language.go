// Package language tells in which language an advert is written.
//
// Adverts mix languages: technical English words stand in every text. So the little words decide
// that no list of technologies holds ("the", "und", "para"), and the script where it is not Latin.
package language

import (
	"unicode"
	"unicode/utf8"
)

// Und is the answer for texts that are too short or name no language.
const Und = "und"

const (
	// minLetters is the least number of letters to judge by. A letter that stands for a syllable or
	// more counts several times.
	minLetters = 60
	// maxBytes bounds what is read of a long text.
	maxBytes = 2 << 10
)

// Detect returns the ISO 639-1 code of the language of text, or "und". It reads the first two
// kilobytes only. Letters of a script of its own beat Latin ones when they are a quarter of all,
// because a Japanese or Russian advert still writes its technologies in Latin letters.
func Detect(text string) string {
	if len(text) > maxBytes {
		cut := maxBytes
		for !utf8.RuneStart(text[cut]) {
			cut--
		}
		text = text[:cut]
	}
	var t tally
	t.read(text)
	other := 0
	for _, n := range t.scripts {
		other += n
	}
	if t.latin+other < minLetters {
		return Und
	}
	if other*4 >= t.latin+other {
		return t.byScript()
	}
	return t.byWords(text)
}

// tally counts letters by script and votes by language.
type tally struct {
	latin   int
	scripts [numScripts]int
	// marks counts letters that tell one language of a script from another.
	marks [numMarks]int
	words int
	votes [numLanguages]int
}

// read walks text once, word by word. A word inside an address, a path or a name with a sign does not
// vote: "com" is Portuguese, and "e-mail" no Italian.
func (t *tally) read(text string) {
	var word [longestWord]byte
	n, bound := 0, false
	for i := 0; i < len(text); {
		c := text[i]
		if c < utf8.RuneSelf {
			i++
			if low := c | 0x20; 'a' <= low && low <= 'z' {
				t.latin++
				if n < len(word) {
					word[n] = low
				}
				n++
				continue
			}
			if n > 0 && !bound && !binds(c) {
				t.vote(word[:], n)
			}
			n, bound = 0, binds(c) || c == '.' || c == ':'
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		i += size
		if !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r) {
			if n > 0 && !bound {
				t.vote(word[:], n)
			}
			n, bound = 0, false
			continue
		}
		if !t.letter(r) {
			continue
		}
		if n+size <= len(word) {
			n += utf8.EncodeRune(word[n:], unicode.ToLower(r))
		} else {
			n += size
		}
	}
	if n > 0 && !bound {
		t.vote(word[:], n)
	}
}

// binds reports whether c joins its neighbours to something that is no plain word.
func binds(c byte) bool {
	switch c {
	case '/', '@', '_', '-', '+', '#', '&', '=', '%', '$':
		return true
	}
	return '0' <= c && c <= '9'
}

// letter counts a letter beyond ASCII and reports whether it is Latin.
func (t *tally) letter(r rune) bool {
	if r < 0x250 || r >= 0x1E00 && r < 0x1F00 {
		t.latin++
		return true
	}
	if s, weight := scriptOf(r); weight > 0 {
		t.scripts[s] += weight
		if m, ok := markOf(r); ok {
			t.marks[m]++
		}
	}
	return false
}

// vote counts the word of n bytes for every language that has it as a little word.
func (t *tally) vote(word []byte, n int) {
	t.words++
	if n > len(word) {
		return
	}
	mask := littleWords()[string(word[:n])]
	for l := 0; mask != 0; l++ {
		if mask&1 != 0 {
			t.votes[l]++
		}
		mask >>= 1
	}
}
