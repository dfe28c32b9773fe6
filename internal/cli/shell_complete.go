package cli

import (
	"slices"
	"strings"
	"unicode"

	"rung/analyze"
)

// candidate is a word that what is typed could become.
type candidate struct{ word, kind, about string }

// keywords are the words of SQL that begin or join the parts of a query.
func keywords() []string {
	return strings.Fields(`select from where group by order having limit offset join left right inner full cross on using
		with as distinct all and or not in is null like ilike between case when then else end union except intersect
		count sum avg min max median quantile_cont list unnest filter over partition rows asc desc nulls first last
		describe show summarize explain values cast exists any qualify sample date timestamp interval true false
		lower upper coalesce round strftime date_trunc regexp_matches len list_contains`)
}

// complete lists what the word that ends at the cursor could become. from is where that word begins; both
// are in bytes. The catalog may be nil.
func complete(c *catalog, all string, cursor int) (from int, found []candidate) {
	text := all[:cursor]
	if line := text[strings.LastIndexByte(text, '\n')+1:]; isCommand(strings.TrimLeft(line, " ")) {
		from = strings.LastIndexAny(text, " \n") + 1
		return from, matching(text[from:], completeCommand(c, strings.Fields(text[len(text)-len(line):from])))
	}
	from = len(text)
	for from > 0 && isWord(rune(text[from-1])) {
		from--
	}
	word := text[from:]
	if c == nil {
		c = &catalog{}
	}
	if from > 0 && text[from-1] == '.' {
		return from, matching(word, columnsOf(c, tableBefore(c, lastWord(text[:from-1]), all)))
	}
	before := strings.ToLower(lastWord(text[:from]))
	if slices.Contains([]string{"from", "join", "describe", "summarize", "table"}, before) {
		return from, matching(word, tableCandidates(c))
	}
	if tables := tablesIn(c, all); word != "" || len(tables) > 0 { // else it would be every column there is
		found = columnsOf(c, tables)
	}
	found = append(found, tableCandidates(c)...)
	for _, k := range keywords() {
		if word != "" && word == strings.ToUpper(word) && word != strings.ToLower(word) {
			k = strings.ToUpper(k)
		}
		found = append(found, candidate{word: k, kind: "keywords"})
	}
	return from, matching(word, found)
}

// completeCommand lists what can follow the words of a command that are complete.
func completeCommand(c *catalog, words []string) []candidate {
	var out []candidate
	if len(words) == 0 {
		for _, cmd := range shellCommands() {
			for _, name := range cmd.names {
				out = append(out, candidate{name, "commands", cmd.doc})
			}
		}
		return out
	}
	cmd, err := findCommand(words[0])
	if err != nil {
		return nil
	}
	switch cmd.names[0] {
	case ".schema", `\d`:
		if c != nil {
			return tableCandidates(c)
		}
	case ".mode":
		for _, m := range modeNames() {
			out = append(out, candidate{word: m, kind: "modes"})
		}
	case ".headers", ".timer", `\x`:
		return []candidate{{word: "on"}, {word: "off"}}
	case ".run":
		return completeQuestion(words[1:])
	}
	return out
}

// completeQuestion lists the questions, or the parameters of the one named.
func completeQuestion(words []string) []candidate {
	var out []candidate
	if len(words) == 0 {
		for _, q := range analyze.Questions() {
			out = append(out, candidate{q.Name, "questions", q.Title})
		}
		return out
	}
	if q, err := analyze.Find(words[0]); err == nil {
		for _, p := range q.Params {
			out = append(out, candidate{p.Name + "=", "parameters", p.Doc})
		}
	}
	return out
}

// matching keeps the candidates that begin with the word, in any case, each once.
func matching(word string, from []candidate) []candidate {
	var out []candidate
	seen := map[string]bool{}
	for _, c := range from {
		if len(c.word) >= len(word) && strings.EqualFold(c.word[:len(word)], word) && !seen[c.word] {
			seen[c.word] = true
			out = append(out, c)
		}
	}
	return out
}

func tableCandidates(c *catalog) []candidate {
	var out []candidate
	for _, t := range c.tables {
		out = append(out, candidate{t.name, "tables", t.about})
	}
	return out
}

// columnsOf lists the columns of the tables, or of all tables where none is named.
func columnsOf(c *catalog, tables []tableInfo) []candidate {
	if len(tables) == 0 {
		tables = c.tables
	}
	var out []candidate
	for _, t := range tables {
		for _, col := range t.columns {
			out = append(out, candidate{word: col.name, kind: "columns"})
		}
	}
	return out
}

// tablesIn finds the tables that a text names.
func tablesIn(c *catalog, text string) []tableInfo {
	var out []tableInfo
	for _, w := range sqlWords(text) {
		if t, ok := c.find(w); ok {
			out = append(out, t)
		}
	}
	return out
}

// tableBefore finds the table that the word before a dot names: itself, or by an alias, as in
// "from mentions m".
func tableBefore(c *catalog, name, text string) []tableInfo {
	if t, ok := c.find(name); ok {
		return []tableInfo{t}
	}
	words := sqlWords(text)
	for i, w := range words {
		t, ok := c.find(w)
		if !ok {
			continue
		}
		rest := words[i+1:]
		if len(rest) > 0 && strings.EqualFold(rest[0], "as") {
			rest = rest[1:]
		}
		if len(rest) > 0 && strings.EqualFold(rest[0], name) {
			return []tableInfo{t}
		}
	}
	return nil
}

func sqlWords(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return !isWord(r) })
}

// lastWord returns the last word of a text, empty when something else than blanks follows it.
func lastWord(text string) string {
	text = strings.TrimRight(text, " \t\n")
	i := len(text)
	for i > 0 && isWord(rune(text[i-1])) {
		i--
	}
	return text[i:]
}

func isWord(r rune) bool {
	return r == '_' || r >= 0x80 || unicode.IsLetter(r) || unicode.IsDigit(r)
}
