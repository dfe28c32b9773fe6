package cli

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"rung/collect/all"
	"rung/internal/golden"
	"rung/internal/lake"
	"rung/internal/market"
)

// The scripts in testdata/script run the real program. Besides testscript's own commands they have:
//
//	exits CODE PROGRAM ARGS...   run a program and want this exit code
//	interrupt PROGRAM ARGS...    run a program, interrupt it after a moment and want exit code 130
//	demo DIR                     copy the folder that "rung demo" made; $DEMO is the one that all share
//	market FILE                  serve the synthetic market and write settings for it
//	hold DIR                     keep the lock of a lake as another process would
//	corrupt FILE...              turn some bytes in the middle of files round
//	truncate FILE...             cut the last byte off files
//	spoil DIR                    of the files that only snapshots of a lake need, cut one, turn one round, remove one
//	keys FILE NAME...            want the first JSON object in a file to begin with these names
//	bucket ...                   a bucket of S3 with faults; see bucketCommand

func TestMain(m *testing.M) {
	testscript.Main(cleaner{m}, map[string]func(){"rung": func() { os.Exit(Main(os.Args[1:])) }})
}

// cleaner removes what the tests share when they are done.
type cleaner struct{ m *testing.M }

func (c cleaner) Run() int {
	defer func() { _ = os.RemoveAll(theDemo.dir) }()
	return c.m.Run()
}

// theDemo is the folder that "rung demo" made, once for all tests.
var theDemo struct {
	once sync.Once
	dir  string
	code int
	said bytes.Buffer
}

// demoDir returns the folder of the demo, which nobody may change.
func demoDir(t *testing.T) string {
	t.Helper()
	theDemo.once.Do(func() {
		dir, err := os.MkdirTemp("", "rung-demo-") //nolint:usetesting // it outlives the test that makes it
		if err != nil {
			t.Fatal(err)
		}
		theDemo.dir = dir
		a := &app{out: &theDemo.said, err: io.Discard, now: time.Now, env: []string{"HOME=" + dir}, sources: all.With(lake.ReadParquet)}
		theDemo.code = a.run(t.Context(), []string{"demo", "--out", dir, "-q"})
	})
	if theDemo.code != 0 {
		t.Fatalf("rung demo ended with %d:\n%s", theDemo.code, theDemo.said.String())
	}
	return theDemo.dir
}

func TestScripts(t *testing.T) {
	demo := demoDir(t)
	if err := os.WriteFile(filepath.Join(demo, "said.txt"), theDemo.said.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script", UpdateScripts: golden.Updating(), RequireExplicitExec: true, RequireUniqueNames: true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("DEMO", demo)
			env.Values[served{}] = new(bucketOf)
			env.Setenv("LAKE", filepath.Join(demo, "lake"))
			for _, name := range []string{"CONFIG", "DATA", "STATE", "CACHE"} {
				env.Setenv("XDG_"+name+"_HOME", filepath.Join(env.WorkDir, "xdg", strings.ToLower(name)))
			}
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits, "interrupt": interrupt, "demo": copyDemo, "market": serveMarket, "hold": hold, "corrupt": corrupt,
			"truncate": truncate, "spoil": spoil, "keys": keys, "bucket": bucketCommand,
		},
	})
}

func exits(ts *testscript.TestScript, _ bool, args []string) {
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	if got := exitCode(ts, ts.Exec(args[1], args[2:]...)); got != want {
		ts.Fatalf("%s ended with %d, want %d", strings.Join(args[1:], " "), got, want)
	}
}

// exitCode returns the code that a program ended with.
func exitCode(ts *testscript.TestScript, err error) int {
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		ts.Fatalf("%v", err)
	}
	if exit == nil {
		return 0
	}
	return exit.ExitCode()
}

// interruptAfter leaves a program time to begin its work.
const interruptAfter = 1500 * time.Millisecond

func interrupt(ts *testscript.TestScript, _ bool, args []string) {
	path, err := exec.LookPath(args[0])
	ts.Check(err)
	cmd := exec.Command(path, args[1:]...)
	cmd.Dir, cmd.Stdout, cmd.Stderr = ts.Getenv("WORK"), ts.Stdout(), ts.Stderr()
	for _, name := range []string{"HOME", "TMPDIR", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"} {
		cmd.Env = append(cmd.Env, name+"="+ts.Getenv(name))
	}
	ts.Check(cmd.Start())
	time.Sleep(interruptAfter)
	ts.Check(cmd.Process.Signal(os.Interrupt))
	if got := exitCode(ts, cmd.Wait()); got != int(Interrupted) {
		ts.Fatalf("an interrupted %s ended with %d, want %d", strings.Join(args, " "), got, Interrupted)
	}
}

func copyDemo(ts *testscript.TestScript, _ bool, args []string) {
	ts.Check(os.CopyFS(ts.MkAbs(args[0]), os.DirFS(ts.Getenv("DEMO"))))
}

func serveMarket(ts *testscript.TestScript, _ bool, args []string) {
	srv := httptest.NewServer(market.New(demoSeed, demoUntil()).Handler())
	ts.Defer(srv.Close)
	var b strings.Builder
	fmt.Fprintf(&b, demoSettings, srv.URL, yamlList(market.Boards(market.Ashby)), yamlList(market.Boards(market.Greenhouse)), (&app{sources: all.Sources()}).others())
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(b.String()), 0o644))
}

func hold(ts *testscript.TestScript, _ bool, args []string) {
	l, err := lake.OpenWrite(ts.MkAbs(args[0]), "a script (process 1)")
	ts.Check(err)
	ts.Defer(func() { ts.Check(l.Close()) })
}

func corrupt(ts *testscript.TestScript, _ bool, args []string) {
	rewrite(ts, args, func(data []byte) []byte {
		for i := len(data) / 4; i < len(data)/2; i++ {
			data[i] ^= 0xFF
		}
		return data
	})
}

func truncate(ts *testscript.TestScript, _ bool, args []string) {
	rewrite(ts, args, func(data []byte) []byte { return data[:len(data)-1] })
}

func spoil(ts *testscript.TestScript, _ bool, args []string) {
	l, err := lake.Open(ts.MkAbs(args[0]))
	ts.Check(err)
	files, err := l.SnapshotFiles()
	ts.Check(errors.Join(err, l.Close()))
	if len(files) < 3 {
		ts.Fatalf("snapshots alone need %d files, want three", len(files))
	}
	at := func(i int) string { return filepath.Join(args[0], files[i].Path) }
	truncate(ts, false, []string{at(0)})
	corrupt(ts, false, []string{at(1)})
	ts.Check(os.Remove(ts.MkAbs(at(2))))
}

// rewrite changes the files that match patterns.
func rewrite(ts *testscript.TestScript, patterns []string, change func([]byte) []byte) {
	var files []string
	for _, pattern := range patterns {
		found, err := filepath.Glob(ts.MkAbs(pattern))
		ts.Check(err)
		files = append(files, found...)
	}
	if len(files) == 0 {
		ts.Fatalf("nothing matches %s", strings.Join(patterns, " "))
	}
	for _, f := range files {
		data, err := os.ReadFile(f)
		ts.Check(err)
		ts.Check(os.WriteFile(f, change(data), 0o644))
	}
}

func keys(ts *testscript.TestScript, _ bool, args []string) {
	d := json.NewDecoder(strings.NewReader(ts.ReadFile(args[0])))
	first, err := d.Token()
	ts.Check(err)
	if first == json.Delim('[') {
		_, err = d.Token()
		ts.Check(err)
	}
	var got []string
	for d.More() {
		name, err := d.Token()
		ts.Check(err)
		got = append(got, name.(string))
		var value any
		ts.Check(d.Decode(&value))
	}
	if want := args[1:]; len(got) < len(want) || !slices.Equal(got[:len(want)], want) { // names are only added
		ts.Fatalf("the names are\n%s\nwant\n%s", strings.Join(got, " "), strings.Join(want, " "))
	}
}
