package language

import (
	"strings"
	"sync"

	"github.com/abadojack/whatlanggo"
)

// longestWord is the length in bytes of the longest little word.
const longestWord = 14

// little lists each language's most frequent words that carry grammar and not matter. A word may
// stand for several languages; what counts is the sum over the text.
var little = [...]struct{ code, words string }{
	{"en", "the and of to in a is for with you we our your are as on will be or that an this at by have from it not can who us their they what all more has about do if was were been which"},
	{"de", "und der die das in wir sie mit für von zu ist im auf den bei du dich uns unser unsere ein eine einen einer als des dem auch oder dein deine ihr ihre nicht sich werden haben sind zum zur aus nach über wie durch"},
	{"fr", "de la le les et des en du un une pour vous nous à dans est sur au aux que qui avec nos votre vos notre par ou sont plus être ce cette ses son sa ne pas se il elle tu ton ta tes"},
	{"es", "de la el los las y en que un una para con del se por es tu como más su sus o al lo nuestro nuestra nos te si no son ser muy tus está este esta"},
	{"it", "di e il la le per un una in con del della dei che è i gli lo nel al alla da si sono nella delle come anche o non più su ai dal tra dalla nostro nostra tuo ti ci"},
	{"pt", "de e a o que para em com do da os as um uma no na por dos das se você nossa nosso mais ao como é são seu sua ou pela pelo às nós não ter ser sobre em nossos"},
	{"nl", "de het een en van in voor met je op is te wij onze zijn aan dat bij als om jij ook die ons wat door naar niet uit jouw wordt worden hebt heb deze er of over kan binnen"},
	{"pl", "i w z na do się oraz w dla jest od lub nie że o po to za przez jak twoje nasz naszej ci są być ze czy co naszych będziesz my ty nas mamy które który pracy tym także"},
	{"sv", "och i att en på för som med är av till vi du ett det den har om inte din vår våra kan eller vara från dig där ditt dina oss kommer även vårt de så hos"},
	{"da", "og i at en på for som med er af til vi du et det den har om ikke din vores kan eller være fra dig der dit dine os også hos vil skal de samt bliver blive"},
	{"no", "og i å en på for som med er av til vi du et det den har om ikke din vår våre kan eller være fra deg der ditt dine oss også hos vil skal de samt blir bli både vårt"},
	{"fi", "ja on ei että se sekä tai kanssa meillä sinulla olet meidän joka voit kun ovat olla myös sinun niin mutta mukaan osana työ ole hän nyt mitä kuin jossa tämä"},
	{"cs", "a v na se je s z do pro že jsme si nebo k u o jako tak co jsou od po ve však být který které která tě naše náš nás ti budeš máš také při jsi pracovat za aby"},
	{"sk", "a v na sa je s z do pre že sme si alebo k u o ako tak čo sú od po vo byť ktorý ktoré ktorá ťa naše náš nás ti budeš máš tiež pri si pracovať za aby"},
	{"hu", "a az és egy hogy nem is van vagy mint meg de ha ez csak már mi fel el még kell lesz minden amely illetve akik nálunk munka alapján valamint számára"},
	{"ro", "și de în la cu o pe un să din este sunt pentru care nu mai ce sau prin te al ai tău noi noastră avem ești echipa dar fi ale lor ca vei"},
	{"tr", "ve bir bu için ile de da olarak çok daha en gibi olan ya veya ne sen biz bizim iş var değil kadar sonra her olmak konusunda ekip çalışma"},
	{"id", "dan yang di untuk dengan dari ini pada kami anda akan dalam adalah atau tidak kita ke sebagai dapat oleh juga secara serta bisa lebih para memiliki"},
	{"vi", "và của các có cho trong là với được không những một để người tại theo về bạn từ chúng tôi khi đến công làm việc trên"},
	{"et", "ja on ei et see meie sinu kui oma ning või ka mis sa me kes töö oled koos seda ole olla sind meil selle"},
	{"lv", "un ir no ar uz par kas mēs tu vai mūsu lai tev kā arī to pie būs savu gan pēc darba nav esam"},
	{"lt", "ir į su kad yra iš tai ar mes mūsų tu kaip bei už apie ne jei turi tavo taip darbo prie pagal būti"},
	{"hr", "i u je na se za da su s o od ili kao koji koja koje te smo ti sa što ako biti tvoj naš bez ali kroz više tim"},
	{"sl", "in je na se za da so s z o od ali kot ki smo ti pri tudi po bo tvoje naš biti več ter bi kjer ne"},
	{"ca", "de la i el els les que per amb un una en del al és més dels se com o als són ser aquest aquesta nostre nostra també seva treball"},
}

const numLanguages = len(little)

// littleWords maps a word to the set of languages (bits by index) that have it.
var littleWords = sync.OnceValue(func() map[string]uint32 {
	m := make(map[string]uint32, 1024)
	for l, lang := range little {
		for w := range strings.FieldsSeq(lang.words) {
			m[w] |= 1 << l
		}
	}
	return m
})

// byWords names the language whose little words are the most, and asks the trigrams of
// github.com/abadojack/whatlanggo where they are too few or two languages are level.
func (t *tally) byWords(text string) string {
	best, second := 0, -1
	for l := 1; l < numLanguages; l++ {
		switch {
		case t.votes[l] > t.votes[best]:
			best, second = l, best
		case second < 0 || t.votes[l] > t.votes[second]:
			second = l
		}
	}
	top, next := t.votes[best], t.votes[second]
	// In running text every third or fourth word is a little one; in lists of demands every tenth.
	if top >= 3 && top*20 >= t.words && (top-next)*8 >= top {
		return little[best].code
	}
	if top == 0 {
		return Und
	}
	return t.byTrigrams(text)
}

// byTrigrams takes the trigrams' word only for a language that has a little word here too: on a list
// of technologies they see anything.
func (t *tally) byTrigrams(text string) string {
	info := whatlanggo.DetectWithOptions(text, whatlanggo.Options{Whitelist: allowed()})
	code := info.Lang.Iso6391()
	if info.Lang == whatlanggo.Nob {
		code = "no"
	}
	for l, votes := range t.votes {
		if little[l].code == code && votes > 0 && info.IsReliable() {
			return code
		}
	}
	return Und
}

var allowed = sync.OnceValue(func() map[whatlanggo.Lang]bool {
	known := make(map[string]bool, numLanguages)
	for _, l := range little {
		known[l.code] = true
	}
	m := make(map[whatlanggo.Lang]bool, numLanguages)
	for lang := range whatlanggo.Langs {
		if known[lang.Iso6391()] {
			m[lang] = true
		}
	}
	m[whatlanggo.Nob] = true
	return m
})
