//go:build !unix

package cell

import (
	"os"
	"os/exec"
	"os/signal"
)

// dieWithParent does nothing here: the worker ends when its input does.
func dieWithParent(*exec.Cmd) {}

// confine leaves the worker to DuckDB's own settings.
func confine(f *Fences, _ string) {
	signal.Ignore(os.Interrupt)
	f.Why = "only Linux has Landlock"
}

// bound does nothing here.
func bound(*Fences, int) {}

// residentMB is not known here.
func residentMB() int { return 0 }
