package usajobs_test

import (
	"path/filepath"
	"testing"

	"rung/collect"
	"rung/collect/sourcetest"
	"rung/collect/usajobs"
)

// keyed asks the search only, keyless the announcements only.
var (
	keyed = sourcetest.Case{
		Settings: collect.Settings{Options: map[string][]string{"key": {"k3y-of-mine"}, "email": {"me@rung.example"}, "series": {"2210"}}},
		Rows:     5,
	}
	keyless = sourcetest.Case{
		Settings: collect.Settings{Options: map[string][]string{"series": {"2210"}}},
		Golden:   filepath.Join("testdata", "history.json"),
		Rows:     3,
	}
)

func TestSearch(t *testing.T)  { sourcetest.Run(t, usajobs.Source(), keyed) }
func TestHistory(t *testing.T) { sourcetest.Run(t, usajobs.Source(), keyless) }
func TestSecrets(t *testing.T) {
	sourcetest.KeepsSecrets(t, usajobs.Source(), keyed, "k3y-of-mine", "me@rung.example")
}
func FuzzParse(f *testing.F) { sourcetest.Fuzz(f, usajobs.Source(), keyed) }
