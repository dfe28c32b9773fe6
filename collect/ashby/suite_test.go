package ashby_test

import (
	"testing"

	"rung/collect"
	"rung/collect/ashby"
	"rung/collect/sourcetest"
)

func TestSource(t *testing.T) {
	sourcetest.Run(t, ashby.Source(), sourcetest.Case{
		Settings: collect.Settings{Options: map[string][]string{"boards": {"hollow-oak=Hollow Oak Labs", "Tide%20Well", "closed-shop"}}},
		Gone:     "closed-shop", Rows: 4,
	})
}
