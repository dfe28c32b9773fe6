package reports_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/google/go-cmp/cmp"
)

// checkInBrowser opens every page in every look.
func checkInBrowser(t *testing.T, b *tab) {
	axe := axeSource(t)
	for _, name := range htmlFiles(t, b.dir) {
		b.open(t, name, "")
		if axe != "" {
			eval[chromedp.Void](t, b, axe)
		}
		for _, l := range looks {
			b.show(t, l)
			if over := eval[[]string](t, b, overflowing); len(over) > 0 {
				t.Errorf("%s at %d pixels is wider than the window: %q", name, l.width, over)
			}
			if bare := eval[[]string](t, b, unhinted); len(bare) > 0 {
				t.Errorf("%s at %d pixels hides columns of tables without saying so: %q", name, l.width, bare)
			}
			if axe != "" {
				checkAxe(t, b, name, l)
			}
			b.shoot(t, name, l)
		}
		for _, fault := range b.heard() {
			t.Errorf("%s %s", name, fault)
		}
	}
}

func htmlFiles(t *testing.T, dir string) []string {
	t.Helper()
	var names []string
	if err := filepath.WalkDir(dir, func(path string, _ fs.DirEntry, err error) error {
		if err == nil && filepath.Ext(path) == ".html" {
			names = append(names, filepath.ToSlash(strings.TrimPrefix(path, dir+string(filepath.Separator))))
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return names
}

// overflowing lists the elements that make a page scroll sideways.
const overflowing = `(function () {
  var width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  return ["scrolls to " + document.documentElement.scrollWidth].concat(Array.from(document.querySelectorAll("body *")).filter(function (e) {
    return e.getBoundingClientRect().right > width + 1 && !e.closest(".scroll");
  }).slice(0, 5).map(function (e) { return e.outerHTML.slice(0, 100); }));
})()`

// unhinted lists the tables that are wider than the window and do not scroll in a box that shows, by a shade at its edge and
// with the keyboard, that they go on.
const unhinted = `(function () {
  return Array.from(document.querySelectorAll("table")).filter(function (table) {
    var box = table.closest(".scroll");
    if (!box) return table.scrollWidth > document.documentElement.clientWidth;
    var style = getComputedStyle(box);
    return box.scrollWidth > box.clientWidth &&
      !(style.overflowX === "auto" && style.backgroundAttachment === "local, scroll" && style.backgroundImage.split("gradient(").length === 3 && box.tabIndex === 0);
  }).map(function (table) { return table.id; });
})()`

// axeSource is the source of axe-core, empty where there is none.
func axeSource(t *testing.T) string {
	t.Helper()
	path := os.Getenv("RUNG_AXE")
	if path == "" {
		t.Log("RUNG_AXE does not name axe.min.js: the pages are not checked for what keeps people out")
		return ""
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// axeFault is a rule that a page breaks, and where.
type axeFault struct {
	ID     string `json:"id"`
	Impact string `json:"impact"`
	Help   string `json:"help"`
	Nodes  []struct {
		HTML    string `json:"html"`
		Summary string `json:"failureSummary"`
	} `json:"nodes"`
}

// checkAxe lets axe-core look at a page: all rules in the first look, in the others those that width and
// colours can break.
func checkAxe(t *testing.T, b *tab, name string, l look) {
	t.Helper()
	options := `{resultTypes: ["violations"]}`
	if l != looks[0] {
		options = `{resultTypes: ["violations"], runOnly: ["color-contrast", "scrollable-region-focusable", "target-size"]}`
	}
	faults := eval[[]axeFault](t, b, `axe.run(document, `+options+`).then(function (r) {
  return r.violations.filter(function (v) { return v.impact === "serious" || v.impact === "critical"; });
})`)
	for _, f := range faults {
		n := f.Nodes[0]
		t.Errorf("%s, %s %s: axe finds %d of %s (%s): %s\n%s\n%s", name, l.name, l.scheme, len(f.Nodes), f.ID, f.Impact, f.Help, n.HTML, n.Summary)
	}
}

// sorted is a column of the table of skills as the page shows it.
type sorted struct {
	Order string    `json:"order"`
	Cells []float64 `json:"cells"`
}

// sortedBy reads the numbers of a column and its heading's aria-sort.
const sortedBy = `(function (column) {
  var table = document.getElementById("table-skills");
  return {order: table.tHead.rows[0].cells[column].getAttribute("aria-sort") || "",
    cells: Array.from(table.tBodies[0].rows, function (r) { return Number(r.cells[column].dataset.sort); })};
})(5)`

// checkSorting sorts the table of skills by the number of ads, with the mouse and with the keyboard.
func checkSorting(t *testing.T, b *tab) {
	b.open(t, "skills.html", "")
	b.show(t, looks[0])
	up := func(want bool, how, order string) {
		t.Helper()
		got := eval[sorted](t, b, sortedBy)
		for i := 1; i < len(got.Cells); i++ {
			if got.Cells[i] != got.Cells[i-1] && got.Cells[i] > got.Cells[i-1] != want {
				t.Errorf("ads after sorting %s %s: got %v", how, order, got.Cells)
				break
			}
		}
		if got.Order != order || len(got.Cells) < 3 {
			t.Errorf("sorting %s: got aria-sort %q and %d rows, want %q", how, got.Order, len(got.Cells), order)
		}
	}
	const button chromedp.CSS = "#table-skills thead th:nth-child(6) button"
	b.do(t, chromedp.Click(button))
	up(false, "by a click", "descending")
	b.do(t, chromedp.Click(button))
	up(true, "by a second click", "ascending")

	b.open(t, "skills.html", "")
	for presses := 0; !eval[bool](t, b, `document.activeElement.matches("`+string(button)+`")`); presses++ {
		if presses == 60 {
			t.Fatal("the heading cannot be reached with the Tab key")
		}
		b.do(t, chromedp.KeyEvent(kb.Tab))
	}
	b.do(t, chromedp.KeyEvent(kb.Enter))
	up(false, "by the Enter key", "descending")
	b.do(t, chromedp.KeyEvent(" "))
	up(true, "by the space bar", "ascending")
	if other := eval[int](t, b, `document.querySelectorAll("#table-skills [aria-sort]").length`); other != 1 {
		t.Errorf("after sorting %d headings say that the table is sorted by them, want 1", other)
	}
	for _, fault := range b.heard() {
		t.Errorf("skills.html %s", fault)
	}
}

// checkFilter types into the field above the table of skills.
func checkFilter(t *testing.T, b *tab) {
	b.open(t, "skills.html", "")
	shown := func() string {
		return eval[string](t, b, `Array.from(document.querySelectorAll("#table-skills tbody tr")).filter(function (r) { return r.checkVisibility(); })
			.map(function (r) { return r.cells[0].textContent; }).sort().join(", ") + "; " + document.getElementById("table-skills-count").textContent`)
	}
	all := shown()
	for _, step := range []struct{ keys, want string }{
		{"LANG", "<i>X</i> | *lang*, Go, SQL; 3 of 6 rows"},
		{" sq", "SQL; 1 of 6 rows"},
		{"zz", "; 0 of 6 rows"},
		{strings.Repeat(kb.Backspace, len("LANG sqzz")), all},
	} {
		b.do(t, chromedp.SendKeys(chromedp.CSS("#table-skills-filter"), step.keys))
		if diff := cmp.Diff(step.want, shown()); diff != "" {
			t.Errorf("rows after typing %q (-want +got):\n%s", step.keys, diff)
		}
	}
	for _, fault := range b.heard() {
		t.Errorf("skills.html %s", fault)
	}
}
