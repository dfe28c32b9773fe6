//go:build unix

package cli

import (
	"os"
	"runtime"
	"syscall"
	"time"
)

// usedSelf is the processor time that this process has used.
func usedSelf() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// mostMemory is the most memory that a process held at once, in bytes, where the system tells.
func mostMemory(p *os.ProcessState) int64 {
	u, ok := p.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}
	if runtime.GOOS == "darwin" || runtime.GOOS == "ios" {
		return u.Maxrss // the only system that counts in bytes
	}
	return u.Maxrss << 10
}
