package reports_test

import (
	"database/sql"
	"fmt"
	"math"
	"strings"
	"testing"

	"rung/analyze"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/google/go-cmp/cmp"
)

// shownNext reads the table that the page "next" filled: skill, score, opened, its share, near, beside, entry, premium,
// beside one, rate.
const shownNext = `Array.from(document.querySelectorAll("#table-next tbody tr"), function (r) {
  return [r.dataset.skill].concat([1, 2, 3, 4, 5, 6, 7, 8, 9].map(function (i) { return r.cells[i].textContent; }));
})`

// checkNext opens the page "next" for somebody who knows Go, SQL and a rare skill and compares its table with the answer
// of the question, by what stands in the address and by what is ticked and typed.
func checkNext(t *testing.T, b *tab, db *sql.DB) {
	for _, period := range []string{"hour", "year", "budget"} {
		rate := map[string]string{"hour": "60", "year": "90000", "budget": "30"}[period]
		args, command := analyze.Args{"since": "2023-06", "have": "go,rare-99,sql", "period": period, "rate": rate}, period
		if period == "budget" {
			args["period"], args["kind"], command = "hour", "budget", "hour --kind budget"
		}
		table, err := analyze.Ask(t.Context(), db, "next", args)
		if err != nil {
			t.Fatal(err)
		}
		want, premiums, besides := answerRows(table)
		if len(want) == 0 || premiums == 0 && period != "budget" || besides == 0 && period == "year" {
			t.Fatalf("by the %s the question has %d rows, %d premiums and %d beside one skill: the test shows nothing", period, len(want), premiums, besides)
		}
		hash := "have=go,rare-99,sql&period=" + period + "&rate=" + rate
		b.open(t, "next.html", hash)
		if diff := cmp.Diff(want, eval[[][]string](t, b, shownNext)); diff != "" {
			t.Errorf("next by the %s: question and page differ (-question +page):\n%s", period, diff)
		}
		b.open(t, "next.html", "")
		for _, skill := range []string{"SQL", "rare-99", "Go"} {
			b.do(t, chromedp.SendKeys(chromedp.CSS("#next-search"), skill),
				chromedp.Click(`//div[@id="next-skills"]/label[starts-with(normalize-space(.), "`+skill+` ")]/input`),
				chromedp.SendKeys(chromedp.CSS("#next-search"), strings.Repeat(kb.Backspace, len(skill))))
		}
		b.do(t, chromedp.SendKeys(chromedp.CSS("#next-period"), period), chromedp.SendKeys(chromedp.CSS("#next-rate"), rate))
		if diff := cmp.Diff(want, eval[[][]string](t, b, shownNext)); diff != "" {
			t.Errorf("next by the %s, ticked: question and page differ (-question +page):\n%s", period, diff)
		}
		if got := eval[string](t, b, "location.hash"); got != "#"+hash {
			t.Errorf("the address after ticking: got %q, want %q", got, "#"+hash)
		}
		if got, want := eval[string](t, b, `document.getElementById("next-command").textContent`), "rung next --have go,rare-99,sql --period "+command+" --rate "+rate; got != want {
			t.Errorf("the command that the page names: got %q, want %q", got, want)
		}
	}
	for _, fault := range b.heard() {
		t.Errorf("next.html %s", fault)
	}
	checkAbsent(t, b)
}

// checkAbsent wants a skill of the address that no ad of the page wants told and kept, and what is no skill's id left out,
// since the command is copied into a shell.
func checkAbsent(t *testing.T, b *tab) {
	b.open(t, "next.html", "have=sql,cobol,go,$(id)&period=hour")
	for what, c := range map[string]struct{ expression, want string }{
		"what one has": {`document.getElementById("next-had").textContent`, "You know: Go, SQL. Not on this page, since too few ads want it: cobol."},
		"the command":  {`document.getElementById("next-command").textContent`, "rung next --have cobol,go,sql --period hour"},
		"the address":  {"location.hash", "#have=cobol,go,sql&period=hour"},
	} {
		if got := eval[string](t, b, c.expression); got != c.want {
			t.Errorf("with a skill that no ad wants, %s: got %q, want %q", what, got, c.want)
		}
	}
	for _, fault := range b.heard() {
		t.Errorf("next.html with a skill that no ad wants %s", fault)
	}
}

// answerRows writes the question's rows as the page does.
func answerRows(table *analyze.Table) (rows [][]string, premiums, besides int) {
	at := map[string]int{}
	for i, c := range table.Columns {
		at[c.Name] = i
	}
	for _, v := range table.Rows {
		share := func(name string) string {
			f := v[at[name]].(float64)
			switch {
			case math.Abs(f) < 1e-9:
				return "0%"
			case math.Abs(f) < 0.00995:
				return fmt.Sprintf("%.2f%%", 100*f)
			}
			return fmt.Sprintf("%.1f%%", 100*f)
		}
		ends := func(name string) string {
			between := "–"
			if v[at[name+"_low"]].(float64) < 0 {
				between = " to "
			}
			return strings.TrimSuffix(share(name+"_low"), "%") + between + share(name+"_high")
		}
		n := fmt.Sprintf(", n=%d", v[at["ads"]])
		premium := fmt.Sprintf("under 10 ads with pay (n=%d)", v[at["premium_n"]])
		if v[at["premium"]] != nil {
			premiums++
			premium = share("premium") + " " + ends("premium") + fmt.Sprintf(", n=%d", v[at["premium_n"]])
		} else if v[at["premium_n"]].(int64) >= 10 {
			premium = "too few employers, or nothing to compare with"
		}
		beside := "no ad with pay wants it beside one you have"
		if name, ok := v[at["beside"]].(string); ok {
			beside = fmt.Sprintf("%s: under 50 ads with pay (n=%d)", name, v[at["beside_n"]])
			if v[at["beside_premium"]] != nil {
				besides++
				beside = name + ": " + share("beside_premium") + " " + ends("beside_premium") + fmt.Sprintf(", n=%d", v[at["beside_n"]])
			} else if v[at["beside_n"]].(int64) >= 50 {
				beside = name + ": too few employers, or nothing to compare with"
			}
		}
		reach := fmt.Sprintf("under 10 ads with pay (n=%d)", v[at["premium_n"]])
		if v[at["at_rate"]] != nil {
			reach = share("at_rate") + " " + ends("at_rate") + fmt.Sprintf(", n=%d", v[at["premium_n"]])
		} else if v[at["premium_n"]].(int64) >= 10 {
			reach = "too few employers, or nothing to compare with"
		}
		opened := fmt.Sprintf("%d of %d employers", v[at["opened"]], v[at["opened_employers"]])
		if note, _ := v[at["note"]].(string); strings.HasPrefix(note, "over a fifth") {
			opened += ", over a fifth of one"
		}
		rows = append(rows, []string{
			v[at["skill"]].(string), fmt.Sprintf("%.1f", v[at["score"]]), opened, share("opened_share") + " " + ends("opened_share"),
			fmt.Sprintf("%.2f", v[at["near"]]), share("beside_share") + " " + ends("beside_share") + n, share("entry_share") + " " + ends("entry_share") + n, premium, beside, reach,
		})
	}
	return rows, premiums, besides
}
