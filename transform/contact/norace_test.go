//go:build !race

package contact_test

// stride is the share of the corpus that the test reads: every second file.
const stride = 2
