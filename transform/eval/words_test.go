package eval_test

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"rung/internal/golden"
	"rung/internal/job"
	"rung/internal/shared"
	"rung/transform/clean"
	"rung/transform/skill"
)

// wordsEvery is the part of all comments that is read: one in so many of every month.
const wordsEvery = 6

// counted is a skill with the plain words that a person would search the comments for.
type counted struct {
	skill string
	words *regexp.Regexp
	// why says why the two counts differ by more than a tenth; empty where they must not.
	why string
}

// readTop30 reads the technologies that most comments of 2015 to 2024 want: a line each of id, expression and why. The
// test of the monthly shares of a lake, in internal/cli, reads the same.
func readTop30(t *testing.T) []counted {
	t.Helper()
	text, err := os.ReadFile("testdata/top30.txt")
	if err != nil {
		t.Fatal(err)
	}
	var list []counted
	for line := range strings.Lines(string(text)) {
		parts := append(strings.Split(strings.TrimSuffix(line, "\n"), "\t"), "")
		list = append(list, counted{skill: parts[0], words: regexp.MustCompile(parts[1]), why: parts[2]})
	}
	if len(list) != 30 {
		t.Fatalf("testdata/top30.txt has %d lines; want 30", len(list))
	}
	return list
}

// TestPlainWords compares how many hiring comments want each of the top skills, as the matcher reads them,
// with how many hold the plain word. Where the two lie more than a tenth apart, the table says why; where
// they do not, it must not.
func TestPlainWords(t *testing.T) {
	dir := shared.Dir(t, "corpus", "hackernews")
	if racing {
		t.Skip("skipped under the race detector: make test measures in a run of its own")
	}
	taxonomy, err := skill.Load()
	if err != nil {
		t.Fatal(err)
	}
	months, err := filepath.Glob(filepath.Join(dir, "*.jsonl.gz"))
	if err != nil || len(months) == 0 {
		t.Fatalf("no months in %s: %v", dir, err)
	}
	top30 := readTop30(t)
	var total wordTally
	var mu sync.Mutex
	var group sync.WaitGroup
	turn := make(chan string)
	for range runtime.GOMAXPROCS(0) {
		group.Go(func() {
			for path := range turn {
				month, err := tallyMonth(taxonomy, top30, path)
				mu.Lock()
				if err != nil {
					t.Error(err)
				}
				total.add(month)
				mu.Unlock()
			}
		})
	}
	for _, path := range months {
		turn <- path
	}
	close(turn)
	group.Wait()
	golden.Check(t, "testdata/plain_words.txt", total.table(t, top30, len(months)))
	for i, name := range []string{"plain", "ours"} {
		writeMisses(t, "words_"+name, total.only[i])
	}
}

// wordTally counts comments: all, those with the plain word, those that want the skill, and the months in
// which the latter two lie more than a tenth apart.
type wordTally struct {
	comments          int
	plain, ours, both [30]int
	apart             [30]int
	only              [2][]string
}

func (w *wordTally) add(m wordTally) {
	w.comments += m.comments
	for i := range w.plain {
		w.plain[i] += m.plain[i]
		w.ours[i] += m.ours[i]
		w.both[i] += m.both[i]
		if math.Abs(float64(m.ours[i]-m.plain[i])) > 0.1*float64(m.plain[i]) {
			w.apart[i]++
		}
	}
	for k := range w.only {
		w.only[k] = append(w.only[k], m.only[k]...)
	}
}

// link is an address: the plain count leaves those out, as a person would.
var link = regexp.MustCompile(`https?://\S+|\S+@\S+`)

func tallyMonth(taxonomy *skill.Taxonomy, top30 []counted, path string) (wordTally, error) {
	var w wordTally
	err := monthComments(path, func(html string) {
		text := clean.Text(html, job.HTML)
		bare := link.ReplaceAllString(text, " ")
		wanted := map[string]bool{}
		for _, m := range taxonomy.Find("", text, nil) {
			if m.Polarity == job.Wanted {
				wanted[m.Skill] = true
			}
		}
		w.comments++
		for i, c := range top30 {
			at := c.words.FindStringIndex(bare)
			switch {
			case at != nil && wanted[c.skill]:
				w.plain[i]++
				w.ours[i]++
				w.both[i]++
			case at != nil:
				w.plain[i]++
				w.only[0] = append(w.only[0], c.skill+": "+strings.ToValidUTF8(strings.ReplaceAll(bare[max(0, at[0]-50):min(len(bare), at[1]+50)], "\n", " "), ""))
			case wanted[c.skill]:
				w.ours[i]++
				w.only[1] = append(w.only[1], c.skill+": "+fmt.Sprintf("%.300q", bare))
			}
		}
	})
	return w, err
}

// monthComments hands over the HTML of one in wordsEvery comments of a month.
func monthComments(path string, use func(html string)) error {
	i := -1
	return shared.EachLine(path, func(line []byte) error {
		if i++; i%wordsEvery != 0 {
			return nil
		}
		var item struct{ Type, Text string }
		if err := json.Unmarshal(line, &item); err != nil {
			return err
		}
		if item.Type == "comment" && item.Text != "" {
			use(item.Text)
		}
		return nil
	})
}

// table writes the counts, most wanted first, and fails where a difference and its reason do not go together.
func (w *wordTally) table(t *testing.T, top30 []counted, months int) []byte {
	order := make([]int, len(top30))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return w.ours[b] - w.ours[a] })
	var b strings.Builder
	fmt.Fprintf(&b, "%d comments of %d months, one in %d. Months: those in which the counts lie more than a tenth apart.\n\n", w.comments, months, wordsEvery)
	fmt.Fprintf(&b, "%-14s %7s %7s %7s %7s %7s  %s\n", "skill", "plain", "ours", "both", "differ", "months", "why")
	for _, i := range order {
		c := top30[i]
		differ := float64(w.ours[i]-w.plain[i]) / float64(max(w.plain[i], 1))
		if apart := math.Abs(differ) > 0.1; apart != (c.why != "") {
			t.Errorf("%s differs by %+.1f%%, and the reason is %q", c.skill, 100*differ, c.why)
		}
		fmt.Fprintf(&b, "%-14s %6.2f%% %6.2f%% %7d %+6.1f%% %7d  %s\n", c.skill, 100*float64(w.plain[i])/float64(w.comments), 100*float64(w.ours[i])/float64(w.comments), w.both[i], 100*differ, w.apart[i], c.why)
	}
	return []byte(b.String())
}
