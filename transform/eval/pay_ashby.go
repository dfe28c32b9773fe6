package eval

import (
	"compress/gzip"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"rung/internal/job"
	"rung/transform/pay"
)

// ashbyCase is a listing with the employer's own structured pay.
type ashbyCase struct {
	Org, ID, Title string
	Salary         []struct {
		Interval, CurrencyCode string
		MinValue, MaxValue     float64
	}
	MinInText *bool `json:"min_in_text"`
	MaxInText *bool `json:"max_in_text"`
}

var ashbyPeriods = map[string]job.Period{
	"1 YEAR": job.Year, "1 HOUR": job.Hour, "1 MONTH": job.Month, "1 WEEK": job.Week, "1 DAY": job.Day, "2 WEEK": job.TwoWeeks,
}

// states reports whether the employer's fields hold the offer.
func (c ashbyCase) states(p job.Pay) bool {
	period := p.Period
	if period == "" {
		period = p.InferredPeriod
	}
	for _, s := range c.Salary {
		if s.MinValue == p.Min && s.MaxValue == p.Max && s.CurrencyCode == p.Currency && ashbyPeriods[s.Interval] == period {
			return true
		}
	}
	return false
}

// payAshby reads the texts of ashby_pay_dev.jsonl where both of the employer's bounds stand in the text.
// Recall: the employer's offer is among those read. Precision: of the listings with an offer read, it is.
func payAshby(dir string) ([]Figure, []string, error) {
	texts, err := ashbyTexts(filepath.Join(dir, "..", "corpus", "ashby"))
	if err != nil {
		return nil, nil, err
	}
	var precise, found, every payTally
	err = eachLine(file(dir, "ashby_pay_dev.jsonl"), func(c ashbyCase) {
		if c.MinInText == nil || c.MaxInText == nil || !*c.MinInText || !*c.MaxInText {
			return
		}
		got := pay.Read(pay.Input{Title: c.Title, Text: texts[c.Org+"/"+c.ID]})
		hit := false
		if len(got) > 1 {
			// One field of the employer may span the offers for several regions or levels.
			hit = c.states(paySpan(got))
		}
		for _, p := range got {
			hit = hit || c.states(p)
			every.add(c.states(p), "pay ashby offer %s/%s: got %s", c.Org, c.ID, payOffers([]job.Pay{p}))
		}
		found.add(hit, "pay ashby %s/%s: want %v, got %s", c.Org, c.ID, c.Salary, payOffers(got))
		if len(got) > 0 {
			precise.add(hit, "pay ashby %s/%s: want %v, got %s", c.Org, c.ID, c.Salary, payOffers(got))
		}
	})
	return []Figure{precise.figure("ashby precision", 0.97), found.figure("ashby recall", 0.93), every.figure("ashby every offer", 0)},
		append(found.misses, every.misses...), err
}

// ashbyTexts reads the descriptions of all boards by "org/id".
func ashbyTexts(dir string) (map[string]string, error) {
	names, err := filepath.Glob(filepath.Join(dir, "*.json.gz"))
	if err != nil || len(names) == 0 {
		return nil, fmt.Errorf("find boards in %s: %d files: %w", dir, len(names), err)
	}
	texts := map[string]string{}
	for _, name := range names {
		if err := readBoard(name, texts); err != nil {
			return nil, fmt.Errorf("read board %s: %w", name, err)
		}
	}
	return texts, nil
}

func readBoard(name string, texts map[string]string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	zr, err := gzip.NewReader(f)
	if err != nil {
		return err
	}
	var board struct {
		Jobs []struct{ ID, DescriptionPlain string }
	}
	if err := json.NewDecoder(zr).Decode(&board); err != nil {
		return err
	}
	org := strings.TrimSuffix(filepath.Base(name), ".json.gz")
	for _, j := range board.Jobs {
		texts[org+"/"+j.ID] = j.DescriptionPlain
	}
	return nil
}
