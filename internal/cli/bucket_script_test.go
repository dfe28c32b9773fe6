package cli

import (
	"fmt"
	"net/http"
	"os/exec"
	"strconv"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"

	"rung/internal/bucket/buckettest"
)

// served is the key of the S3 server of a script.
type served struct{}

// bucketCommand is a bucket of S3 on loopback for scripts:
//
//	bucket serve                      start one; $S3 is its address
//	bucket fault KIND                 let it answer wrongly: see faults; "none" ends that
//	bucket garble BEGIN               turn round some bytes of the first object whose name begins so
//	bucket drop BEGIN                 remove it
//	bucket requests MOST              want at most so many requests since the last count
//	bucket kill NTH PROGRAM ARGS...   run a program and kill it when it sends its nth object
func bucketCommand(ts *testscript.TestScript, _ bool, args []string) {
	if args[0] == "serve" {
		s, err := buckettest.NewServer()
		ts.Check(err)
		ts.Defer(s.Close)
		for name, value := range buckettest.Env() {
			ts.Setenv(name, value)
		}
		ts.Setenv("S3", s.Address())
		ts.Value(served{}).(*bucketOf).Server = s
		return
	}
	s := ts.Value(served{}).(*bucketOf).Server
	switch args[0] {
	case "fault":
		fault, ok := faults[args[1]]
		if !ok {
			ts.Fatalf("there is no fault %q", args[1])
		}
		s.Fault(fault)
	case "garble":
		change(ts, s, args[1], func(data []byte) []byte {
			data[len(data)/2] ^= 0xFF
			return data
		})
	case "drop":
		change(ts, s, args[1], func([]byte) []byte { return nil })
	case "requests":
		most, err := strconv.Atoi(args[1])
		ts.Check(err)
		if n := s.Requests(); n > most {
			ts.Fatalf("%d requests were sent, want %d at most", n, most)
		}
	case "kill":
		kill(ts, s, args[1], args[2:])
	default:
		ts.Fatalf("bucket cannot %q", args[0])
	}
}

// bucketOf holds the server of one script.
type bucketOf struct{ *buckettest.Server }

// faults are what scripts can have wrong with a bucket.
var faults = map[string]func(*http.Request) string{
	"none": nil,
	// All is out of order.
	"down": func(*http.Request) string { return "SlowDown" },
	// What is sent of the commit and of the jobs fails the first time.
	"flaky": firstTime(),
	// Nothing can be written.
	"readonly": func(r *http.Request) string {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			return "AccessDenied"
		}
		return ""
	},
	// Conditions are not looked at.
	"careless": func(r *http.Request) string {
		r.Header.Del("If-None-Match")
		return ""
	},
	// The tables cannot be sent.
	"halfway": func(r *http.Request) string {
		if r.Method == http.MethodPut && strings.Contains(r.URL.Path, "/silver/") {
			return "InternalError"
		}
		return ""
	},
	"nokey": func(*http.Request) string { return "InvalidAccessKeyId" },
}

func firstTime() func(*http.Request) string {
	seen := map[string]bool{}
	return func(r *http.Request) string {
		path := r.URL.Path
		if r.Method != http.MethodPut || seen[path] || !strings.Contains(path, "/jobs/") && !strings.Contains(path, "/manifests/") {
			return ""
		}
		seen[path] = true
		return "InternalError"
	}
}

func change(ts *testscript.TestScript, s *buckettest.Server, begin string, how func([]byte) []byte) {
	_, err := s.Change(begin, how)
	ts.Check(err)
}

func kill(ts *testscript.TestScript, s *buckettest.Server, nth string, args []string) {
	left, err := strconv.Atoi(nth)
	ts.Check(err)
	path, err := exec.LookPath(args[0])
	ts.Check(err)
	cmd := exec.Command(path, args[1:]...)
	cmd.Dir, cmd.Stderr = ts.Getenv("WORK"), ts.Stderr()
	for _, name := range []string{"HOME", "TMPDIR", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "RUNG_LAKE"} {
		cmd.Env = append(cmd.Env, name+"="+ts.Getenv(name))
	}
	for name, value := range buckettest.Env() {
		cmd.Env = append(cmd.Env, name+"="+value)
	}
	ready := make(chan struct{})
	s.Fault(func(r *http.Request) string {
		if r.Method != http.MethodPut {
			return ""
		}
		if left--; left > 0 {
			return ""
		}
		<-ready
		_ = cmd.Process.Kill()
		return "SlowDown"
	})
	ts.Check(cmd.Start())
	close(ready)
	err = cmd.Wait()
	s.Fault(nil)
	if code := exitCode(ts, err); code != -1 {
		ts.Fatalf("%s", fmt.Sprint(strings.Join(args, " "), " ended with ", code, " before it was killed"))
	}
}
