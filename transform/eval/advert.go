package eval

import (
	"fmt"
	"strings"

	"rung/internal/job"
	"rung/transform/headline"
	"rung/transform/title"
)

// advertTask measures rung, beginner's mark and roles of whole labelled listings.
func advertTask() Task { return Task{Name: "advert", Run: runAdvert} }

// labelled is one line of listings_dev.jsonl, as far as titles and employment go.
type labelled struct {
	ID, Source, Title, Text string
	Gold                    struct {
		IsJob      bool `json:"is_job"`
		Roles      []string
		Seniority  job.Seniority
		EntryLevel bool `json:"entry_level"`
		Employment []job.Employment
	}
}

// read reads the title side of a listing. Comment adverts have no title.
func (l labelled) read() (title.AdvertReading, headline.Headline) {
	var h headline.Headline
	if l.Title == "" {
		h = headline.Parse(l.Text)
	}
	return title.FromAdvert(title.Input{Title: l.Title, Text: l.Text, Headline: h}), h
}

// advertScore counts what was right.
type advertScore struct {
	n, levels, entries, families int
	hit, found, wanted           int
	misses                       []string
}

func runAdvert(dir string) ([]Figure, []string, error) {
	var s advertScore
	err := eachLine(file(dir, "listings_dev.jsonl"), func(l labelled) {
		if l.Gold.IsJob {
			s.add(l)
		}
	})
	return []Figure{
		{Task: "advert", Name: "seniority", Value: share(s.levels, s.n), Bar: 0.95, N: s.n},
		{Task: "advert", Name: "entry level", Value: share(s.entries, s.n), Bar: 0.95, N: s.n},
		{Task: "advert", Name: "some family", Value: share(s.families, s.n), N: s.n},
		{Task: "advert", Name: "roles of comment adverts, precision", Value: share(s.hit, s.found), N: s.found},
		{Task: "advert", Name: "roles of comment adverts, recall", Value: share(s.hit, s.wanted), N: s.wanted},
	}, s.misses, err
}

func (s *advertScore) add(l labelled) {
	got, _ := l.read()
	s.n++
	if got.Seniority == l.Gold.Seniority {
		s.levels++
	} else {
		s.miss("advert %s seniority: want %q, got %q: %s", l.ID, l.Gold.Seniority, got.Seniority, evidenceIn(l, got.SeniorityWhy))
	}
	if got.EntryLevel == l.Gold.EntryLevel {
		s.entries++
	} else {
		s.miss("advert %s entry: want %v, got %v: %s", l.ID, l.Gold.EntryLevel, got.EntryLevel, evidenceIn(l, got.EntryWhy))
	}
	if got.Family != "" {
		s.families++
	}
	if l.Title != "" {
		return
	}
	h := match(l.Gold.Roles, got.Roles)
	s.hit, s.found, s.wanted = s.hit+h, s.found+len(got.Roles), s.wanted+len(l.Gold.Roles)
	if h < len(l.Gold.Roles) || h < len(got.Roles) {
		s.miss("advert %s roles: want %q, got %q", l.ID, l.Gold.Roles, titles(got.Roles))
	}
}

func (s *advertScore) miss(format string, args ...any) {
	s.misses = append(s.misses, fmt.Sprintf(format, args...))
}

// evidenceIn shows the evidence of a decision in its text.
func evidenceIn(l labelled, e job.Evidence) string {
	text := l.Text
	if e.Field == job.FieldTitle {
		text = l.Title
	}
	if e.End == 0 || e.End > len(text) {
		return fmt.Sprintf("%.120q", l.Title+" "+l.Text)
	}
	return fmt.Sprintf("%q [%s] %q", text[max(0, e.Start-60):e.Start], text[e.Start:e.End], text[e.End:min(len(text), e.End+40)])
}

func titles(roles []job.Role) []string {
	var out []string
	for _, r := range roles {
		out = append(out, r.Title)
	}
	return out
}

// match pairs wanted and found titles, each at most once, and returns how many pairs there are. Titles
// pair when at least half of the words of both together are shared.
func match(want []string, got []job.Role) int {
	used := make([]bool, len(got))
	pairs := 0
	for _, least := range []float64{1, 0.5} {
		var rest []string
		for _, w := range want {
			paired := false
			for i, g := range got {
				if !used[i] && alike(w, g.Title) >= least {
					used[i], paired = true, true
					pairs++
					break
				}
			}
			if !paired {
				rest = append(rest, w)
			}
		}
		want = rest
	}
	return pairs
}

// alike returns the share of words that two titles have in common, without rungs and spelling.
func alike(a, b string) float64 {
	wa, wb := strings.Fields(title.Read(a).Key), strings.Fields(title.Read(b).Key)
	all := map[string]int{}
	for _, w := range wa {
		all[plainWord(w)] |= 1
	}
	for _, w := range wb {
		all[plainWord(w)] |= 2
	}
	both := 0
	for _, in := range all {
		if in == 3 {
			both++
		}
	}
	return share(both, len(all))
}

func plainWord(w string) string {
	w = strings.ReplaceAll(w, "-", "")
	if w == "developer" {
		return "engineer"
	}
	return w
}
