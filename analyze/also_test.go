package analyze

import (
	"slices"
	"testing"
)

// TestAlso shows that the questions that others ask for are there and take what they are given.
func TestAlso(t *testing.T) {
	n := 0
	for _, q := range Questions() {
		for _, a := range q.also {
			n++
			other, err := Find(a.question)
			if err != nil {
				t.Errorf("%s: %v", q.Name, err)
			}
			for _, name := range a.params {
				has := func(p Param) bool { return p.Name == name }
				if !slices.ContainsFunc(q.Params, has) || !slices.ContainsFunc(other.Params, has) {
					t.Errorf("%s hands %s to %s, which is not a parameter of both", q.Name, name, a.question)
				}
			}
		}
	}
	if n < 2 {
		t.Errorf("%d questions ask others, want those of ai and escapes", n)
	}
}
