package reports_test

import (
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// idsShown counts the ids of figures that can be seen, and those there are.
const idsShown = `(function () {
  var all = Array.from(document.querySelectorAll(".id")).filter(function (e) { return !e.closest("details"); });
  return [all.filter(function (e) { return e.checkVisibility(); }).length, all.length];
})()`

// checkIDSwitch shows the ids of figures by the keyboard alone, sees them on paper and on the next page, and hides them.
func checkIDSwitch(t *testing.T, b *tab) {
	shown := func(what string, want bool) {
		t.Helper()
		got := eval[[2]int](t, b, idsShown)
		if got[1] < 5 || want && got[0] != got[1] || !want && got[0] != 0 {
			t.Errorf("%s: %d of %d ids are shown, want all: %v", what, got[0], got[1], want)
		}
	}
	b.show(t, looks[1])
	b.open(t, "index.html", "")
	shown("at first", false)
	for presses := 0; !eval[bool](t, b, `document.activeElement.id === "show-ids"`); presses++ {
		if presses == 30 {
			t.Fatal("the switch cannot be reached with the Tab key")
		}
		b.do(t, chromedp.KeyEvent(kb.Tab))
	}
	b.do(t, chromedp.KeyEvent(" "))
	shown("after the space bar", true)
	if over := eval[[]string](t, b, overflowing); len(over) > 0 {
		t.Errorf("with ids the page is wider than a phone: %q", over)
	}
	call(t, b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
	shown("on paper", true)
	b.show(t, looks[1])
	b.open(t, "skills.html", "")
	shown("on the next page", true)
	b.do(t, chromedp.SendKeys(chromedp.CSS("#table-skills-filter"), "demand/"))
	if got, want := eval[string](t, b, `document.getElementById("table-skills-count").textContent`), "0 of 6 rows"; got != want {
		t.Errorf("filtering for a part of ids: got %q, want %q", got, want)
	}
	b.do(t, chromedp.Click(chromedp.CSS("label[for=show-ids]")))
	shown("after a tap on the words of the switch", false)
	for _, fault := range b.heard() {
		t.Errorf("the switch of ids: %s", fault)
	}
	b.open(t, "index.html", "")
	shown("in the end", false)
}
