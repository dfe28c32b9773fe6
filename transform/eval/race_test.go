//go:build race

package eval_test

// racing is set when the race detector is on, under which measuring takes twenty times as long.
const racing = true
