package eval

import (
	"fmt"
	"regexp"

	"rung/transform/contact"
)

// contactTask measures whether contacts are gone from the labelled listings and pay is not.
func contactTask() Task { return Task{Name: "contact", Run: runContact} }

// The patterns share nothing with the package that they measure.
var (
	auditContact = regexp.MustCompile(`(?i)[a-z0-9._%+-]+@[a-z0-9.-]+\.[a-z]{2,}|\w ?[\[({<] ?at ?[\])}>] ?\w+ ?[\[({<.]|\+\d[\d ().-]{7,}\d|\(\d{3}\) ?\d{3}-\d{4}|linkedin\.com/in/\w`)
	auditAmount  = regexp.MustCompile(`[$€£]\s?\d[\d.,]*\d ?[kKmM]?`)
)

func runContact(dir string) ([]Figure, []string, error) {
	var misses []string
	before, left, amounts, kept := 0, 0, 0, 0
	err := eachLine(file(dir, "listings_dev.jsonl"), func(l struct{ ID, Text string }) {
		rest := contact.Remove(l.Text)
		before += len(auditContact.FindAllString(l.Text, -1))
		for _, m := range auditContact.FindAllString(rest, -1) {
			left++
			misses = append(misses, fmt.Sprintf("contact %s left: %q", l.ID, m))
		}
		was, is := len(auditAmount.FindAllString(l.Text, -1)), len(auditAmount.FindAllString(rest, -1))
		amounts, kept = amounts+was, kept+is
		if was != is {
			misses = append(misses, fmt.Sprintf("contact %s: %d amounts of money, %d behind it", l.ID, was, is))
		}
	})
	figures := []Figure{
		{Task: "contact", Name: "contacts gone", Value: 1 - float64(left)/float64(max(before, 1)), Bar: 1, N: before},
		{Task: "contact", Name: "amounts kept", Value: float64(kept) / float64(max(amounts, 1)), Bar: 0.999, N: amounts},
	}
	return figures, misses, err
}
