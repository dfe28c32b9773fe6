package reports

import "testing"

func TestGridWithoutEmpty(t *testing.T) {
	g := &grid{
		Heads: []head{column("Skill", ""), numbers("Bids", ""), numbers("Ads", ""), numbers("Days open", "")},
		Rows: [][]cell{
			{word("Go"), missing("under 10 ads"), number("12", 12), missing("under 10 ads")},
			{word("PHP"), missing("under 10 ads"), missing("none"), missing("under 10 ads")},
		},
	}
	blocks := g.withoutEmpty()
	if len(blocks) != 2 || blocks[0].Line.plain() != "Left out, since too few ads of any skill tell: bids and days open." {
		t.Errorf("blocks = %v", blocks)
	}
	if len(g.Heads) != 2 || g.Heads[1].Text != "Ads" || len(g.Rows[1]) != 2 || g.Rows[0][1].Text != "12" {
		t.Errorf("kept %v %v", g.Heads, g.Rows)
	}
	if blocks := g.withoutEmpty(); len(blocks) != 1 {
		t.Errorf("nothing is empty any more, yet blocks = %v", blocks)
	}
}
