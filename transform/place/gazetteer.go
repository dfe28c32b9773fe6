package place

import (
	_ "embed"
	"encoding/binary"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"

	"go.yaml.in/yaml/v3"

	"rung/transform/phrase"
)

// The tables of countries and cities are generated from data of others: see tables_test.go and the
// NOTICE file. places.yaml is our own.
var (
	//go:embed data/countries.tsv
	countriesTSV string
	//go:embed data/cities.tsv
	citiesTSV string
	//go:embed data/places.yaml
	placesYAML []byte
)

// kind says what a name can stand for.
type kind uint8

const (
	aCity kind = iota
	aState
	// aCode is a postal or ISO code, which counts only behind the name of a place.
	aCode
	aCountry
	aScope
)

// meaning is one thing that a name can stand for. For a scope, country holds its code.
type meaning struct {
	kind    kind
	country string
	state   string
	city    string
	// people is the population in thousands.
	people int
}

// entry is a name with all that it can stand for.
type entry struct {
	meanings []meaning
	// capitals is set for abbreviations, which count only when written in capitals.
	capitals bool
	// guarded is set for names that are common words too.
	guarded bool
	// anyCase is set for names that are written small, such as "worldwide".
	anyCase bool
}

func (e *entry) has(k kind) bool {
	return slices.ContainsFunc(e.meanings, func(m meaning) bool { return m.kind == k })
}

// gazetteer knows the names of places.
type gazetteer struct {
	table   *phrase.Table
	entries []entry
	// ideographs are names in scripts without blanks, to be found inside of words.
	ideographs []string
	byName     map[string]*entry
}

// names returns the gazetteer, which is built once.
var names = sync.OnceValue(func() *gazetteer {
	g, err := loadGazetteer()
	if err != nil {
		panic(err) // the tables are embedded and tested
	}
	return g
})

// placeFile is the form of places.yaml.
type placeFile struct {
	Scopes    map[string][]string
	Countries map[string][]string
	States    map[string]map[string]string
	Aliases   map[string][]string
	Guarded   []string
}

func loadGazetteer() (*gazetteer, error) {
	var file placeFile
	if err := yaml.Unmarshal(placesYAML, &file); err != nil {
		return nil, fmt.Errorf("parse places.yaml: %w", err)
	}
	b := builder{index: map[string]int{}}
	for _, code := range slices.Sorted(maps.Keys(file.Scopes)) {
		for _, name := range file.Scopes[code] {
			e := b.put(name, meaning{kind: aScope, country: code})
			e.anyCase = e.anyCase || !short(name)
			e.capitals = short(name)
		}
	}
	for _, code := range slices.Sorted(maps.Keys(file.Countries)) {
		for _, name := range file.Countries[code] {
			b.put(name, meaning{kind: aCountry, country: code}).capitals = short(name)
		}
	}
	b.states(file.States)
	if err := b.countries(countriesTSV); err != nil {
		return nil, err
	}
	if err := b.aliases(file.Aliases); err != nil {
		return nil, err
	}
	if err := b.cities(citiesTSV); err != nil {
		return nil, err
	}
	for _, name := range file.Guarded {
		if i, ok := b.index[foldKey(name)]; ok {
			b.entries[i].guarded = true
		}
	}
	return b.finish(), nil
}

// builder gathers names before the table is made.
type builder struct {
	index   map[string]int
	names   []string
	entries []entry
}

// put adds a meaning to a name and returns the name's entry.
func (b *builder) put(name string, m meaning) *entry {
	key := foldKey(name)
	i, ok := b.index[key]
	if !ok {
		i = len(b.entries)
		b.index[key] = i
		b.names = append(b.names, name)
		b.entries = append(b.entries, entry{})
	}
	e := &b.entries[i]
	if !slices.ContainsFunc(e.meanings, func(x meaning) bool {
		return x.kind == m.kind && x.country == m.country && x.state == m.state
	}) {
		e.meanings = append(e.meanings, m)
	}
	return e
}

func (b *builder) states(states map[string]map[string]string) {
	for _, country := range slices.Sorted(maps.Keys(states)) {
		for _, code := range slices.Sorted(maps.Keys(states[country])) {
			b.put(states[country][code], meaning{kind: aState, country: country, state: code})
			if country == "US" || country == "CA" || country == "AU" {
				b.put(code, meaning{kind: aCode, country: country, state: code}).capitals = true
			}
		}
	}
}

// countries reads lines of a code and the names of a country in several languages.
func (b *builder) countries(tsv string) error {
	for line := range strings.Lines(tsv) {
		code, rest, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		if !ok || len(code) != 2 {
			return fmt.Errorf("parse countries.tsv: line %q", line)
		}
		for name := range strings.SplitSeq(rest, "\t") {
			b.put(name, meaning{kind: aCountry, country: code})
		}
		b.put(code, meaning{kind: aCode, country: code}).capitals = true
	}
	return nil
}

// aliases reads keys such as "New York City, US, NY".
func (b *builder) aliases(aliases map[string][]string) error {
	for _, key := range slices.Sorted(maps.Keys(aliases)) {
		p := strings.Split(key, ",")
		if len(p) != 3 {
			return fmt.Errorf("parse places.yaml: alias %q", key)
		}
		m := meaning{aCity, strings.TrimSpace(p[1]), strings.TrimSpace(p[2]), p[0], 1000}
		for _, name := range aliases[key] {
			e := b.put(name, m)
			if short(name) && foldKey(name) != foldKey(p[0]) {
				e.capitals = true
			}
		}
	}
	return nil
}

// cities reads lines of name, country, division and thousands of people.
func (b *builder) cities(tsv string) error {
	for line := range strings.Lines(tsv) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(f) != 4 {
			return fmt.Errorf("parse cities.tsv: line %q", line)
		}
		people, err := strconv.Atoi(f[3])
		if err != nil {
			return fmt.Errorf("parse cities.tsv: line %q: %w", line, err)
		}
		b.put(f[0], meaning{aCity, f[1], f[2], f[0], people})
	}
	return nil
}

func (b *builder) finish() *gazetteer {
	g := &gazetteer{table: phrase.NewTable(b.names), entries: b.entries, byName: map[string]*entry{}}
	for i, n := range b.names {
		if n[0] >= 0xE3 {
			g.ideographs = append(g.ideographs, n)
			g.byName[n] = &g.entries[i]
		}
	}
	return g
}

// short reports whether a name is an abbreviation by its looks: at most three letters.
func short(name string) bool {
	return len(strings.ReplaceAll(name, " ", "")) <= 3
}

// foldKey is equal for names that the table takes for the same.
func foldKey(name string) string {
	var key []byte
	for _, w := range phrase.Words(nil, name) {
		key = binary.LittleEndian.AppendUint64(key, w.Key)
	}
	return string(key)
}
