package cell

import (
	"bufio"
	"io"
	"os/exec"
	"runtime"
	"strings"
	"sync"
)

// process is a worker as its parent sees it.
type process struct {
	in   io.WriteCloser
	kill func() error
	// frames is what it writes; closed when that ends.
	frames chan frame
	// left is closed when nobody wants frames any more.
	left  chan struct{}
	leave sync.Once
	// ended is closed when the process is gone; state is right from then on.
	ended chan struct{}
	state string
	said  beginning
}

// start starts a worker. Linux kills it when the thread that started it ends, so that thread stays until
// the worker is gone.
func start(cmd *exec.Cmd) (*process, error) {
	p := &process{frames: make(chan frame), left: make(chan struct{}), ended: make(chan struct{})}
	cmd.Stderr = &p.said
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	p.in, p.kill = in, func() error { return cmd.Process.Kill() }
	dieWithParent(cmd)
	started, read := make(chan error), make(chan struct{})
	go func() {
		runtime.LockOSThread()
		if err := cmd.Start(); err != nil {
			started <- err
			return
		}
		started <- nil
		<-read
		_ = cmd.Wait() // the state says it
		p.state = cmd.ProcessState.String()
		close(p.ended)
	}()
	if err := <-started; err != nil {
		return nil, err
	}
	go func() {
		p.read(out)
		close(read)
	}()
	return p, nil
}

// read hands frames over until there are no more.
func (p *process) read(out io.Reader) {
	defer close(p.frames)
	buffered := bufio.NewReaderSize(out, batchBytes)
	for {
		f, err := readFrame(buffered)
		if err != nil {
			_, _ = io.Copy(io.Discard, out)
			return
		}
		select {
		case p.frames <- f:
		case <-p.left:
			_, _ = io.Copy(io.Discard, out)
			return
		}
	}
}

// end kills the process and waits for its end.
func (p *process) end() {
	p.leave.Do(func() { close(p.left) })
	_ = p.kill() // it may have ended by itself
	_ = p.in.Close()
	<-p.ended
}

// saidSize is how much is kept of the first that a process says.
const saidSize = 4 << 10

// beginning keeps the beginning of what a process writes to standard error, where the reason of its end is.
type beginning struct {
	mu   sync.Mutex
	text []byte
}

func (t *beginning) Write(b []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.text = append(t.text, b[:min(len(b), saidSize-len(t.text))]...)
	return len(b), nil
}

// line is the first line that says something.
func (t *beginning) line() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	for line := range strings.Lines(string(t.text)) {
		if line = strings.TrimSpace(line); line != "" {
			return line
		}
	}
	return ""
}
