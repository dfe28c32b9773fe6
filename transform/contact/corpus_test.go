package contact_test

import (
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"rung/internal/job"
	"rung/internal/shared"
	"rung/transform/clean"
	"rung/transform/contact"
)

// The patterns of this test share nothing with the package: they are what an auditor would search for.
var (
	address = regexp.MustCompile(`[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}`)
	spelled = regexp.MustCompile(`(?i)[\w.+-]+ ?[\[({<] ?at ?[\])}>] ?[\w-]+(?: ?[\[({<] ?dot ?[\])}>] ?| dot |\.)(?:com|net|org|io|co|ai|dev|de|edu)\b`)
	phone   = regexp.MustCompile(`\+\d[\d ().-]{7,}\d|\(\d{3}\) ?\d{3}-\d{4}`)
	amount  = regexp.MustCompile(`[$€£]\s?\d[\d.,]*\d ?[kKmM]?`)
)

// tally is what one file of the corpus holds.
type tally struct {
	texts, finds, amounts, touched int
	left                           []string
}

func (c *tally) read(text string) {
	c.texts++
	found := contact.Find(text)
	c.finds += len(found)
	var amounts [][]int
	if strings.ContainsAny(text, "$€£") {
		amounts = amount.FindAllStringIndex(text, -1)
	}
	for _, m := range amounts {
		c.amounts++
		for _, f := range found {
			if f.Start < m[1] && m[0] < f.End {
				c.touched++
			}
		}
	}
	rest := contact.Remove(text)
	if strings.Contains(rest, "@") {
		c.left = append(c.left, address.FindAllString(rest, -1)...)
	}
	if len(found) > 0 {
		c.left = append(c.left, spelled.FindAllString(rest, -1)...)
	}
	if strings.ContainsAny(rest, "+(") {
		c.left = append(c.left, phone.FindAllString(rest, -1)...)
	}
	if len(found) > 0 && contact.Remove(rest) != rest {
		c.left = append(c.left, "not final: "+rest)
	}
}

// TestCorpus reads every real advert at hand, or every second file (see stride): an auditor finds no address and no phone number behind
// Remove, and next to no amount of money is touched.
func TestCorpus(t *testing.T) {
	dir := shared.Dir(t, "corpus")
	files, _ := filepath.Glob(filepath.Join(dir, "*", "*.gz"))
	counts := make([]tally, len(files))
	var wg sync.WaitGroup
	next := make(chan int)
	for range 2 {
		wg.Go(func() {
			for i := range next {
				readFile(t, files[i], &counts[i])
			}
		})
	}
	for i := 0; i < len(files); i += stride {
		next <- i
	}
	close(next)
	wg.Wait()
	var sum tally
	for i, c := range counts {
		sum.texts, sum.finds, sum.amounts, sum.touched = sum.texts+c.texts, sum.finds+c.finds, sum.amounts+c.amounts, sum.touched+c.touched
		for _, l := range c.left {
			t.Errorf("%s: left in the text: %.200q", filepath.Base(files[i]), l)
		}
	}
	if sum.touched*1000 > sum.amounts {
		t.Errorf("%d of %d amounts of money are touched, want under one in a thousand", sum.touched, sum.amounts)
	}
	t.Logf("%d texts, %d finds, %d amounts of which %d are touched", sum.texts, sum.finds, sum.amounts, sum.touched)
}

// readFile reads a month of Hacker News or a board of Ashby.
func readFile(t *testing.T, path string, c *tally) {
	kind := filepath.Base(filepath.Dir(path))
	if kind != "hackernews" && kind != "ashby" {
		return
	}
	err := shared.EachItem(path, func(v struct {
		Text string
		Jobs []struct{ DescriptionPlain string }
	},
	) {
		if v.Text != "" {
			c.read(clean.Text(v.Text, job.HTML))
		}
		for _, j := range v.Jobs {
			c.read(j.DescriptionPlain)
		}
	})
	if err != nil {
		t.Error(err)
	}
}
