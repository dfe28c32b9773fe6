//go:build race

package cli

// corpusStep is which part of the real adverts is read: every so manieth file. The race detector makes it
// take minutes, so it reads few.
const corpusStep = 60

// raced is true where the race detector runs: it takes several times the memory.
const raced = true
