package dedupe_test

import (
	"testing"

	"rung/internal/job"
	"rung/transform/dedupe"
)

func TestBlocks(t *testing.T) {
	sig := text(7, 200, 0)
	for _, c := range []struct {
		name       string
		item       dedupe.Item
		ties, twin int
	}{
		{"all there is", dedupe.Item{
			Employer: "acme", Title: "Cook", URL: "https://x.example/jobs/1234", ApplyURL: "https://y.example/jobs/1234", Signature: sig,
		}, 3, 8},
		{"the same address twice", dedupe.Item{Employer: "acme", Title: "Cook", URL: "https://x.example/jobs/1234", ApplyURL: "https://x.example/jobs/1234/apply"}, 2, 0},
		{"an address of many adverts", dedupe.Item{Employer: "acme", Title: "Cook", URL: "https://x.example/careers"}, 1, 0},
		{"an employer and a text", dedupe.Item{Employer: "acme", Signature: sig}, 1, 8},
		{"an employer alone", dedupe.Item{Employer: "acme"}, 0, 0},
		{"a title alone", dedupe.Item{Source: "gigs", Title: "Cook"}, 1, 0},
		{"a text alone", dedupe.Item{Source: "gigs", Signature: sig}, 16, 0},
		{"a title of no words", dedupe.Item{Source: "gigs", Title: "Job!", Signature: sig}, 16, 0},
		{"nothing", dedupe.Item{Source: "gigs"}, 0, 0},
	} {
		ties, twin := 0, 0
		names := map[int64]bool{}
		for _, b := range dedupe.Blocks(&c.item) {
			names[b.Key] = true
			if b.Twin != (b.Owner != 0) {
				t.Errorf("%s: block %+v has an owner and is of ties, or has none and is of twins", c.name, b)
			}
			if b.Twin {
				twin++
			} else {
				ties++
			}
		}
		if ties != c.ties || twin != c.twin || len(names) != ties+twin {
			t.Errorf("%s: %d tie blocks and %d twin blocks with %d names, want %d and %d", c.name, ties, twin, len(names), c.ties, c.twin)
		}
	}
}

// TestBlocksOfSourcesAreApart: what says neither who nor what is compared within its source.
func TestBlocksOfSourcesAreApart(t *testing.T) {
	blocks := func(it dedupe.Item) map[job.Block]bool {
		it.Signature = text(7, 200, 0)
		out := map[job.Block]bool{}
		for _, b := range dedupe.Blocks(&it) {
			out[b] = true
		}
		return out
	}
	shared := func(a, b dedupe.Item) (n int) {
		x := blocks(a)
		for k := range blocks(b) {
			if x[k] {
				n++
			}
		}
		return n
	}
	if n := shared(dedupe.Item{Source: "a"}, dedupe.Item{Source: "a"}); n != 16 {
		t.Errorf("the same text of one source shares %d blocks, want 16", n)
	}
	if n := shared(dedupe.Item{Source: "a"}, dedupe.Item{Source: "b"}); n != 0 {
		t.Errorf("the same text of two sources shares %d blocks, want none", n)
	}
	if n := shared(dedupe.Item{Source: "a", Employer: "acme", Title: "Sr. Cook"}, dedupe.Item{Source: "b", Employer: "acme", Title: "Cook, Senior"}); n != 9 {
		t.Errorf("the same advert of an employer on two sites shares %d blocks, want 9", n)
	}
}
