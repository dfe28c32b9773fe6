//go:build !race

package contact_test

// stride is the share of the corpus that the test reads: all of it.
const stride = 1
