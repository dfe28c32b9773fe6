package collect_test

import (
	"strings"
	"testing"

	"rung/collect"
)

func TestCheck(t *testing.T) {
	if err := collect.Check([]collect.Source{toy()}); err != nil {
		t.Fatalf("the toy: %v", err)
	}
	for want, edit := range map[string]func(*collect.Source){
		"name must":          func(s *collect.Source) { s.Name = "Toy!" },
		"no title":           func(s *collect.Source) { s.Title = "" },
		"no home":            func(s *collect.Source) { s.Home = "" },
		"no base":            func(s *collect.Source) { s.BaseURL = "" },
		"access":             func(s *collect.Source) { s.Access = "magic" },
		"gives":              func(s *collect.Source) { s.Gives = nil },
		"no Fetch":           func(s *collect.Source) { s.Fetch = nil },
		"no Parse":           func(s *collect.Source) { s.Parse = nil },
		"listings end":       func(s *collect.Source) { s.Life = collect.Life{} },
		"verdict":            func(s *collect.Source) { s.Terms.Verdict = "maybe" },
		"no reason":          func(s *collect.Source) { s.Terms.Why = "" },
		"no licence":         func(s *collect.Source) { s.Terms.Licence = "" },
		"address of":         func(s *collect.Source) { s.Terms.URL = "" },
		"no day":             func(s *collect.Source) { s.Terms.ReadOn = "May 2024" },
		"no conditions":      func(s *collect.Source) { s.Terms.Verdict = collect.Conditional },
		"negative":           func(s *collect.Source) { s.Terms.Rate = -1 },
		"is not explained":   func(s *collect.Source) { s.Options = []collect.Option{{Name: "boards"}} },
		"badly or twice":     func(s *collect.Source) { s.Options = append(s.Options, s.Options...) },
		"of negative length": func(s *collect.Source) { s.Life.Days = -3 },
	} {
		s := toy()
		edit(&s)
		if err := collect.Check([]collect.Source{s}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want one about %q", err, want)
		}
	}
	if err := collect.Check([]collect.Source{toy(), toy()}); err == nil || !strings.Contains(err.Error(), "listed twice") {
		t.Errorf("the same twice: %v", err)
	}
	file := toy()
	file.Access, file.Home, file.BaseURL, file.Terms = collect.File, "", "", collect.Terms{Verdict: collect.Allowed, Why: "It is the user's own."}
	if err := collect.Check([]collect.Source{file}); err != nil {
		t.Errorf("a file: %v", err)
	}
}

func TestFind(t *testing.T) {
	list := []collect.Source{toy()}
	if s, ok := collect.Find(list, "toy"); !ok || s.Title != "Toy" {
		t.Errorf("Find(toy) = %q, %v", s.Title, ok)
	}
	if s, ok := collect.Find(list, "Toy"); ok || s.Name != "" {
		t.Errorf("Find(Toy) = %q, %v", s.Name, ok)
	}
}
