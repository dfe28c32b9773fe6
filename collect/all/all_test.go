package all_test

import (
	"testing"

	"rung/collect"
	"rung/collect/all"
)

func TestSources(t *testing.T) {
	sources := all.Sources()
	if err := collect.Check(sources); err != nil {
		t.Error(err)
	}
	for _, s := range sources {
		if s.Terms.Verdict == collect.Conditional && s.Terms.Credit == "" {
			t.Errorf("%s: conditional, but without a line of credit", s.Name)
		}
	}
}
