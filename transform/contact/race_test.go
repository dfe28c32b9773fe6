//go:build race

package contact_test

// The race detector makes the corpus test take minutes, so it reads a part of the corpus.
const stride = 16
