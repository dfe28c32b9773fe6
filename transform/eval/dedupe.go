package eval

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
	"unicode"

	"rung/internal/job"
	"rung/transform/clean"
	"rung/transform/contact"
	"rung/transform/dedupe"
	"rung/transform/place"
	"rung/transform/title"
)

// dedupeTask measures which listings count as one. The pairs of Hacker News are months apart, so that
// many of them are reposts for the whole grouping; they measure the comparison of texts. The groups of
// Ashby have the same text and measure the rules about titles and places.
func dedupeTask() Task { return Task{Name: "dedupe", Run: runDedupe} }

func runDedupe(dir string) ([]Figure, []string, error) {
	figures, misses, err := scorePairs(dir)
	if err != nil {
		return nil, nil, err
	}
	more, missed, err := scoreGroups(dir)
	return append(figures, more...), append(misses, missed...), err
}

// confusion counts decisions about pairs.
type confusion struct{ hit, miss, wrong, right int }

func (c *confusion) add(want, got bool) {
	switch {
	case want && got:
		c.hit++
	case want:
		c.miss++
	case got:
		c.wrong++
	default:
		c.right++
	}
}

func (c *confusion) figures(name string) []Figure {
	return []Figure{
		{Task: "dedupe", Name: name + " precision", Value: float64(c.hit) / float64(max(c.hit+c.wrong, 1)), Bar: 0.98, N: c.hit + c.wrong},
		{Task: "dedupe", Name: name + " recall", Value: float64(c.hit) / float64(max(c.hit+c.miss, 1)), Bar: 0.95, N: c.hit + c.miss},
	}
}

// scorePairs compares the texts of the pairs of comments.
func scorePairs(dir string) ([]Figure, []string, error) {
	signatures, err := commentSignatures(filepath.Join(dir, "..", "corpus", "hackernews"))
	if err != nil {
		return nil, nil, err
	}
	type pair struct {
		A, B    int64
		Jaccard float64 `json:"jaccard4"`
		Exact   bool
	}
	var c confusion
	var misses []string
	judge := func(p pair, want bool) {
		a, b := signatures[p.A], signatures[p.B]
		got := dedupe.Similar(a, b)
		c.add(want, got)
		if got != want {
			misses = append(misses, fmt.Sprintf("dedupe %d %d: want %v, estimate %.2f of %.3f, signatures %d %d", p.A, p.B, want, dedupe.Jaccard(a, b), p.Jaccard, len(a), len(b)))
		}
	}
	err = eachLine(file(dir, "hn_same_employer_pairs_dev.jsonl"), func(p pair) {
		if p.Exact || p.Jaccard >= 0.9 || p.Jaccard < 0.1 {
			judge(p, p.Exact || p.Jaccard >= 0.9)
		}
	})
	if err != nil {
		return nil, nil, err
	}
	err = eachLine(file(dir, "hn_different_employer_pairs_dev.jsonl"), func(p pair) { judge(p, false) })
	return c.figures("texts"), misses, err
}

// commentSignatures reads the signatures of all comments of the corpus.
func commentSignatures(dir string) (map[int64][]uint32, error) {
	out := map[int64][]uint32{}
	paths, _ := filepath.Glob(filepath.Join(dir, "*.gz"))
	for _, path := range paths {
		err := eachZipped(path, func(c struct {
			ID   int64
			Text string
		},
		) {
			out[c.ID] = dedupe.Signature(contact.Remove(clean.Text(c.Text, job.HTML)))
		})
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// eachZipped is eachLine for a gzip file.
func eachZipped[T any](path string, use func(T)) error {
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("open corpus: %w", err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return fmt.Errorf("read %s: %w", path, err)
	}
	sc := bufio.NewScanner(z)
	sc.Buffer(nil, 64<<20)
	for sc.Scan() {
		var v T
		if err := json.Unmarshal(sc.Bytes(), &v); err != nil {
			return fmt.Errorf("parse %s: %w", path, err)
		}
		use(v)
	}
	return sc.Err()
}

// textGroup is a set of listings of one board with the same text: id, title and place of each.
type textGroup struct {
	Org     string
	Members [][3]string
}

// scoreGroups groups every listing of the boards that have identical texts. Two listings of a group
// are wanted as one job when their titles are the same and their countries agree; the figures "across
// countries" leave the countries out on both sides.
func scoreGroups(dir string) ([]Figure, []string, error) {
	var groups []textGroup
	boards := map[string]bool{}
	err := eachLine(file(dir, "ashby_identical_description_groups_dev.jsonl"), func(g textGroup) {
		groups = append(groups, g)
		boards[g.Org] = true
	})
	if err != nil {
		return nil, nil, err
	}
	var items []dedupe.Item
	for _, org := range slices.Sorted(maps.Keys(boards)) {
		if items, err = boardItems(items, filepath.Join(dir, "..", "corpus", "ashby"), org); err != nil {
			return nil, nil, err
		}
	}
	within := jobsOf(items, dedupe.Options{})
	same, misses := judgeGroups(groups, items, within, true)
	all, _ := judgeGroups(groups, items, jobsOf(items, dedupe.Options{AcrossCountries: true}), false)
	figures := append(same.figures("same text"), all.figures("same text, across countries")...)
	apart := Figure{Task: "dedupe", Name: "employers kept apart", Value: 1 - crossing(items, within), Bar: 1, N: len(items)}
	return append(figures, apart), misses, nil
}

// judgeGroups compares the jobs of the listings of each group with what is wanted.
func judgeGroups(groups []textGroup, items []dedupe.Item, jobs []int64, countries bool) (c confusion, misses []string) {
	at := map[string]int{}
	for i, it := range items {
		at[it.ID] = i
	}
	for _, g := range groups {
		for i, m := range g.Members {
			for _, n := range g.Members[:i] {
				a, b := at[m[0]], at[n[0]]
				want, got := sameWords(m[1], n[1]), jobs[a] == jobs[b]
				if want && countries && !dedupe.SameCountry(items[a].Countries, items[b].Countries) {
					continue
				}
				if c.add(want, got); got != want {
					misses = append(misses, fmt.Sprintf("dedupe %s: want %v for %q in %q and %q in %q", g.Org, want, m[1], m[2], n[1], n[2]))
				}
			}
		}
	}
	return c, misses
}

// sameWords reports whether two titles have the same words, whatever their order and the signs between.
// The labels call titles different that differ in a blank or a comma alone.
func sameWords(a, b string) bool {
	words := func(s string) []string {
		w := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		slices.Sort(w)
		return w
	}
	return slices.Equal(words(a), words(b))
}

// jobsOf returns the job of every item.
func jobsOf(items []dedupe.Item, o dedupe.Options) []int64 {
	jobs := make([]int64, len(items))
	for i, r := range dedupe.Group(items, o) {
		jobs[i] = r.JobKey
	}
	return jobs
}

// crossing is the share of items whose job holds items of another employer.
func crossing(items []dedupe.Item, jobs []int64) float64 {
	employer, wrong := map[int64]string{}, 0
	for i, j := range jobs {
		if e, ok := employer[j]; ok && e != items[i].Employer {
			wrong++
		}
		employer[j] = items[i].Employer
	}
	return float64(wrong) / float64(max(len(jobs), 1))
}

// boardItems appends the listings of one board.
func boardItems(items []dedupe.Item, dir, org string) ([]dedupe.Item, error) {
	type board struct {
		Jobs []struct {
			ID, Title, Location, JobURL, ApplyURL, DescriptionPlain string
			PublishedAt                                             time.Time
		}
	}
	err := eachZipped(filepath.Join(dir, org+".json.gz"), func(b board) {
		for _, j := range b.Jobs {
			locations := []string{j.Location}
			items = append(items, dedupe.Item{
				Key: job.ListingKey("ashby", j.ID), Source: "ashby", ID: j.ID, URL: j.JobURL, ApplyURL: j.ApplyURL,
				Employer: org, Title: j.Title, Place: place.Key(locations), Level: title.Read(j.Title).Seniority,
				Countries: place.Read(place.Input{Locations: locations}).Countries,
				Signature: dedupe.Signature(contact.Remove(j.DescriptionPlain)),
				Start:     j.PublishedAt, End: boardsSeen,
			})
		}
	})
	return items, err
}

// boardsSeen is when the boards of the corpus were captured: all that they list was open then.
var boardsSeen = time.Date(2025, 10, 15, 0, 0, 0, 0, time.UTC)
