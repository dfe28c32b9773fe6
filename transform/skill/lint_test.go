package skill

import (
	"strings"
	"testing"
)

func TestEmbeddedTaxonomyIsClean(t *testing.T) {
	for _, p := range mustLoad(t).Lint() {
		t.Error(p)
	}
}

func TestLintReports(t *testing.T) {
	tax := mustLoadWith(t, folder(`
category: mine
skills:
  - {id: mine-a, name: Gizmotron, aliases: [next, zq, {text: Bolt X, class: cased}]}
  - {id: mine-b, name: Gizmotron Two, aliases: [gizmotron], yes: [nothing here], no: ["gizmotron two inside"]}
`))
	var got []string
	for _, p := range tax.Lint() {
		got = append(got, p.String())
	}
	all := strings.Join(got, "\n")
	for _, want := range []string{
		`mine.yaml: mine-a: word: "next"`,
		`mine.yaml: mine-a: short: "zq"`,
		`mine.yaml: mine-a: untested`,
		`mine.yaml: mine-b: collision: "gizmotron" is an alias of mine-a too`,
		`mine.yaml: mine-b: sentence: not found in "nothing here"`,
		`mine.yaml: mine-b: sentence: found in "gizmotron two inside"`,
	} {
		if !strings.Contains(all, want) {
			t.Errorf("lint does not report %s; it says\n%s", want, all)
		}
	}
}
