package analyze

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
)

// payMarket is a made-up market in which the true premium of every skill is known: 0.08 in logarithms for odd ones,
// nothing for even ones. Employers have a level of pay of their own.
type payMarket struct {
	employers, skills int
	// least is how many employers must tell a premium within them.
	least int64
	// isHeavy makes sizes of employers heavy in the tail; else they have 1 to 9 ads.
	isHeavy bool
	// isConfounded lets the rich third of employers pay 0.4 more, who alone ask for skill 0, in half of their ads; and
	// senior titles pay 0.5 more, which alone ask for skill 2.
	isConfounded bool
}

func (m payMarket) size(rng *rand.Rand) int {
	if m.isHeavy {
		return min(100, int(math.Ceil(math.Exp(rng.NormFloat64()+1))))
	}
	return 1 + rng.IntN(9)
}

// draw makes the rows that premium.sql gives.
func (m payMarket) draw(rng *rand.Rand) *Table {
	t := &Table{}
	for _, name := range append([]string{"version_key", "draw", "log_mid", "log_low", "log_high", "skill", "skill_name", "category", "least"}, controls...) {
		t.Columns = append(t.Columns, Column{Name: name})
	}
	ad := int64(0)
	for range m.employers {
		draw, isRich, own := int64(rng.Uint64()>>1), m.isConfounded && rng.Float64() < 0.33, 0.15*rng.NormFloat64()
		if isRich {
			own += 0.4
		}
		for range m.size(rng) {
			ad++
			m.addAd(t, rng, ad, draw, own, isRich)
		}
	}
	return t
}

func (m payMarket) addAd(t *Table, rng *rand.Rand, ad, draw int64, own float64, isRich bool) {
	isSenior := rng.Float64() < 0.4
	pay, title := 11+own+0.2*rng.NormFloat64(), "staff"
	if isSenior && m.isConfounded {
		pay, title = pay+0.5, "senior"
	}
	var asked []any
	for s := range m.skills {
		asks := rng.Float64() < 0.2
		switch {
		case m.isConfounded && s == 0:
			asks = isRich && rng.Float64() < 0.5
		case m.isConfounded && s == 2:
			asks = isSenior && rng.Float64() < 0.5
		}
		if asks {
			asked = append(asked, fmt.Sprintf("s%03d", s))
			pay += 0.08 * float64(s%2)
		}
	}
	if len(asked) == 0 {
		asked = []any{nil}
	}
	for _, id := range asked {
		row := []any{ad, draw, pay, pay, pay, id, id, "made", m.least, title}
		for range controls[1:] {
			row = append(row, "same")
		}
		t.Rows = append(t.Rows, row)
	}
}

// TestPremiumCoverage measures how often the intervals of each model hold the truth, in markets in which the skills of an ad
// have nothing to do with each other nor with its employer, so that the truth is one for all models. Those
// of the ridge are printed to tell why verdicts do not rest on them.
func TestPremiumCoverage(t *testing.T) {
	for _, c := range []struct {
		market      payMarket
		times       int
		least, most float64
	}{
		{payMarket{employers: 300, skills: 40, least: 20}, 10, 0.92, 0.97},
		{payMarket{employers: 300, skills: 40, least: 20, isHeavy: true}, 10, 0.92, 0.97},
		{payMarket{employers: 60, skills: 10, least: 20}, 40, 0.92, 0.97},
		{payMarket{employers: 30, skills: 8, least: 5, isHeavy: true}, 50, 0.92, 0.97},
	} {
		t.Run(fmt.Sprintf("%+v", c.market), func(t *testing.T) {
			t.Parallel()
			rng := rand.New(rand.NewPCG(7, 11))
			var held heldTruths
			for range c.times {
				answer, err := premium(c.market.draw(rng))
				if err != nil {
					t.Fatal(err)
				}
				held.add(t, answer)
			}
			t.Logf("intervals that hold the truth: %s; of %d verdicts %d are wrong", held.shares(), held.called, held.wrong)
			for k, name := range modelColumns[:4] {
				if got := held.share(k); got < c.least || got > c.most {
					t.Errorf("intervals of %s hold the truth in %.3f of cases; want %.3f to %.3f", name, got, c.least, c.most)
				}
			}
			if held.wrong*10 > held.called+20 {
				t.Errorf("%d of %d verdicts are wrong; want about a tenth at most", held.wrong, held.called)
			}
		})
	}
}

// modelColumns are the columns of the models, the ridge last.
var modelColumns = [...]string{"raw", "same_title", "premium", "same_employer", "shrunk"}

// heldTruths counts intervals, those that hold the truth, verdicts and wrong ones.
type heldTruths struct {
	all, held     [len(modelColumns)]float64
	called, wrong int
}

func (h *heldTruths) share(model int) float64 { return h.held[model] / h.all[model] }

func (h *heldTruths) shares() string {
	var words []string
	for k, name := range modelColumns {
		words = append(words, fmt.Sprintf("%s %.3f of %.0f", name, h.share(k), h.all[k]))
	}
	return strings.Join(words, ", ")
}

func (h *heldTruths) add(t *testing.T, answer *Table) {
	t.Helper()
	for row := range answer.Rows {
		var s int
		if _, err := fmt.Sscanf(answer.Rows[row][0].(string), "s%d", &s); err != nil {
			t.Fatal(err)
		}
		truth := math.Expm1(0.08 * float64(s%2))
		for k, name := range modelColumns {
			low, _ := answer.number(row, name+"_low")
			high, ok := answer.number(row, name+"_high")
			if !ok {
				continue
			}
			h.all[k]++
			if low <= truth && truth <= high {
				h.held[k]++
			}
		}
		if answer.Rows[row][answer.column("verdict")] != "no clear difference" {
			h.called++
			if s%2 == 0 {
				h.wrong++
			}
		}
	}
}

// TestPremiumOfConfoundedMarket looks at a skill that only rich employers ask for, and at one that only senior titles
// do. Neither adds anything.
func TestPremiumOfConfoundedMarket(t *testing.T) {
	market := payMarket{employers: 300, skills: 6, least: 20, isConfounded: true}
	answer, err := premium(market.draw(rand.New(rand.NewPCG(3, 5))))
	if err != nil {
		t.Fatal(err)
	}
	at := map[string]int{}
	for row := range answer.Rows {
		at[answer.Rows[row][0].(string)] = row
	}
	figure := func(skill, name string) float64 {
		v, ok := answer.number(at[skill], name)
		if !ok {
			t.Fatalf("%s of %s is withheld", name, skill)
		}
		return v
	}
	word := func(skill, name string) any { return answer.Rows[at[skill]][answer.column(name)] }
	for _, name := range []string{"raw", "same_title", "premium"} {
		t.Logf("what only rich employers ask for: %s %+.3f, from %+.3f", name, figure("s000", name), figure("s000", name+"_low"))
		if figure("s000", name+"_low") < 0.1 {
			t.Errorf("%s of what rich employers ask for is %.3f, from %.3f: the market does not confound it", name, figure("s000", name), figure("s000", name+"_low"))
		}
	}
	if figure("s002", "raw_low") < 0.1 {
		t.Errorf("raw of what senior titles ask for is %.3f: the market does not confound it", figure("s002", "raw"))
	}
	for skill, model := range map[string]string{"s000": "same_employer", "s002": "same_title"} {
		t.Logf("%s of %s: %+.3f (%+.3f to %+.3f)", model, skill, figure(skill, model), figure(skill, model+"_low"), figure(skill, model+"_high"))
		if figure(skill, model+"_low") > 0 || figure(skill, model+"_high") < 0 || math.Abs(figure(skill, model)) > 0.03 {
			t.Errorf("%s of %s is %.3f (%.3f to %.3f); want nothing", model, skill, figure(skill, model), figure(skill, model+"_low"), figure(skill, model+"_high"))
		}
	}
	if got := word("s000", "verdict"); got != "higher" {
		t.Errorf("what rich employers ask for is %v; want higher, for the same title and level", got)
	}
	if got := word("s000", "employer_verdict"); got != "no clear difference" {
		t.Errorf("what rich employers ask for is %v within them; want no clear difference", got)
	}
	if got, _ := word("s000", "note").(string); !strings.Contains(got, "between employers, not within one") || !strings.Contains(got, "over a quarter") {
		t.Errorf("the note of what rich employers ask for is %q", got)
	}
	if got := word("s001", "verdict"); got != "higher" {
		t.Errorf("what truly adds 8%% is %v; want higher", got)
	}
}
