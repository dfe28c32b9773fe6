package analyze_test

import (
	"testing"

	"rung/analyze"
)

// TestFindUnknown looks up values in a lake of one ad that names Berlin and DE and wants Go, which has the alias golang.
func TestFindUnknown(t *testing.T) {
	db := empty(t, analyze.DefaultSettings())
	if u, err := analyze.FindUnknown(t.Context(), db, analyze.Args{"source": "any", "skill": "any"}); u != nil || err != nil {
		t.Errorf("an empty lake: got %v, %v; want nothing, since nothing is known of it", u, err)
	}
	for _, insert := range []string{
		"insert into listings by name select 1 as version_key, 1 as job_key, 'board' as source, ['EU', 'DE'] as countries, 'Berlin' as city, ['full_time'] as employment, 'backend' as role_family",
		"insert into skills by name select 'go' as id, 'Go' as name, 'language' as category, ['golang'] as aliases",
		"insert into mentions by name select 1 as version_key, 'old' as skill, 'gone' as category",
	} {
		if _, err := db.ExecContext(t.Context(), insert); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		args         analyze.Args
		param, value string
	}{
		{analyze.Args{"source": "board", "country": "de", "category": "language", "employment": "part_time", "skill": "go"}, "", ""},
		{analyze.Args{"skills": "go, old", "category": "gone", "period": "hour", "kind": "offer", "source": ""}, "", ""},
		{analyze.Args{"min_ads": "7", "since": "2024-01", "have": " go,,old,"}, "", ""},
		{analyze.Args{"source": "baord"}, "source", "baord"},
		{analyze.Args{"source": "board,other"}, "source", "board,other"},
		{analyze.Args{"category": "languages"}, "category", "languages"},
		{analyze.Args{"country": "XX"}, "country", "XX"},
		{analyze.Args{"employment": "salary"}, "employment", "salary"},
		{analyze.Args{"place": "berlin, de"}, "", ""},
		{analyze.Args{"place": "DE"}, "", ""},
		{analyze.Args{"place": "Berlin"}, "place", "Berlin"},
		{analyze.Args{"place": "Berlin, EU"}, "place", "Berlin, EU"},
		{analyze.Args{"skill": "golang"}, "skill", "golang"},
		{analyze.Args{"skills": "go,rust"}, "skills", "rust"},
		{analyze.Args{"have": "go, rust"}, "have", "rust"},
		{analyze.Args{"period": "fortnight"}, "period", "fortnight"},
		{analyze.Args{"kind": "wish"}, "kind", "wish"},
		{analyze.Args{"role": "backend", "level": "entry", "remote": "hybrid"}, "", ""},
		{analyze.Args{"role": "backed"}, "role", "backed"},
		{analyze.Args{"level": "expert"}, "level", "expert"},
		{analyze.Args{"remote": "yes"}, "remote", "yes"},
	} {
		u, err := analyze.FindUnknown(t.Context(), db, c.args)
		if err != nil {
			t.Fatalf("%v: %v", c.args, err)
		}
		if u == nil {
			u = &analyze.Unknown{}
		}
		if u.Param != c.param || u.Value != c.value {
			t.Errorf("%v: got %q of %q as unknown; want %q of %q", c.args, u.Value, u.Param, c.value, c.param)
		}
	}
}

// TestUnknownNames sees that what a skill is called leads to the value that stands for it.
func TestUnknownNames(t *testing.T) {
	db := empty(t, analyze.DefaultSettings())
	if _, err := db.ExecContext(t.Context(), "insert into skills by name select 'go' as id, 'Go' as name, ['golang'] as aliases"); err != nil {
		t.Fatal(err)
	}
	u, err := analyze.FindUnknown(t.Context(), db, analyze.Args{"skill": "rust"})
	if err != nil || u == nil {
		t.Fatalf("got %v, %v; want rust unknown", u, err)
	}
	want := []analyze.Name{{Text: "Go", Value: "go"}, {Text: "go", Value: "go"}, {Text: "golang", Value: "go"}}
	if len(u.Names) != len(want) {
		t.Fatalf("got the names %v; want %v", u.Names, want)
	}
	for i := range want {
		if u.Names[i] != want[i] {
			t.Errorf("name %d is %v; want %v", i, u.Names[i], want[i])
		}
	}
}
