package headline

import (
	_ "embed"
	"fmt"
	"sync"

	"go.yaml.in/yaml/v3"

	"rung/transform/phrase"
)

//go:embed words.yaml
var wordsYAML []byte

// words tells the kinds of parts by the phrases in them.
type words struct {
	table *phrase.Table
	kinds []Kind
}

var load = sync.OnceValue(func() words {
	w, err := readWords(wordsYAML)
	if err != nil {
		panic(err) // The file is part of the program: a test reads it before any user does.
	}
	return w
})

func readWords(data []byte) (words, error) {
	var file map[Kind][]string
	if err := yaml.Unmarshal(data, &file); err != nil {
		return words{}, fmt.Errorf("read words.yaml: %w", err)
	}
	var w words
	var phrases []string
	for _, k := range []Kind{Mode, Employment, Place, Pay, Role, Other} {
		for _, p := range file[k] {
			phrases = append(phrases, p)
			w.kinds = append(w.kinds, k)
		}
	}
	w.table = phrase.NewTable(phrases)
	return w, nil
}
