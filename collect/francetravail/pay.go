package francetravail

import (
	"regexp"
	"strconv"
	"strings"

	"rung/collect/wire"
	"rung/internal/job"
)

// label is how the service writes the fields of pay in words: "Mensuel de 1600,00 Euros à 1800,00 Euros
// sur 12 mois".
var label = regexp.MustCompile(`^(Annuel|Mensuel|Horaire) de ([0-9][0-9 ]*(?:[.,][0-9]+)?) Euros?(?: à ([0-9][0-9 ]*(?:[.,][0-9]+)?) Euros?)?(?: sur ([0-9]+(?:[.,][0-9]+)?) mois)?\.?$`)

var spans = map[string]job.Period{"Annuel": job.Year, "Mensuel": job.Month, "Horaire": job.Hour}

// mended puts back the "à" that older offers lost on their way.
func mended(t wire.Text) wire.Text {
	s := strings.NewReplacer("ï¿½", "à", "\uFFFD", "à").Replace(string(t))
	return wire.Text(strings.Join(strings.Fields(s), " "))
}

// pay reads a label. Anything else is left to those who read words.
func pay(t wire.Text) []job.Pay {
	if len(t) > 200 {
		return nil
	}
	m := label.FindStringSubmatch(string(mended(t)))
	if m == nil {
		return nil
	}
	low, high := euros(m[2]), euros(m[3])
	if m[3] == "" {
		high = low
	}
	out := wire.Stated(low, high, "EUR", spans[m[1]], "francetravail.salaire")
	for i := range out {
		out[i].Text = m[0]
		if months := strings.TrimRight(strings.TrimRight(strings.ReplaceAll(m[4], ",", "."), "0"), "."); m[1] == "Mensuel" && m[4] != "" && euros(m[4]) != 12 {
			out[i].Label = months + " months a year"
		}
	}
	return out
}

func euros(s string) wire.Float {
	f, err := strconv.ParseFloat(strings.NewReplacer(" ", "", ",", ".").Replace(s), 64)
	if err != nil {
		return 0
	}
	return wire.Float(f)
}
