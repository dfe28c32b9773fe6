package pay

import "strings"

// Currency is one currency that amounts are read in.
type Currency struct {
	// Code is the ISO 4217 code.
	Code string
	// Symbols are the signs and words that stand for it beside the code.
	Symbols []string
	// perUSD is the rough number of units to a US dollar. It only tells amounts of the size of a wage
	// from others and is never used to convert.
	perUSD float64
}

// Currencies lists the currencies that amounts are read in.
func Currencies() []Currency {
	out := make([]Currency, len(currencies))
	for i, c := range currencies {
		c.Symbols = append([]string(nil), c.Symbols...)
		out[i] = c
	}
	return out
}

var currencies = []Currency{
	{"USD", []string{"$", "US$", "U.S.$", "US", "dollar", "dollars", "bucks"}, 1},
	{"EUR", []string{"€", "euro", "euros", "eur.", "ευρώ", "евро"}, 1},
	{"GBP", []string{"£", "￡", "pound", "pounds", "quid", "stg"}, 1},
	{"CHF", []string{"Fr", "SFr", "franken"}, 1},
	{"CAD", []string{"C$", "CA$", "CAN$", "CAD$", "CDN$", "CDN"}, 1.3},
	{"AUD", []string{"A$", "AU$", "AUD$"}, 1.5},
	{"NZD", []string{"NZ$", "NZD$"}, 1.6},
	{"SGD", []string{"S$", "SG$", "SGD$"}, 1.3},
	{"HKD", []string{"HK$", "HKD$"}, 8},
	{"TWD", []string{"NT$", "NTD", "NT"}, 31},
	{"MXN", []string{"MX$", "Mex$", "MXN$"}, 18},
	{"BRL", []string{"R$", "real", "reais"}, 5},
	{"JPY", []string{"円", "万円", "yen", "JP¥", "JPY¥"}, 150},
	{"CNY", []string{"元", "RMB", "yuan", "CN¥", "人民币"}, 7},
	{"INR", []string{"₹", "Rs", "rupee", "rupees"}, 83},
	{"PKR", []string{"₨", "PKR"}, 280},
	{"PHP", []string{"₱"}, 56},
	{"KRW", []string{"₩", "￦", "원", "만원", "won"}, 1350},
	{"VND", []string{"₫", "VNĐ", "đ", "đồng", "dong"}, 25000},
	{"IDR", []string{"Rp", "rupiah"}, 15800},
	{"THB", []string{"฿", "บาท", "baht"}, 35},
	{"MYR", []string{"RM", "ringgit"}, 4.5},
	{"PLN", []string{"zł", "zl", "zlotych", "złotych"}, 4},
	{"CZK", []string{"Kč", "korun"}, 23},
	{"HUF", []string{"Ft", "forint"}, 360},
	{"RON", []string{"lei", "leu"}, 4.6},
	{"BGN", []string{"лв", "лева"}, 1.8},
	{"SEK", []string{"kronor"}, 10},
	{"NOK", []string{"kroner"}, 10},
	{"DKK", nil, 7},
	{"ISK", []string{"króna", "krónur"}, 138},
	{"RUB", []string{"₽", "руб", "рублей", "рубля", "RUR"}, 90},
	{"UAH", []string{"₴", "грн", "гривень", "hrn"}, 40},
	{"KZT", []string{"₸", "тенге", "тг"}, 450},
	{"TRY", []string{"₺", "TL", "lira"}, 32},
	{"ILS", []string{"₪", "NIS", "ש״ח", "ש\"ח", "shekels"}, 3.7},
	{"AED", []string{"Dh", "Dhs", "dirhams", "د.إ"}, 3.7},
	{"SAR", []string{"riyals", "ر.س"}, 3.75},
	{"QAR", nil, 3.6},
	{"EGP", []string{"E£", "ج.م"}, 48},
	{"ZAR", []string{"rand"}, 18},
	{"NGN", []string{"₦", "naira"}, 1500},
	{"KES", []string{"KSh", "KShs"}, 130},
	{"GHS", []string{"GH₵", "₵", "GH¢"}, 15},
	{"MAD", []string{"MAD"}, 10},
	{"ARS", []string{"AR$"}, 1000},
	{"CLP", []string{"CLP$"}, 930},
	{"COP", []string{"COP$", "COL$"}, 4000},
	{"PEN", []string{"S/", "S/.", "soles"}, 3.7},
	{"LKR", nil, 300},
	{"BDT", []string{"৳", "taka"}, 115},
	{"GEL", []string{"₾", "lari"}, 2.7},
	// Tokens without an ISO code are kept as text and flagged.
	{"USDT", nil, 1},
	{"USDC", nil, 1},
	{"BTC", []string{"₿"}, 0.00002},
	{"ETH", nil, 0.0004},
}

// tender is a currency as read at one place.
type tender struct {
	// code is an ISO code, or one of the unsettled signs "$", "¥", "kr" and "peso".
	code string
	// word is true when letters said it: an ISO code or a name, which beats a bare sign.
	word bool
	// start and end bound it in the text.
	start, end int
}

// spelling is how a currency may be written as a word.
type spelling struct {
	code string
	// upper demands capitals, since the word means something else in small letters.
	upper bool
	// doubtful demands an amount of a thousand or a period: the code is also a technology or a word.
	doubtful bool
	// glued demands that it touches the number.
	glued bool
}

// dollars maps what may stand before a $ to the currency it makes.
var dollars = map[string]string{
	"US": "USD", "USD": "USD", "AU": "AUD", "AUD": "AUD", "CA": "CAD", "CAD": "CAD", "CAN": "CAD", "CDN": "CAD",
	"NZ": "NZD", "NZD": "NZD", "SG": "SGD", "SGD": "SGD", "HK": "HKD", "HKD": "HKD", "NT": "TWD", "TWD": "TWD",
	"MX": "MXN", "MXN": "MXN", "A": "AUD", "C": "CAD", "S": "SGD", "R": "BRL", "BRL": "BRL", "ARS": "ARS", "AR": "ARS",
	"CLP": "CLP", "COP": "COP", "COL": "COP", "Mex": "MXN", "S.": "",
}

// nationals settles the unsettled signs by country.
var nationals = map[string]map[string]string{
	"$": {
		"CA": "CAD", "AU": "AUD", "NZ": "NZD", "SG": "SGD", "MX": "MXN", "HK": "HKD",
	},
	"¥":    {"JP": "JPY", "CN": "CNY"},
	"kr":   {"NO": "NOK", "SE": "SEK", "DK": "DKK", "IS": "ISK"},
	"peso": {"PH": "PHP", "MX": "MXN", "AR": "ARS", "CO": "COP", "CL": "CLP"},
}

// settle turns a read sign into an ISO code, with a flag where that took an assumption.
func settle(sign, country string) (code, flag string) {
	switch sign {
	case "$", "¥", "kr", "peso":
	case "USDT", "USDC", "BTC", "ETH":
		return sign, "crypto"
	default:
		return sign, ""
	}
	code, ok := nationals[sign][country]
	switch {
	case sign == "$" && ok:
		return code, "currency_assumed"
	case ok:
		return code, ""
	case sign == "$":
		return "USD", "currency_assumed"
	case sign == "peso":
		return "PHP", "ambiguous_currency"
	}
	return "", "ambiguous_currency"
}

// perUSD returns the rough units to a dollar of a read sign, 1 when it is not known.
func perUSD(code string) float64 {
	if v, ok := rough[code]; ok {
		return v
	}
	return 1
}

var rough = func() map[string]float64 {
	m := map[string]float64{"¥": 20, "kr": 10, "peso": 30}
	for _, c := range currencies {
		m[c.Code] = c.perUSD
	}
	return m
}()

// spellings maps words in small letters to currencies; signs lists what needs no word boundary.
var spellings, signs = spell()

func spell() (map[string]spelling, map[string]string) {
	words := map[string]spelling{}
	marks := map[string]string{"$": "$", "＄": "$", "¥": "¥", "￥": "¥"}
	for _, c := range currencies {
		words[strings.ToLower(c.Code)] = spelling{code: c.Code}
		for _, s := range c.Symbols {
			switch {
			case s == "$" || strings.HasSuffix(s, "$"):
			case isWord(s):
				words[strings.ToLower(s)] = spelling{code: c.Code}
			default:
				marks[s] = c.Code
			}
		}
	}
	for _, s := range []string{"dollar", "dollars", "bucks"} {
		words[s] = spelling{code: "$"}
	}
	words["us"] = spelling{code: "USD", glued: true}
	words["kr"] = spelling{code: "kr"}
	words["peso"], words["pesos"] = spelling{code: "peso"}, spelling{code: "peso"}
	words["r"] = spelling{code: "ZAR", upper: true, glued: true, doubtful: true}
	words["р"] = spelling{code: "RUB"}
	words["đ"] = spelling{code: "VND", glued: true}
	for _, s := range []string{"try", "mad", "pen", "cop", "won", "real", "rand", "gel", "fr", "ft", "nt", "nis", "stg", "tl", "eth", "rm", "cad", "php", "lei", "ars", "isk", "cdn"} {
		w := words[s]
		w.upper = s != "php" && s != "cad" && s != "lei" && s != "fr" && s != "ft" && s != "real" && s != "rand" && s != "won"
		w.doubtful = s != "tl" && s != "rm" && s != "lei" && s != "nis"
		words[s] = w
	}
	return words, marks
}

func isWord(s string) bool {
	for i, r := range s {
		if !isLetter(s, i) || r > 0x2E80 {
			return false
		}
	}
	return true
}
