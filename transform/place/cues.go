package place

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"

	"go.yaml.in/yaml/v3"

	"rung/internal/job"
	"rung/transform/phrase"
)

//go:embed data/cues.yaml
var cuesYAML []byte

// class says what a cue tells about the place of work.
type class uint8

const (
	saysNothing class = iota
	saysRemote
	// saysTrait speaks of the company or the team.
	saysTrait
	saysHybrid
	saysOnsite
	// saysNotRemote denies that the role is remote.
	saysNotRemote
	// meanwhile marks a state that passes, such as an epidemic.
	meanwhile
	// office is the word itself, which tells something beside a number of days.
	office
)

// modeCue is one statement about the way of working. Offsets are bytes of its field.
type modeCue struct {
	class
	field      job.Field
	start, end int
	// anywhere is set where the cue says that any place will do.
	anywhere bool
	// fieldOnly cues say nothing in running text.
	fieldOnly bool
	// bare is set for the word "remote" by itself, atHome for "home office".
	bare, atHome bool
	rule         string
}

// cueTable knows the phrases of cues.yaml.
type cueTable struct {
	table   *phrase.Table
	classes []class
	texts   []string
	// fieldOnly holds the phrases that count in place fields alone.
	fieldOnly map[string]bool
}

// modeWords returns the table of cues, which is built once.
var modeWords = sync.OnceValue(func() *cueTable {
	t, err := loadCues()
	if err != nil {
		panic(err) // the file is embedded and tested
	}
	return t
})

func loadCues() (*cueTable, error) {
	var file struct {
		Remote, Trait, Hybrid, Onsite, Nothing, Meanwhile []string

		NoRemote []string `yaml:"no_remote"`
		Terms    map[string][]string
		// FieldOnly lists phrases of the other lists.
		FieldOnly []string `yaml:"field_only"`
	}
	if err := yaml.Unmarshal(cuesYAML, &file); err != nil {
		return nil, fmt.Errorf("parse cues.yaml: %w", err)
	}
	t := &cueTable{fieldOnly: map[string]bool{}}
	for _, p := range file.FieldOnly {
		t.fieldOnly[p] = true
	}
	put := func(c class, phrases ...string) {
		for _, p := range phrases {
			t.texts = append(t.texts, p)
			t.classes = append(t.classes, c)
		}
	}
	for word, nouns := range file.Terms {
		for _, n := range nouns {
			put(saysNothing, word+" "+n)
		}
	}
	put(saysNothing, file.Nothing...)
	put(saysNotRemote, file.NoRemote...)
	put(saysHybrid, file.Hybrid...)
	put(saysTrait, file.Trait...)
	put(saysOnsite, file.Onsite...)
	put(saysRemote, file.Remote...)
	put(meanwhile, file.Meanwhile...)
	put(office, "office", "offices", "buro", "bureau", "oficina", "hq")
	t.table = phrase.NewTable(t.texts)
	return t, nil
}

// find returns the statements in text[start:end], without those that are denied, belong to another
// thing, or speak of a state that passes.
func (t *cueTable) find(text string, f job.Field, start, end int) []modeCue {
	var out []modeCue
	passing := -1
	t.table.Scan(text[start:end], func(m phrase.Match) bool {
		c := modeCue{class: t.classes[m.ID], field: f, start: start + m.Start, end: start + m.End}
		switch c.class {
		case saysNothing:
		case meanwhile:
			markPassing(out, text, c)
			passing = c.end
		default:
			c.fieldOnly = t.fieldOnly[t.texts[m.ID]]
			c.bare, c.atHome = t.texts[m.ID] == "remote", t.texts[m.ID] == "home office"
			c.anywhere = strings.HasSuffix(t.texts[m.ID], "anywhere")
			passes := passing >= 0 && c.start-passing < 25 && c.class == saysRemote && !strings.ContainsAny(text[passing:c.start], "|\n.,;()")
			if c = settle(text, c); c.class != saysNothing && !passes {
				out = append(out, c)
			}
		}
		return true
	})
	if len(out) == 0 {
		out = ideographCues(text, f, start, end)
	}
	return out
}

// markPassing makes a remote cue that a word such as "covid" right behind it calls a passing state one
// for work on site.
func markPassing(cues []modeCue, text string, c modeCue) {
	if len(cues) == 0 {
		return
	}
	last := &cues[len(cues)-1]
	gap := text[last.end:c.start]
	if len(gap) > 45 || strings.ContainsAny(gap, "|\n.;") || last.class != saysRemote && last.class != saysTrait {
		return
	}
	last.class, last.rule = saysOnsite, "remote.passing"
}

// ideographs are cues in scripts without blanks, found inside of longer words.
var ideographs = []struct {
	text string
	class
}{
	{"混合辦公", saysHybrid},
	{"混合办公", saysHybrid},
	{"ハイブリッド", saysHybrid},
	{"하이브리드", saysHybrid},
	{"一部リモート", saysHybrid},
	{"遠端工作", saysRemote},
	{"遠距工作", saysRemote},
	{"远程", saysRemote},
	{"フルリモート", saysRemote},
	{"リモートワーク", saysRemote},
	{"リモート", saysRemote},
	{"在宅勤務", saysRemote},
	{"居家辦公", saysRemote},
	{"원격", saysRemote},
	{"재택", saysRemote},
	{"出社", saysOnsite},
}

func ideographCues(text string, f job.Field, start, end int) []modeCue {
	part := text[start:end]
	if !strings.ContainsFunc(part, func(r rune) bool { return r >= 0x3000 && r < 0xE000 }) {
		return nil
	}
	for _, c := range ideographs {
		if i := strings.Index(part, c.text); i >= 0 {
			return []modeCue{{class: c.class, field: f, start: start + i, end: start + i + len(c.text), rule: "remote.word"}}
		}
	}
	return nil
}
