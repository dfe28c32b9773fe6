package cli

import (
	"slices"
	"strings"
	"testing"
)

func TestSplitSQL(t *testing.T) {
	for _, c := range []struct {
		in   string
		want []string
		rest string
	}{
		{"select 1; select 2;", []string{"select 1", "select 2"}, ""},
		{"select ';' as a; -- and; so on\nselect 2", []string{"select ';' as a"}, "-- and; so on\nselect 2"},
		{"select 'it''s; fine';", []string{"select 'it''s; fine'"}, ""},
		{`select ";" from t;`, []string{`select ";" from t`}, ""},
		{"select $$a;b$$; select $x$;$$;$x$;", []string{"select $$a;b$$", "select $x$;$$;$x$"}, ""},
		{"select $since; select 1;", []string{"select $since", "select 1"}, ""},
		{"/* a; b */ select 1;;; ; -- nothing", []string{"/* a; b */ select 1"}, ""},
		{"select 'open; ", nil, "select 'open; "},
		{"select 1; /* open;", []string{"select 1"}, " /* open;"},
		{"", nil, ""},
		{".mode csv\nselect 1;\n  \\dt; x\n-- why\n.quit", []string{".mode csv", "select 1", "\\dt; x", ".quit"}, ""},
		{"select 1\n.5;", []string{"select 1\n.5"}, ""},
		{"select 1; .tables\nselect", []string{"select 1", ".tables"}, "select"},
	} {
		got, rest := splitSQL(c.in)
		if !slices.Equal(got, c.want) || rest != c.rest {
			t.Errorf("splitSQL(%q) = %q, %q, want %q, %q", c.in, got, rest, c.want, c.rest)
		}
	}
}

func FuzzSplitSQL(f *testing.F) {
	for _, s := range []string{"select 1; select $a$;$a$", "--", "$", "'", "/*/"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		statements, rest := splitSQL(s)
		for _, part := range append(statements, rest) {
			if !strings.Contains(s, part) {
				t.Fatalf("splitSQL(%q) made up %q", s, part)
			}
		}
	})
}
