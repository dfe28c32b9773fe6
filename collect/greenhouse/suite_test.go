package greenhouse_test

import (
	"testing"

	"rung/collect"
	"rung/collect/greenhouse"
	"rung/collect/sourcetest"
)

func TestSource(t *testing.T) {
	sourcetest.Run(t, greenhouse.Source(), sourcetest.Case{
		Settings: collect.Settings{Options: map[string][]string{"boards": {"fernwerk", "emptyshelf", "closed-shop"}}},
		Gone:     "closed-shop", Rows: 4,
	})
}
