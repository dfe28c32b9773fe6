package market

import "math/rand/v2"

// writer makes texts of words that need no escaping in JSON or HTML. The same base gives the same text; a
// writer that edits changes some words of it by a random source of its own.
type writer struct {
	out    []byte
	base   *rand.Rand
	edit   *rand.Rand // nil: the text of base as it is
	skills []string
}

// markup is what stands before a paragraph and after it.
type markup struct{ open, shut string }

var (
	commentMarkup = markup{open: "<p>"} // Hacker News closes no paragraph
	postingMarkup = markup{"<p>", "</p>"}
)

// paragraphs writes about length characters of text.
func (w *writer) paragraphs(length int, m markup) {
	for end := len(w.out) + length; len(w.out) < end; {
		w.out = append(w.out, m.open...)
		for range 2 + w.base.IntN(4) {
			w.sentence()
			if len(w.out) >= end {
				break
			}
		}
		w.out = append(w.out, m.shut...)
	}
}

// sentence writes one sentence of 6 to 22 words, or one that every second advert could hold.
func (w *writer) sentence() {
	begin := len(w.out)
	switch x := w.base.IntN(100); {
	case x < 7:
		w.out = append(w.out, stock[w.base.IntN(len(stock))]...)
	default:
		for i := range 6 + w.base.IntN(17) {
			if i > 0 {
				w.out = append(w.out, ' ')
			}
			w.word()
			if i > 3 && w.base.IntN(12) == 0 {
				w.out = append(w.out, ',')
			}
		}
	}
	if c := w.out[begin]; c >= 'a' && c <= 'z' {
		w.out[begin] = c &^ 0x20
	}
	w.out = append(w.out, ". "...)
}

// word writes a word, or now and then a skill.
func (w *writer) word() {
	x := w.base.Uint64()
	if w.edit != nil && w.edit.Float64() < edits {
		x = w.edit.Uint64()
	}
	if x&0xfffff%skillsEvery < 6 && len(w.skills) > 0 { // a word takes six characters
		w.out = append(w.out, w.skills[x>>20%uint64(len(w.skills))]...)
		return
	}
	v := english()
	w.out = append(w.out, v.words[v.table[x>>(64-drawBits)]]...)
}

// stock are sentences that adverts share, so that texts of different employers have runs of words in common.
var stock = []string{
	"we are looking for someone to join our growing team",
	"we are an equal opportunity employer and value diversity at our company",
	"we do not discriminate on the basis of race, religion, colour, national origin, gender, age or disability",
	"you will work closely with product managers, designers and other engineers",
	"you have excellent written and verbal communication skills",
	"you are comfortable working in a fast paced environment",
	"experience with modern tools and practices is a plus",
	"competitive salary and equity in a growing company",
	"we offer health, dental and vision insurance",
	"unlimited paid time off and flexible hours",
	"please send your CV and a short note about yourself to our jobs address",
	"our stack is boring on purpose and easy to run",
	"you take ownership of what you build from the first idea to production",
	"we are backed by well known investors and have been profitable for two years",
	"bachelor degree in computer science or equivalent practical experience",
	"you will mentor other engineers and help them grow",
	"our mission is to make work better for everybody",
	"if this sounds like you, we would love to hear from you",
	"we work remote first and meet a few times a year",
	"you will be part of a small team with a large impact",
}
