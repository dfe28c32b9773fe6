//go:build race

package cell_test

const raced = true
