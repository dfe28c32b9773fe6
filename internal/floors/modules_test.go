package floors

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestEveryModuleHasItsReason wants each direct requirement of go.mod named in docs/dependencies.md.
func TestEveryModuleHasItsReason(t *testing.T) {
	root := filepath.Join("..", "..")
	mod, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	reasons, err := os.ReadFile(filepath.Join(root, "docs", "dependencies.md"))
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for line := range strings.Lines(string(mod)) {
		fields := strings.Fields(line)
		if len(fields) != 2 || !strings.HasPrefix(line, "\t") {
			continue // neither a requirement nor a direct one
		}
		seen++
		if !strings.Contains(string(reasons), fields[0]) {
			t.Errorf("docs/dependencies.md does not say why %s is needed", fields[0])
		}
	}
	if seen < 20 {
		t.Errorf("read %d direct requirements: the reader does not see go.mod", seen)
	}
}
