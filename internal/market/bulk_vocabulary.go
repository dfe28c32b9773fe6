package market

import (
	"math"
	"strings"
	"sync"
)

const (
	vocabularyWords = 20_000
	drawBits        = 18
)

// vocabulary is a list of words and a table that an even draw turns into a word of its weight.
type vocabulary struct {
	words []string
	table []uint16
}

// english is made once: it depends on nothing.
var english = sync.OnceValue(func() *vocabulary {
	v := &vocabulary{words: strings.Fields(frequent)}
	known := make(map[string]bool, vocabularyWords)
	for _, w := range v.words {
		known[w] = true
	}
	add := func(w string) {
		if !known[w] && len(v.words) < vocabularyWords {
			known[w] = true
			v.words = append(v.words, w)
		}
	}
	for end := range strings.FieldsSeq(endings) {
		for stem := range strings.FieldsSeq(stems) {
			add(stem + strings.Trim(end, "-"))
		}
	}
	for i := uint64(0); len(v.words) < vocabularyWords; i++ {
		add(strings.ToLower(coined(i)))
	}
	v.weigh()
	return v
})

// weigh fills the table: a word has as many places in it as its weight says, and words too rare for one
// place share what is left.
func (v *vocabulary) weigh() {
	sum := 0.0
	weight := func(rank int) float64 { return math.Pow(float64(rank+mandelbrotShift), -mandelbrotPower) }
	for i := range v.words {
		sum += weight(i)
	}
	v.table = make([]uint16, 1<<drawBits)
	at, done := 0, 0.0
	for i := range v.words {
		done += weight(i)
		for until := int(done / sum * float64(len(v.table))); at < until && at < len(v.table); at++ {
			v.table[at] = uint16(i)
		}
	}
	for ; at < len(v.table); at++ {
		v.table[at] = uint16(at % len(v.words))
	}
}

// coinedNames is how many names there are.
const coinedNames = 70 * 70 * 70 * 8

// coined makes a name up from a number: equal numbers give equal names, and the first 2,744,000 differ.
func coined(n uint64) string {
	const heads, vowels = "BDFGKLMNPRSTVZ", "aeiou"
	n = n * 1_000_003 % coinedNames // has no factor in common with it, so that no two meet
	b := make([]byte, 0, 9)
	for i := range 3 {
		c := heads[n%14]
		if i > 0 {
			c |= 0x20
		}
		b = append(b, c, vowels[n/14%5])
		n /= 70
	}
	return string(b) + [...]string{"n", "x", "r", "la", "tic", "dor", "nus", "ply"}[n]
}

// scatter spreads the bits of a number over the whole word (the finaliser of splitmix64).
func scatter(x uint64) uint64 {
	x += 0x9E3779B97F4A7C15
	x = (x ^ x>>30) * 0xBF58476D1CE4E5B9
	x = (x ^ x>>27) * 0x94D049BB133111EB
	return x ^ x>>31
}

// frequent are the words that texts of adverts are mostly made of, most frequent first.
const frequent = `and to the a of in we for with our you is are on at as work that your or team have be by this
an from experience will building it can new us all more if who people about remote software engineers company build
looking data product working help high not their help using other they into what how well time skills strong role
customers technology development world engineering platform across years join products business one apply but also
who systems based through up any best based has make was which while like when want need teams own code real just
every both over out so do these only than because many must some most early next first great good small large fast`

// stems and endings together make words that read like English.
const stems = `act add adapt advance aim align allow answer apply arrange ask assess assist attach attend audit balance base
begin belong benefit blend board book bridge bring broad brush call care carry cast centre challenge change charge chart check
claim clear click climb close cloud coach collect combine comment commit compare compete complete compose compute concern connect
consider construct consult contact contain contract control convert cook core correct cost count couple course cover craft create
cross cultur cycle deal debate decide declare deep defend define deliver depend deploy describe design detail detect develop
differ direct discover discuss display distribut document draft draw drive earn edit elect embed emerg employ enable engage enjoy
ensure enter equip escape estimate evaluate evolve examine exchange exercise expand expect explain explore express extend face
factor farm feature field figure fill filter final find finish fit fix flex flow focus follow forecast form forward foster found
frame freight fresh front fund gather general generat govern grade grant graph grow guard guide handle harden harvest head health
hold host house identif implement improve increas index influenc inform initiat innovat insight inspect inspir install instruct
insure integrat intend interact interest introduc invent invest invite involv issue iterat join journey judge keep label land language
launch layer lead leap learn ledger lend level lift light limit link list listen load local locat logic machin maintain manage manufactur
map mark market master match matter measur mechan mediat meet member mentor merchant merge method metric migrat mind mission mobil
model monitor motion motivat mount move music narrat nation natur navigat network nurs observ offer open operat optimi orbit order
organi orient outcome own pack paint pair panel part partner pass patient pattern pay perform permit person phase phone photo pilot
pioneer place plan plant play point polic polish pool port posit practic predict prepar present press prevent price print privat
process produc profession profil program progress project promot propos protect prototyp prov provid public purchas pursu qualif
quer question quick rais rang reach read reason receiv recogni recommend record recover reduc refin region relat releas reli remov
render renew rent repair report request requir research resolv respond respons rest result retail return revenu review reward rout
safe sale sampl sav scal schedul school scien scop screen search season secur select send sens separat sequenc serv session settl
shap shar shelter shift ship show signal simpl simulat sketch social solv sort sourc spac speak special specif spend spot stabl stack
staff stag standard start stat stay steer step stor strateg stream strength structur stud styl submit succeed suggest suit suppl support
surfac survey sustain switch symbol tackl talent target task teach tech tend test thread thrive track trade train transact transform
translat transport travel treat trend trust tun turn typ understand unit updat us valu varian vendor ventur verif view vision visit
visual voic volunteer warehous watch weigh wind wir wonder world writ yield`

const endings = `- ing ed s er ers ion ions ment ments able al ally ive ively ity ness ful less ance ance ant ence est ish ism
ist ized izing izes ation ations ature ability ibility ward wise like ship hood`
