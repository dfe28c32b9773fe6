package pay

import (
	_ "embed"
	"strings"

	"rung/internal/job"
)

// sense is a set of meanings that a word has for the grammar.
type sense uint32

const (
	payNoun sense = 1 << iota
	payVerb
	baseWord
	oteWord
	totalWord
	ctcWord
	budgetWord
	notPay
	extraWord
	perkWord
	countWord
	perWord
	neutral
	grossWord
	netWord
	unitWord
	adverb
	fromWord
	upToWord
	joiner
	fromAfter
	upToAfter
	thirdWord
	looseWord
)

var senses = map[string]sense{
	"pay": payNoun, "verb": payVerb, "base": baseWord, "ote": oteWord, "total": totalWord, "ctc": ctcWord,
	"budget": budgetWord, "notpay": notPay, "extra": extraWord, "perk": perkWord, "count": countWord, "per": perWord,
	"neutral": neutral, "gross": grossWord, "net": netWord, "unit": unitWord, "adverb": adverb, "from": fromWord,
	"upto": upToWord, "joiner": joiner, "fromafter": fromAfter, "uptoafter": upToAfter, "third": thirdWord, "loose": looseWord,
}

// meaning is what the grammar knows of a word.
type meaning struct {
	sense sense
	// unit is the period as "per <word>", adverb as a word of its own.
	unit   job.Period
	adverb job.Period
}

func (m meaning) is(s sense) bool { return m.sense&s != 0 }

//go:embed words.txt
var wordFile string

var lexicon = readWords(wordFile)

// readWords parses the word file and panics where it is malformed, since it is part of the program.
func readWords(file string) map[string]meaning {
	words := map[string]meaning{}
	for line := range strings.Lines(file) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		head, list, ok := strings.Cut(line, ":")
		name, period, _ := strings.Cut(head, " ")
		s := senses[name]
		if !ok || s == 0 {
			panic("pay: words.txt: " + line)
		}
		for w := range strings.FieldsSeq(list) {
			m := words[w]
			m.sense |= s
			switch s {
			case unitWord:
				m.unit = job.Period(period)
			case adverb:
				m.adverb = job.Period(period)
			}
			words[w] = m
		}
	}
	return words
}

// sieve tells cheaply that a word is not in the lexicon: most words of a text are not.
var sieve = func() *[1 << 12]bool {
	var t [1 << 12]bool
	for w := range lexicon {
		if slot := slotOf(w); slot >= 0 {
			t[slot] = true
		}
	}
	return &t
}()

// slotOf is the place of a word in the sieve, -1 for words that it does not judge.
func slotOf(w string) int {
	n := len(w)
	if n == 0 || (w[0]|w[n/2]|w[n-1]) >= 0x80 {
		return -1
	}
	return (int(w[0]|0x20)*31*31 + int(w[n/2]|0x20)*31 + int(w[n-1]|0x20) + 7*n) & (1<<12 - 1)
}

// lookUp returns what is known of a word as written.
func lookUp(w string) meaning {
	if slot := slotOf(w); slot >= 0 && !sieve[slot] || w == "" {
		return meaning{}
	}
	var buf [2 * maxWord]byte
	return lexicon[string(lower(&buf, w))]
}

// isOneOf reports whether a word as written is one of the words given in small letters. Only ASCII
// capitals are folded.
func isOneOf(w string, words ...string) bool {
	for _, x := range words {
		if len(x) == len(w) && len(w) > 0 && w[0]|0x20 == x[0]|0x20 && equalFold(w, x) {
			return true
		}
	}
	return false
}

func equalFold(w, low string) bool {
	for i := range len(w) {
		c := w[i]
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		if c != low[i] {
			return false
		}
	}
	return true
}
