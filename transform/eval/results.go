package eval

import (
	_ "embed"
	"encoding/json"
	"fmt"
)

//go:embed results.json
var resultsJSON []byte

// Results returns the figures as they were last measured and committed.
func Results() []Figure {
	var figures []Figure
	if err := json.Unmarshal(resultsJSON, &figures); err != nil {
		panic(fmt.Sprintf("eval: the committed results.json cannot be read: %v", err)) // a test reads it before any user does
	}
	return figures
}
