// Package shared finds the folder of real data that lies beside a checkout. Tests only.
package shared

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

// Dir returns the path of the shared folder joined with elem, and skips the test where that is absent.
func Dir(tb testing.TB, elem ...string) string {
	tb.Helper()
	_, file, _, ok := runtime.Caller(0)
	if !ok {
		tb.Fatal("no caller information to find the repository by")
	}
	root := filepath.Dir(filepath.Dir(filepath.Dir(file)))
	path := filepath.Join(append([]string{filepath.Dir(root), "shared"}, elem...)...)
	if _, err := os.Stat(path); err != nil {
		tb.Skipf("skipped: the real data is not beside this checkout: %v", err)
	}
	return path
}
