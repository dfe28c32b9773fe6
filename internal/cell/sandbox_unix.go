//go:build unix && !linux

package cell

import (
	"os"
	"os/exec"
	"os/signal"
	"syscall"
)

// dieWithParent does nothing here: the worker ends when its input does.
func dieWithParent(*exec.Cmd) {}

// confine takes the right to write from this process. DuckDB's own settings keep it from other files.
func confine(f *Fences, _ string) {
	signal.Ignore(os.Interrupt, syscall.SIGXFSZ)
	none := syscall.Rlimit{}
	_ = syscall.Setrlimit(syscall.RLIMIT_CORE, &none)
	f.WritesNothing = syscall.Setrlimit(syscall.RLIMIT_FSIZE, &none) == nil
	f.Why = "only Linux has Landlock"
}

// bound does nothing here: these systems do not enforce a limit of memory.
func bound(*Fences, int) {}

// residentMB is not asked for here.
func residentMB() int { return 0 }
