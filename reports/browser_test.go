package reports_test

import (
	"bytes"
	"context"
	"fmt"
	"os/exec"
	"path/filepath"
	"rung/analyze"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
)

// TestNextInBrowser opens the page "next" for somebody who knows Go and SQL and compares its table with the
// answer of the question, over a market with enough pay for premiums.
func TestNextInBrowser(t *testing.T) {
	chromium, err := exec.LookPath("chromium")
	if err != nil || testing.Short() {
		t.Skip("no chromium here, or a short run: the page's own counting is not compared with the question's")
	}
	db := open(t, []string{"archive"}, "testdata/small.sql")
	m := meta()
	m.Args = analyze.Args{"since": "2023-06"}
	dir := filepath.Join(t.TempDir(), "report")
	if _, err := build(t, db, m).Write(dir); err != nil {
		t.Fatal(err)
	}
	for _, period := range []string{"hour", "year"} {
		rate := map[string]string{"hour": "60", "year": "90000"}[period]
		page := "file://" + filepath.Join(dir, "next.html") + "#have=go,sql&period=" + period + "&rate=" + rate
		got := tableRows(t, dump(t, chromium, page))
		table, err := analyze.Ask(t.Context(), db, "next", analyze.Args{"since": "2023-06", "have": "go,sql", "period": period, "rate": rate})
		if err != nil {
			t.Fatal(err)
		}
		want, premiums := answerRows(table)
		if len(want) == 0 || premiums == 0 {
			t.Fatalf("the question has %d rows and %d premiums: the test shows nothing", len(want), premiums)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("next by the %s: question and page differ (-question +page):\n%s", period, diff)
		}
	}
}

// dump returns a page after its scripts ran.
func dump(t *testing.T, chromium, page string) []byte {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
		"--user-data-dir="+t.TempDir(), "--virtual-time-budget=2000", "--dump-dom", page)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil {
		t.Fatalf("chromium: %v\n%s", err, errs.Bytes())
	}
	return out.Bytes()
}

// tableRows reads the table that the page filled: skill, score, opened, near, entry, premium.
func tableRows(t *testing.T, data []byte) [][]string {
	t.Helper()
	doc, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	var rows [][]string
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode || n.Data != "tr" || len(n.Attr) == 0 {
			continue
		}
		row := []string{n.Attr[0].Val}
		for c := range n.ChildNodes() {
			row = append(row, text(c))
		}
		rows = append(rows, []string{row[0], row[2], row[3], row[5], row[6], row[7], row[8]})
	}
	return rows
}

func text(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

// answerRows writes the question's rows as the page does.
func answerRows(table *analyze.Table) (rows [][]string, premiums int) {
	at := map[string]int{}
	for i, c := range table.Columns {
		at[c.Name] = i
	}
	for _, v := range table.Rows {
		share := func(name string) string {
			if v[at[name]].(float64) < 1e-9 && v[at[name]].(float64) > -1e-9 {
				return "0%"
			}
			return fmt.Sprintf("%.1f%%", 100*v[at[name]].(float64))
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
		reach := fmt.Sprintf("under 10 ads with pay (n=%d)", v[at["premium_n"]])
		if v[at["at_rate"]] != nil {
			reach = share("at_rate") + " " + ends("at_rate") + fmt.Sprintf(", n=%d", v[at["premium_n"]])
		}
		rows = append(rows, []string{
			v[at["skill"]].(string), fmt.Sprintf("%.1f", v[at["score"]]), fmt.Sprint(v[at["opened"]]),
			share("near") + " " + ends("near") + n, share("entry_share") + " " + ends("entry_share") + n, premium, reach,
		})
	}
	return rows, premiums
}
