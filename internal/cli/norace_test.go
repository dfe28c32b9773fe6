//go:build !race

package cli

const (
	corpusStep = 6
	raced      = false
)
