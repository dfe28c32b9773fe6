package remoteok_test

import (
	"testing"

	"rung/collect"
	"rung/collect/remoteok"
	"rung/collect/sourcetest"
)

func TestSource(t *testing.T) {
	sourcetest.Run(t, remoteok.Source(), sourcetest.Case{
		Settings: collect.Settings{},
		Rows:     5,
	})
}
