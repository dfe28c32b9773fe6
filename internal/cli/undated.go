package cli

import (
	"fmt"
	"slices"
	"strings"

	"rung/analyze"
)

// undatedHint says what to do about an empty answer where no advert of the source asked for, or none at all, has a date:
// no window holds any, however early it begins.
func undatedHint(t *analyze.Table) string {
	whose := "no advert has a date"
	if source, _ := t.Params["source"].(string); source != "" {
		whose = fmt.Sprintf("no advert of %s has a date", source)
	}
	isCounted, isAsked := t.Params["undated"].(bool)
	switch {
	case isCounted:
		return whose + "; they were counted, but none answers this"
	case isAsked:
		return whose + "; --undated counts them"
	}
	return fmt.Sprintf("%s, and %s counts those with one alone; --undated counts them in %s", whose, t.Name, strings.Join(undatedQuestions(), ", "))
}

// undatedQuestions are the questions that can count adverts without a date.
func undatedQuestions() []string {
	var names []string
	for _, q := range analyze.Questions() {
		if slices.ContainsFunc(q.Params, func(p analyze.Param) bool { return p.Name == "undated" }) {
			names = append(names, q.Name)
		}
	}
	return names
}
