package hackernews_test

import (
	"testing"

	"rung/collect"
	"rung/collect/hackernews"
	"rung/collect/sourcetest"
)

func TestSource(t *testing.T) {
	sourcetest.Run(t, hackernews.Source(), sourcetest.Case{
		Settings: collect.Settings{Options: map[string][]string{"since": {"2024-11"}}},
		Rows:     5, SecondBodies: "an open thread is asked again from two hours before its newest comment",
	})
}
