package analyze_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"rung/analyze"
)

// TestWindowChosen looks which days are chosen in an archive of 100 ads in the last three months of 2024 and 30 in the
// three before, of which 61 and 20 name DE; 99 and 29 are contracts, of which one early and one late one want Go.
func TestWindowChosen(t *testing.T) {
	db := empty(t, analyze.Settings{Archives: []string{"thread"}})
	for _, statement := range []string{
		`insert into listings by name
		select
			i as version_key, i as listing_key, i as job_key, true as representative, 'thread' as source,
			case when i <= 100 then timestamp '2024-10-05' + to_days(((i - 1) % 80)::integer) else timestamp '2024-07-05' + to_days(((i - 101) * 2)::integer) end as posted_at,
			'e' || i as employer_key,
			case when i <= 61 or i > 110 then ['DE'] else ['FR', 'EU'] end as countries,
			case when i between 31 and 61 or i > 125 then 'Berlin' end as city,
			case when i in (100, 101) then ['freelance'] else ['contract'] end as employment
		from range(1, 131) as r (i)`,
		`insert into mentions by name
		select unnest([1, 130, 129, 128]) as version_key, unnest(['go', 'go', 'cobol', 'cobol']) as skill, 'language' as category, 'wanted' as polarity`,
		`insert into mentions by name select i as version_key, 'git' as skill, 'tool' as category, 'wanted' as polarity from range(1, 131) as r (i)`,
	} {
		if _, err := db.ExecContext(t.Context(), statement); err != nil {
			t.Fatal(err)
		}
	}
	three, six := "2024-10-01 to 2024-12-31", "2024-07-01 to 2024-12-31"
	for _, c := range []struct {
		question  string
		args      analyze.Args
		days, why string
	}{
		{"demand", nil, three, ""},
		{"demand", analyze.Args{"category": "tool"}, three, ""},
		{"demand", analyze.Args{"country": "de"}, six, "six months, since three have only 61 ads"},
		{"pay", analyze.Args{"country": "FR"}, six, "six months, since three have only 39 ads"},
		{"places", analyze.Args{"employment": "contract"}, six, "six months, since three have only 99 ads"},
		{"places", analyze.Args{"employment": "freelance"}, six, "six months, since three have only 1 ad"},
		{"demand", analyze.Args{"category": "language"}, six, "six months, since three have only 1 ad"},
		{"pay", analyze.Args{"skill": "go"}, six, "six months, since three have only 1 ad"},
		{"pay_spread", analyze.Args{"skill": "cobol"}, six, "six months, since three have no ad"},
		{"pairs", analyze.Args{"skill": "git"}, three, ""},
		{"pay", analyze.Args{"skill": "git", "category": "language"}, three, ""}, // six have no more: none
		{"pay", analyze.Args{"skill": "rust"}, three, ""},
		{"demand", analyze.Args{"remote": "hybrid"}, three, ""},
		{"demand", analyze.Args{"source": "other"}, "<nil> to <nil>", ""},
		{"demand", analyze.Args{"country": "DE", "since": "2024-10"}, three, ""},
		{"demand", analyze.Args{"country": "DE", "until": "2024-12"}, three, ""},
		{"charge", analyze.Args{"country": "DE"}, "2024-01-01 to 2024-12-31", ""},
		{"market", analyze.Args{"country": "DE"}, "2024-07-01 to 2024-12-31", ""},
	} {
		answer, err := analyze.Ask(context.Background(), db, c.question, c.args)
		if err != nil {
			t.Fatalf("%s %v: %v", c.question, c.args, err)
		}
		days := fmt.Sprintf("%v to %v", day(answer.Params["since"]), day(answer.Params["until"]))
		why, _ := answer.Params["window"].(string)
		if days != c.days || why != c.why {
			t.Errorf("%s %v: got %s, %q; want %s, %q", c.question, c.args, days, why, c.days, c.why)
		}
	}
}

func day(v any) any {
	if at, ok := v.(time.Time); ok {
		return at.Format(time.DateOnly)
	}
	return v
}
