package cell

import (
	"bytes"
	"errors"
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

// codeMB is what of the program comes into memory only when statements run.
const codeMB = 12

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

// bound limits the memory of this process to a quarter more than was asked for, all counted. It comes after DuckDB
// was opened: what is reserved by then and not used stays on top, since the kernel can bound only what is reserved.
func bound(f *Fences, memoryMB int) {
	m, err := memory()
	if memoryMB <= 0 || err != nil {
		return
	}
	most := mostMB(memoryMB)
	bytes := uint64(m.data+max(most-m.resident-codeMB, 0)) << 20
	if syscall.Setrlimit(syscall.RLIMIT_DATA, &syscall.Rlimit{Cur: bytes, Max: bytes}) == nil {
		f.MemoryMB = most
	}
}

// residentMB is what this process holds in memory, its program included; 0 where that cannot be told.
func residentMB() int {
	m, err := memory()
	if err != nil {
		return 0
	}
	return m.resident
}

// memoryMB is the memory of this process, in MiB: what it holds, and what it may write to, reserved or used, which is
// what counts for RLIMIT_DATA.
type memoryMB struct{ resident, data int }

func memory() (memoryMB, error) {
	file, err := os.Open("/proc/self/statm")
	if err != nil {
		return memoryMB{}, err
	}
	defer file.Close()
	text, err := io.ReadAll(file)
	if err != nil {
		return memoryMB{}, err
	}
	fields := bytes.Fields(text) // size, resident, shared, text, 0, data and stack, in pages
	if len(fields) < 6 {
		return memoryMB{}, fmt.Errorf("read %s: %q", file.Name(), text)
	}
	resident, err := strconv.Atoi(string(fields[1]))
	data, dataErr := strconv.Atoi(string(fields[5]))
	page := os.Getpagesize()
	return memoryMB{resident * page >> 20, data * page >> 20}, errors.Join(err, dataErr)
}
