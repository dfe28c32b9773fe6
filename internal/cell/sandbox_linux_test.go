package cell_test

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"rung/internal/cell"
	"rung/internal/lake"
)

// TestAWorkerCanDoLittle goes past DuckDB: whatever got hold of the process could do no more than this.
func TestAWorkerCanDoLittle(t *testing.T) {
	l := someLake(t)
	s, _ := session(t, l, nil)
	fences := s.Fences()
	if !fences.WritesNothing {
		t.Error("a worker may write files")
	}
	if fences.Landlock == 0 {
		t.Skip("no Landlock: " + fences.Why)
	}
	must(t, os.WriteFile(filepath.Join(filepath.Dir(l.Dir()), "secret.txt"), []byte("xyzzy"), 0o644))
	server, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	defer server.Close()
	address, err := json.Marshal(server.Addr().String())
	must(t, err)
	start := &starter{role: "probe"}
	_, err = cell.Open(t.Context(), cell.Options{Spec: cell.Spec{Lake: l.Handle(), Views: address}, Command: start.command})
	if err == nil {
		t.Fatal("the probe opened a session")
	}
	for _, want := range []string{"read the lake: <nil>", "read beside it: open", "list /: open", "write into it: open", "remove from it: remove", "connect: dial", "run a program: fork/exec"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%q is not in\n%v", want, err)
		}
	}
	if n := strings.Count(err.Error(), "permission denied"); n != 6 {
		t.Errorf("%d of 6 were denied:\n%v", n, err)
	}
}

// TestMemoryHolds runs what makes DuckDB take 20 times its limit. No worker may ever hold more than a quarter above
// what was asked for, its program included.
func TestMemoryHolds(t *testing.T) {
	if raced {
		t.Skip("the race detector takes several times the memory")
	}
	for _, limit := range []int{200, 512} {
		s, start := session(t, someLake(t), func(o *cell.Options) { o.MemoryMB, o.Timeout = limit, time.Minute })
		if bound := s.Fences().MemoryMB; bound != limit*5/4 {
			t.Fatalf("the bound of a worker of %d MiB is %d, want %d", limit, bound, limit*5/4)
		}
		for _, query := range []string{
			"select len(range(500000000))", "select len(repeat('x', 2000000000))", "select len(string_agg(range::varchar, ',')) from range(1000000000)",
			"select len(list(range)) from range(1000000000)", "select count(distinct range) from range(1000000000)",
		} {
			peak := watchPeaks(t, start)
			if got, err := run(t.Context(), s, query); err == nil {
				t.Errorf("%s was answered within %d MB: %q", query, limit, got)
			} else {
				t.Logf("%s: %.100v", query, err)
			}
			most := peak()
			t.Logf("%s held %d of %d MiB", query, most, limit)
			if most == 0 || most > limit*5/4 {
				t.Errorf("%s: a worker with %d MiB held %d, want at most %d", query, limit, most, limit*5/4)
			}
			wantOne(t, s)
		}
	}
}

// watchPeaks looks at the workers until the function that it returns is called, which tells the most that one of
// them held so far, in MiB. A worker that dies takes its figure along, so it is asked often.
func watchPeaks(t *testing.T, start *starter) func() int {
	t.Helper()
	stop, most := make(chan struct{}), make(chan int)
	go func() {
		peak := 0
		for {
			start.mu.Lock()
			for _, cmd := range start.cmds {
				if cmd.Process == nil {
					continue // it is being started
				}
				if mb, ok := peakMB(cmd.Process.Pid); ok {
					peak = max(peak, mb)
				}
			}
			start.mu.Unlock()
			select {
			case <-stop:
				most <- peak
				return
			case <-time.After(time.Millisecond):
			}
		}
	}()
	return func() int { close(stop); return <-most }
}

// peakMB is the most memory that a process had at once. That of its rusage counts its parent's, too.
func peakMB(pid int) (mb int, ok bool) {
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0, false
	}
	_, rest, ok := strings.Cut(string(data), "VmHWM:")
	if !ok {
		return 0, false
	}
	kb, err := strconv.Atoi(strings.Fields(rest)[0])
	return kb >> 10, err == nil
}

// parent runs a statement without an end and says which process runs it.
func parent() {
	start := &starter{role: "worker"}
	var h lake.Handle
	if err := json.Unmarshal([]byte(os.Getenv("CELL_TEST_LAKE")), &h); err != nil {
		panic(err)
	}
	s, err := cell.Open(context.Background(), cell.Options{Spec: cell.Spec{Lake: h, Threads: 1}, Command: start.command})
	if err != nil {
		panic(err)
	}
	fmt.Println(start.cmds[0].Process.Pid)
	_, _ = run(context.Background(), s, endless)
}

// TestNoWorkerOutlivesItsParent kills a parent in the middle of a statement.
func TestNoWorkerOutlivesItsParent(t *testing.T) {
	h, err := json.Marshal(someLake(t).Handle())
	must(t, err)
	cmd := exec.Command(os.Args[0])
	cmd.Env = []string{role + "=parent", "CELL_TEST_LAKE=" + string(h)}
	out, err := cmd.StdoutPipe()
	must(t, err)
	must(t, cmd.Start())
	line, err := bufio.NewReader(out).ReadString('\n')
	must(t, err)
	worker, err := strconv.Atoi(strings.TrimSpace(line))
	must(t, err)
	time.Sleep(300 * time.Millisecond) // it is in the statement by now
	must(t, syscall.Kill(worker, 0))
	must(t, cmd.Process.Kill())
	_ = cmd.Wait()
	for began := time.Now(); syscall.Kill(worker, 0) == nil && !zombie(worker); time.Sleep(20 * time.Millisecond) {
		if time.Since(began) > 5*time.Second {
			_ = syscall.Kill(worker, syscall.SIGKILL)
			t.Fatal("the worker went on without its parent")
		}
	}
}

// zombie reports whether a process ended and waits for somebody to notice.
func zombie(pid int) bool {
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	_, rest, ok := strings.Cut(string(data), ") ")
	return err != nil || ok && strings.HasPrefix(rest, "Z")
}
