package cell

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"strconv"
	"syscall"

	"github.com/landlock-lsm/go-landlock/landlock"
	ll "github.com/landlock-lsm/go-landlock/landlock/syscall"
)

const (
	// spareMB is what a worker may take beyond DuckDB's limit, which does not count everything: what it
	// reads into, the values that are handed on, Go's heap.
	spareMB = 256
	// stackMB is the stack of a thread.
	stackMB = 8
)

// dieWithParent has the kernel kill the process when the thread that starts it ends.
func dieWithParent(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
}

// confine takes from this process all files but those in dir, the network, and the right to write. It comes
// before DuckDB is opened, so that every thread of it is born so.
func confine(f *Fences, dir string) {
	signal.Ignore(os.Interrupt, syscall.SIGXFSZ) // the parent passes interrupts on; a file that must not grow is an error
	none := syscall.Rlimit{}
	_ = syscall.Setrlimit(syscall.RLIMIT_CORE, &none)
	f.WritesNothing = syscall.Setrlimit(syscall.RLIMIT_FSIZE, &none) == nil
	abi, err := ll.LandlockGetABIVersion()
	if err != nil {
		f.Why = "the kernel has no Landlock: " + err.Error()
		return
	}
	if err := landlock.V11.BestEffort().Restrict(readable(dir)...); err != nil {
		f.Why = err.Error()
		return
	}
	if other, err := os.Open("/"); err == nil {
		_ = other.Close()
		f.Why = "the kernel has Landlock but does not enforce it"
		return
	}
	f.Landlock = abi
}

// readable lists what a worker may read: the lake, and of the machine how much memory there is, for DuckDB
// asks that when it is opened, and which time zone it is in.
func readable(dir string) []landlock.Rule {
	const file, both = landlock.AccessFSSet(ll.AccessFSReadFile), landlock.AccessFSSet(ll.AccessFSReadFile | ll.AccessFSReadDir)
	rules := []landlock.Rule{landlock.PathAccess(both, dir)}
	for _, path := range []string{"/sys/fs/cgroup", "/usr/share/zoneinfo"} {
		rules = append(rules, landlock.PathAccess(both, path).IgnoreIfMissing())
	}
	for _, path := range []string{"/proc/self/cgroup", "/proc/self/statm", "/proc/meminfo", "/etc/localtime"} {
		rules = append(rules, landlock.PathAccess(file, path).IgnoreIfMissing())
	}
	return rules
}

// bound limits the memory of this process. It comes after DuckDB was opened: what the process has by then is
// on top of the limit.
func bound(f *Fences, memoryMB, threads int) {
	if memoryMB <= 0 {
		return
	}
	now, err := dataMB()
	if err != nil {
		return
	}
	limit := now + memoryMB + max(memoryMB/4, spareMB) + threads*stackMB
	bytes := uint64(limit) << 20
	if syscall.Setrlimit(syscall.RLIMIT_DATA, &syscall.Rlimit{Cur: bytes, Max: bytes}) == nil {
		f.MemoryMB = limit
	}
}

// dataMB is what counts for RLIMIT_DATA: the memory that this process may write to, reserved or used.
func dataMB() (int, error) {
	file, err := os.Open("/proc/self/statm")
	if err != nil {
		return 0, err
	}
	defer file.Close()
	text, err := io.ReadAll(file)
	if err != nil {
		return 0, err
	}
	fields := bytes.Fields(text) // size, resident, shared, text, 0, data and stack, in pages
	if len(fields) < 6 {
		return 0, fmt.Errorf("read %s: %q", file.Name(), text)
	}
	pages, err := strconv.Atoi(string(fields[5]))
	return pages * os.Getpagesize() >> 20, err
}
