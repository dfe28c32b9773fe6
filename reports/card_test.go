package reports

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// archived is a report of one skill that archives without dates know and hardly any ad of the window wants.
func archived() *Report {
	r := &Report{answers: map[string]*answer{}, cardSeen: map[string]bool{}}
	for key := range cardAnswers {
		r.answers[key] = tableOf(ask{key: key, question: key, keys: []string{"skill"}}, "skill a b")
	}
	names := tableOf(ask{question: "names", keys: []string{"skill"}}, "skill skill_name category concept ads undated",
		[]any{"php", "PHP", "language", false, int64(30), int64(26)}, []any{"mysql", "MySQL", "database", false, int64(20), int64(20)},
		[]any{"web", "Web", "methods", true, int64(19), int64(19)})
	names.Params = map[string]any{"since": time.Date(2025, 8, 1, 0, 0, 0, 0, time.UTC), "until": time.Date(2025, 10, 31, 0, 0, 0, 0, time.UTC)}
	r.add(ask{key: "names", question: "names", keys: []string{"skill"}}, names.Table)
	r.answers["pay_budget"] = tableOf(ask{key: "pay_budget", question: "pay", shown: []string{"budget"}, keys: []string{"skill", "period", "employment", "country"}},
		"skill period employment country n employers middle middle_low middle_high floor floor_low floor_high ceiling ceiling_low ceiling_high level level_n level_sources note ads disclosure",
		[]any{"php", "hour", "any", "any", int64(28), int64(28), 23.0, 22.0, 24.0, 15.0, 15.0, 16.0, 35.0, 30.0, 36.0, "skill of one source", int64(28), []any{"u"}, "one source: u only", int64(30), 0.9},
		[]any{"php", "project", "any", "any", int64(6), int64(6), nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, "too few ads (n=6)", int64(30), 0.9})
	r.answers["clients"] = tableOf(ask{question: "clients", keys: []string{"skill"}}, "skill ads hire_n hire_rate hire_rate_low hire_rate_high",
		[]any{"php", int64(30), int64(12), 0.5, 0.25, 0.75})
	r.answers["pairs_undated"] = tableOf(ask{key: "pairs_undated", question: "pairs", shown: []string{"undated"}, keys: []string{"a", "b"}}, "a a_name b b_name n npmi given_a given_a_low given_a_high ads_a given_b ads_b",
		[]any{"php", "PHP", "web", "Web", int64(20), 0.9, 0.8, 0.7, 0.9, int64(30), 0.9, int64(25)},
		[]any{"mysql", "MySQL", "php", "PHP", int64(20), 0.5, 0.8, 0.7, 0.9, int64(20), 0.6, int64(30)})
	return r
}

// TestCardOfArchives wants a card for a skill that only archives know well, with what they tell and why the rest is not told.
func TestCardOfArchives(t *testing.T) {
	r := archived()
	if diff := cmp.Diff([]string{"php", "mysql"}, r.cards); diff != "" {
		t.Errorf("skills with a card, which takes 20 ads with archives (-want +got):\n%s", diff)
	}
	p := r.cardPages()[0]
	said := func(lines []line) string {
		var b strings.Builder
		for _, l := range lines {
			b.WriteString(l.plain() + "\n")
		}
		return b.String()
	}
	want := "Category language. Wanted by 4 ads in August to October 2025, too few for a share, a rank or a verdict. Of archives without dates, 26 ads want it, too.\n"
	if diff := cmp.Diff(want, said(p.Lead)); diff != "" {
		t.Errorf("lead (-want +got):\n%s", diff)
	}
	const n = "n\u00a0=\u00a0"
	want = `Ads offer by the hour: no figure, fewer than five of its ads state pay by the hour.
Clients budget for an hour: a middle of $23 ($22–24; ` + n + `28 ads with pay), a floor of $15 ($15–16) and a ceiling of $35 ($30–36) (one source: u only).
Clients budget for a project: no figure, too few ads (n=6).
Ads offer by the year: no figure, fewer than five of its ads state pay by the year.
Open to beginners: no figure, too few ads of the window.
Remote: no figure, too few ads of the window.
Bids on an ad: no figure, fewer than 10 of its ads tell.
Applicants for an ad: no figure, fewer than 10 of its ads tell.
Hires of a client over its posts: 0.50 (0.25–0.75; ` + n + `12 ads that tell), the median.
AI: no figure, fewer than 30 ads of the window.
Learn beside it: MySQL (wanted by 60.0% of its ads), Web (wanted by 80.0% of its ads (70.0–90.0%)), counting ads of the window and of archives without dates.
`
	if diff := cmp.Diff(want, said(p.Sections[0].Blocks[0].Items)); diff != "" {
		t.Errorf("in short (-want +got):\n%s", diff)
	}
	if _, err := r.html(p, nil); err != nil {
		t.Error(err)
	}
}

// TestUndated lists skills that archives alone know, with the middle of budgets.
func TestUndated(t *testing.T) {
	sections := archived().undatedSections()
	if len(sections) != 1 {
		t.Fatalf("got %d sections, want 1", len(sections))
	}
	var got []string
	for _, c := range sections[0].Blocks[0].Grid.Rows[0] {
		got = append(got, c.Text)
	}
	if diff := cmp.Diff([]string{"PHP", "language", "technology", "30", "26", "$23", "under 10 ads"}, got); diff != "" {
		t.Errorf("first row (-want +got):\n%s", diff)
	}
}

// TestDollars writes what is lost with its sign in front.
func TestDollars(t *testing.T) {
	for amount, want := range map[float64]string{-15.75: "-$16", 0: "$0.00", 9.5: "$9.50", 12345: "$12,300"} {
		if got := dollars(amount); got != want {
			t.Errorf("dollars(%v): got %q, want %q", amount, got, want)
		}
	}
}

// TestPremiumOnCard says what the model holds the same, and when the ads were posted that it rests on.
func TestPremiumOnCard(t *testing.T) {
	a := through(tableOf(ask{question: "premium", shown: []string{"hour"}, keys: []string{"skill"}}, "skill n premium premium_low premium_high verdict",
		[]any{"go", int64(103), 0.025, -0.075, 0.133, "no clear difference"}), time.January)
	f := cardFacts{"premium_hour": {"go": a.rows()}}
	items := premiumBlocks(f, "go")[1].Items
	want := "By the hour: ads that mention it offer +2.5% (-7.5 to +13.3%; n\u00a0=\u00a0103 ads with pay in January to October 2024) against ads without it, " +
		"with title, level, country, remote, source, quarter and other skills the same: no clear difference."
	if got := items[0].plain(); got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	if got, want := items[1].plain(), "By the year: not told; it takes 100 ads with pay and 20 employers."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestWhatToAsk tells freelancers what to ask only below pay with figures that they ask for, not below salaries alone.
func TestWhatToAsk(t *testing.T) {
	for _, c := range []struct {
		periods []string
		floor   any
		says    bool
	}{
		{[]string{"year"}, 90000.0, false},
		{[]string{"month", "year"}, 9000.0, false},
		{[]string{"hour"}, nil, false},
		{[]string{"year", "hour"}, 40.0, true},
		{[]string{"day"}, 400.0, true},
		{[]string{"project"}, 400.0, true},
	} {
		var rows [][]any
		for _, p := range c.periods {
			rows = append(rows, []any{"go", p, "any", "any", int64(40), c.floor, c.floor, c.floor, "skill"})
		}
		r := &Report{meta: Meta{Args: map[string]any{}}, answers: map[string]*answer{}}
		a := tableOf(ask{key: "pay", question: "pay", keys: []string{"skill", "period", "employment", "country"}}, "skill period employment country n floor middle ceiling level", rows...)
		says := false
		for _, b := range r.payBlocks(a.rows()) {
			says = says || strings.HasPrefix(b.Line.plain(), "A freelancer may ask")
		}
		if says != c.says {
			t.Errorf("pay by the %s with a floor of %v: got the sentence %v, want %v", strings.Join(c.periods, " and "), c.floor, says, c.says)
		}
	}
}
