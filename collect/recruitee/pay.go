package recruitee

import (
	"encoding/json"
	"strings"

	"rung/collect/wire"
	"rung/internal/job"
)

// salary holds its amounts as texts, such as "60000" or "18.5"; every part may be null.
type salary struct {
	Min      wire.Text `json:"min"`
	Max      wire.Text `json:"max"`
	Period   wire.Text `json:"period"`
	Currency wire.Text `json:"currency"`
}

// read returns the offer, or what the fields say in words where an amount is no number.
func (s salary) read() ([]job.Pay, string) {
	low, lowOK := amount(s.Min)
	high, highOK := amount(s.Max)
	if lowOK && highOK {
		return wire.Stated(low, high, s.Currency, wire.Period(s.Period), "recruitee.salary"), ""
	}
	words := []string{string(s.Min), "-", string(s.Max), string(s.Currency)}
	if s.Min == "" || s.Max == "" {
		words[1] = ""
	}
	if s.Period != "" {
		words = append(words, "per "+string(s.Period))
	}
	return nil, strings.Join(strings.Fields(strings.Join(words, " ")), " ")
}

func amount(t wire.Text) (wire.Float, bool) {
	var f wire.Float
	quoted, err := json.Marshal(string(t))
	ok := err == nil && f.UnmarshalJSON(quoted) == nil
	return f, ok
}
