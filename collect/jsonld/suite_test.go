package jsonld_test

import (
	"testing"

	"rung/collect"
	"rung/collect/jsonld"
	"rung/collect/sourcetest"
)

var recorded = sourcetest.Case{
	Settings: collect.Settings{Options: map[string][]string{"sites": {"https://careers.fernhill.example"}}},
	Gone:     "https://careers.fernhill.example/jobs/filled", Rows: 7,
}

func TestSource(t *testing.T) { sourcetest.Run(t, jsonld.Source(), recorded) }

func FuzzParse(f *testing.F) { sourcetest.Fuzz(f, jsonld.Source(), recorded) }
