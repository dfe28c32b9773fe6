package cli

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"rung/collect/all"
	"rung/internal/golden"
	"rung/internal/job"
	"rung/internal/lake"
	"rung/internal/shared"
	"rung/transform/clean"
)

// TestMonthlyWords compares the monthly shares of the thirty most wanted technologies on Hacker News, as a lake has them,
// with a plain count of their words in all raw comments of 120 months, and counts why the two differ. RUNG_WORDS names a
// lake into which "rung collect hackernews" and "rung transform" read the replayed site:
//
//	python3 ../shared/replay/serve.py --port 8077 &
//	RUNG_WORDS=DIR go test ./internal/cli -run TestMonthlyWords -v
//
// What it finds is kept in testdata/monthly_words.txt; -update rewrites it.
func TestMonthlyWords(t *testing.T) {
	dir := shared.Dir(t, "corpus", "hackernews")
	lakeDir := os.Getenv("RUNG_WORDS")
	if lakeDir == "" {
		t.Skip("skipped: RUNG_WORDS names no lake with Hacker News; the comment above says how to make one")
	}
	w := &wordCount{skills: plainWords(t), ads: readWordAds(t, lakeDir)}
	months, err := filepath.Glob(filepath.Join(dir, "*.jsonl.gz"))
	if err != nil || len(months) == 0 {
		t.Fatalf("no months in %s: %v", dir, err)
	}
	w.readMonths(t, months)
	w.readShares(t, lakeDir)
	golden.Check(t, "testdata/monthly_words.txt", w.report())
}

// plainWord is a skill with what a person would search the comments for. hints are lower-case parts of what the expression
// finds: without one of them it finds nothing.
type plainWord struct {
	skill string
	words *regexp.Regexp
	hints []string
}

// plainWords reads the expressions that the test of the matcher in transform/eval has, too.
func plainWords(t *testing.T) []plainWord {
	t.Helper()
	text, err := os.ReadFile("../../transform/eval/testdata/top30.txt")
	if err != nil {
		t.Fatal(err)
	}
	bare, run := strings.NewReplacer(`(?i)`, "", `\b`, ""), regexp.MustCompile(`[a-z]+`)
	var list []plainWord
	for line := range strings.Lines(string(text)) {
		parts := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		p := plainWord{skill: parts[0], words: regexp.MustCompile(parts[1])}
		for other := range strings.SplitSeq(bare.Replace(parts[1]), "|") {
			longest := slices.MaxFunc(run.FindAllString(strings.ToLower(other), -1), func(a, b string) int { return cmp.Compare(len(a), len(b)) })
			p.hints = append(p.hints, longest)
		}
		list = append(list, p)
	}
	return list
}

// find says where the plain word stands first, or nil. lower is the text in lower case.
func (p *plainWord) find(text, lower string) []int {
	for _, hint := range p.hints {
		if strings.Contains(lower, hint) {
			return p.words.FindStringIndex(text)
		}
	}
	return nil
}

// wordAd is a comment as the lake has it.
type wordAd struct {
	isCounted bool
	mentions  []wordMention
}

type wordMention struct {
	skill, name, evidence string
	isWanted              bool
}

// askLake runs "rung sql" and returns the rows of its answer.
func askLake(t *testing.T, dir, statement string) [][]string {
	t.Helper()
	var out bytes.Buffer
	a := &app{out: &out, err: io.Discard, now: time.Now, env: []string{"HOME=" + t.TempDir()}, sources: all.With(lake.ReadParquet)}
	root := a.root()
	root.SetArgs([]string{"--lake", dir, "sql", "--format", "csv", "-c", statement})
	if err := root.ExecuteContext(t.Context()); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&out).ReadAll()
	if err != nil || len(rows) < 2 {
		t.Fatalf("the lake of RUNG_WORDS holds no Hacker News: %d rows, %v", len(rows), err)
	}
	return rows[1:]
}

func readWordAds(t *testing.T, dir string) map[string]*wordAd {
	t.Helper()
	ads := map[string]*wordAd{}
	for _, row := range askLake(t, dir, `
		select l.native_id, l.representative, m.skill, m.skill_name, m.evidence, m.polarity = 'wanted'
		from listings as l
		left join mentions as m on m.version_key = l.version_key
		where l.source = 'hackernews'
		order by all`) {
		ad := ads[row[0]]
		if ad == nil {
			ad = &wordAd{isCounted: row[1] == "true"}
			ads[row[0]] = ad
		}
		if row[2] != "" {
			ad.mentions = append(ad.mentions, wordMention{skill: row[2], name: row[3], evidence: row[4], isWanted: row[5] == "true"})
		}
	}
	return ads
}

// wordCount is what the comparison counts, by skill and by month.
type wordCount struct {
	skills []plainWord
	ads    map[string]*wordAd
	months map[string]*wordMonth
	// missing and added count, by skill and by why, the comments that hold the word and are not counted for the skill, and
	// those that are without the word.
	missing, added [30]map[string]int
	comments       int
	only           [30][2]int
}

// wordMonth counts the comments of a month and its ads in the lake: all, and by skill those with the word, and those that want it.
type wordMonth struct {
	comments, ads int
	plain, lake   [30]int
}

func (w *wordCount) month(name string) *wordMonth {
	if w.months == nil {
		w.months = map[string]*wordMonth{}
	}
	if w.months[name] == nil {
		w.months[name] = &wordMonth{}
	}
	return w.months[name]
}

// wordComment is one raw comment, and where the plain words stand in it.
type wordComment struct {
	id, month, text string
	found           [30][]int
}

// wordLink is an address: the plain count leaves those out, as a person would.
var wordLink = regexp.MustCompile(`https?://\S+|\S+@\S+`)

func (w *wordCount) readMonths(t *testing.T, paths []string) {
	t.Helper()
	turn, read := make(chan string), make(chan wordComment, 100)
	var group sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		group.Go(func() {
			for path := range turn {
				if err := w.readMonth(path, read); err != nil {
					t.Error(err)
				}
			}
		})
	}
	go func() {
		for _, path := range paths {
			turn <- path
		}
		close(turn)
		group.Wait()
		close(read)
	}()
	for c := range read {
		w.count(&c)
	}
}

func (w *wordCount) readMonth(path string, read chan<- wordComment) error {
	return shared.EachItem(path, func(item struct {
		ID         int64
		Type, Text string
		Time       int64
	},
	) {
		if item.Type != "comment" || item.Text == "" {
			return
		}
		c := wordComment{id: strconv.FormatInt(item.ID, 10), month: time.Unix(item.Time, 0).UTC().Format("2006-01")}
		c.text = wordLink.ReplaceAllString(clean.Text(item.Text, job.HTML), " ")
		lower := strings.ToLower(c.text)
		for i := range w.skills {
			c.found[i] = w.skills[i].find(c.text, lower)
		}
		read <- c
	})
}

// count adds a comment to its month, and where word and lake do not agree, why.
func (w *wordCount) count(c *wordComment) {
	month := w.month(c.month)
	month.comments++
	w.comments++
	ad := w.ads[c.id]
	for i := range w.skills {
		evidence := ""
		if ad != nil && ad.isCounted {
			for _, m := range ad.mentions {
				if m.skill == w.skills[i].skill && m.isWanted {
					evidence = m.evidence
				}
			}
		}
		at := c.found[i]
		if at != nil {
			month.plain[i]++
		}
		switch {
		case at != nil && evidence == "":
			w.only[i][0]++
			w.note(&w.missing[i], w.why(i, ad, c.text[at[0]:at[1]]))
		case at == nil && evidence != "":
			w.only[i][1]++
			w.note(&w.added[i], strconv.Quote(strings.ToLower(strings.Join(strings.Fields(evidence), " "))))
		}
	}
}

func (w *wordCount) note(counts *map[string]int, why string) {
	if *counts == nil {
		*counts = map[string]int{}
	}
	(*counts)[why]++
}

// why says why a comment that holds a word is not counted for its skill.
func (w *wordCount) why(i int, ad *wordAd, word string) string {
	switch {
	case ad == nil:
		return "the lake has no such comment"
	case !ad.isCounted:
		return "the same vacancy is counted by another comment"
	}
	for _, m := range ad.mentions {
		if m.skill == w.skills[i].skill {
			return "not wanted"
		}
	}
	for _, m := range ad.mentions {
		if w.skills[i].words.MatchString(m.evidence) {
			return "stands for " + m.name
		}
	}
	return "read as no skill: " + strconv.Quote(word)
}

// readShares reads the monthly counts of the lake.
func (w *wordCount) readShares(t *testing.T, dir string) {
	t.Helper()
	at := map[string]int{}
	for i := range w.skills {
		at[w.skills[i].skill] = i
	}
	for _, row := range askLake(t, dir, `
		with picked as (select version_key, strftime(month, '%Y-%m') as month from ads where source = 'hackernews')
		select month, '' as skill, count(*) as ads from picked group by month
		union all
		select p.month, m.skill, count(distinct p.version_key)
		from picked as p join mentions as m on m.version_key = p.version_key
		where m.polarity = 'wanted'
		group by p.month, m.skill`) {
		n, err := strconv.Atoi(row[2])
		if err != nil {
			t.Fatal(err)
		}
		if row[1] == "" {
			w.month(row[0]).ads = n
		} else if i, ok := at[row[1]]; ok {
			w.month(row[0]).lake[i] = n
		}
	}
}

// report writes the shares over all months, in how many they lie apart, where most, and why.
func (w *wordCount) report() []byte {
	var b strings.Builder
	names := slices.Sorted(func(yield func(string) bool) {
		for name := range w.months {
			if !yield(name) {
				return
			}
		}
	})
	ads := 0
	for _, m := range w.months {
		ads += m.ads
	}
	fmt.Fprintf(&b, "%d raw comments and %d ads of the lake in %d months, %s to %s. Apart: months in which the lake's share lies more than a tenth\n", w.comments, ads, len(names), names[0], names[len(names)-1])
	fmt.Fprintf(&b, "from that of the plain word, and of these those in which it is a matter of three comments or fewer. Then the month in which the shares\nlie farthest apart in points, and why comments with the word are not counted, and what others are counted for.\n\n")
	fmt.Fprintf(&b, "%-14s %7s %7s %7s %6s %4s  %s\n", "skill", "plain", "lake", "differ", "apart", "few", "farthest")
	order := make([]int, len(w.skills))
	var plain, lake [30]int
	for i := range order {
		order[i] = i
		for _, m := range w.months {
			plain[i], lake[i] = plain[i]+m.plain[i], lake[i]+m.lake[i]
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(lake[b], lake[a]) })
	for _, i := range order {
		p, l := float64(plain[i])/float64(w.comments), float64(lake[i])/float64(ads)
		apart, few, farthest := w.apart(names, i)
		fmt.Fprintf(&b, "%-14s %6.2f%% %6.2f%% %+6.1f%% %6d %4d  %s\n", w.skills[i].skill, 100*p, 100*l, 100*(l/p-1), apart, few, farthest)
	}
	for _, i := range order {
		fmt.Fprintf(&b, "\n%s\n  %d with the word not counted: %s\n  %d counted without it: %s\n", w.skills[i].skill,
			w.only[i][0], most(w.missing[i]), w.only[i][1], most(w.added[i]))
	}
	return []byte(b.String())
}

// apart counts the months in which the shares of a skill lie apart, those of few comments, and tells the farthest.
func (w *wordCount) apart(names []string, i int) (apart, few int, farthest string) {
	widest := -1.0
	for _, name := range names {
		m := w.months[name]
		if m.comments == 0 || m.ads == 0 {
			continue
		}
		p, l := float64(m.plain[i])/float64(m.comments), float64(m.lake[i])/float64(m.ads)
		if math.Abs(l-p) > 0.1*p {
			apart++
			if math.Abs(l-p)*float64(m.ads) <= 3.5 {
				few++
			}
		}
		if d := math.Abs(l - p); d > widest {
			widest, farthest = d, fmt.Sprintf("%s %.1f%% against %.1f%%", name, 100*l, 100*p)
		}
	}
	return apart, few, farthest
}

// most writes the five commonest with their counts, and how many the others are.
func most(counts map[string]int) string {
	names := make([]string, 0, len(counts))
	for name := range counts {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int { return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b)) })
	var words []string
	for _, name := range names[:min(len(names), 5)] {
		words = append(words, fmt.Sprintf("%d %s", counts[name], name))
	}
	if len(words) == 0 {
		return "none"
	}
	rest := 0
	for _, name := range names[len(words):] {
		rest += counts[name]
	}
	if rest > 0 {
		words = append(words, fmt.Sprintf("%d others", rest))
	}
	return strings.Join(words, ", ")
}
