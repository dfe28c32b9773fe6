package pay

import (
	"strings"

	"rung/internal/job"
)

// marks maps words near an offer to the flags they set.
var marks = map[string]string{
	"equity": "equity", "stock": "equity", "options": "equity", "rsu": "equity", "rsus": "equity", "shares": "equity",
	"bonus": "bonus", "bonuses": "bonus", "commission": "bonus",
	"b2b": "b2b", "contract": "contract", "contractor": "contract", "freelance": "contract", "freelancer": "contract",
	"tagessatz": "contract", "stundensatz": "contract",
	"super": "plus_super", "superannuation": "plus_super",
	"vat": "plus_vat", "mwst": "plus_vat", "gst": "plus_vat",
	"fte": "fte", "prorata": "pro_rata", "rata": "pro_rata",
	"c2c": "c2c", "w2": "w2", "1099": "1099", "ctc": "ctc",
}

// surroundings sets the flags of what stands on the offer's line near it, and gross or net before it.
func (r *reader) surroundings(o *offer, p *job.Pay) {
	const before, behind = 48, 64
	from, to := max(0, o.start-before), min(len(r.s), o.end+behind)
	if i := strings.LastIndexByte(r.s[from:o.start], '\n'); i >= 0 {
		from += i + 1
	}
	if i := strings.IndexByte(r.s[o.end:to], '\n'); i >= 0 {
		to = o.end + i
	}
	for i := from; i < to; {
		end := tokenEnd(r.s, i, to)
		if end == i {
			i++
			continue
		}
		var buf [2 * maxWord]byte
		word := string(lower(&buf, r.s[i:end]))
		switch m := lexicon[word]; {
		case word == "ir35":
			o.flag(ir35(r.s[max(0, i-20):min(len(r.s), end+20)]))
		case (word == "super" || word == "vat" || word == "gst" || word == "mwst") && i < o.start:
		case marks[word] != "":
			o.flag(marks[word])
		case p.Gross == "" && i < o.start && m.is(grossWord):
			p.Gross = "gross"
		case p.Gross == "" && m.is(netWord) && i >= o.end && i < o.end+12:
			p.Gross = "net"
		case p.Gross == "" && m.is(grossWord) && i >= o.end && i < o.end+12:
			p.Gross = "gross"
		}
		i = end
	}
}

// tokenEnd returns the offset behind the letters and digits at i.
func tokenEnd(s string, i, limit int) int {
	for i < limit && (isDigit(s[i]) || isASCIILetter(s[i]) || s[i] >= 0x80) {
		i++
	}
	return i
}

func ir35(near string) string {
	if strings.Contains(strings.ToLower(near), "outside") {
		return "ir35_outside"
	}
	return "ir35_inside"
}
