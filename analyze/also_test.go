package analyze

import (
	"slices"
	"testing"
)

// TestAlso shows that the questions that others ask for are there and take what they are given.
func TestAlso(t *testing.T) {
	n := 0
	takes := func(q Question, name string) bool {
		return slices.ContainsFunc(q.Params, func(p Param) bool { return p.Name == name })
	}
	for _, q := range Questions() {
		for _, a := range q.also {
			n++
			other, err := Find(a.question)
			if err != nil {
				t.Errorf("%s: %v", q.Name, err)
			}
			for _, name := range a.params {
				if !takes(q, name) || !takes(other, name) {
					t.Errorf("%s hands %s to %s, which is not a parameter of both", q.Name, name, a.question)
				}
			}
			for name := range a.set {
				if !takes(other, name) {
					t.Errorf("%s sets %s of %s, which has no such parameter", q.Name, name, a.question)
				}
			}
		}
	}
	if n < 3 {
		t.Errorf("%d questions ask others, want those of ai and escapes", n)
	}
}
