package lake_test

import (
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync/atomic"
	"testing"
	"time"

	"rung/internal/lake"
)

// dying ends the process without warning at one of its writes: before an even one, after an odd one.
type dying struct {
	lake.Remote
	left atomic.Int64 // files are written side by side
}

func (d *dying) Put(ctx context.Context, name string, r io.Reader, n int64, create bool) error {
	left := d.left.Add(-1)
	if left == -1 {
		os.Exit(9)
	}
	err := d.Remote.Put(ctx, name, r, n, create)
	if left == 0 {
		os.Exit(9)
	}
	return err
}

// TestDying is no test: it is the process that TestBucketKills lets die.
func TestDying(t *testing.T) {
	dir := os.Getenv("RUNG_TEST_DYING")
	if dir == "" {
		t.Skip("runs only as the child of TestBucketKills")
	}
	k, err := strconv.Atoi(os.Getenv("RUNG_TEST_DYING_AT"))
	must(t, err)
	m := dyingMachine(t, dir)
	d := &dying{Remote: m.Remote}
	d.left.Store(int64(k))
	m.Remote = d
	l := writing(t, m)
	collectMore(t, l)
	readMore(t, l)
}

func dyingMachine(t *testing.T, dir string) lake.Mirror {
	return lake.Mirror{Dir: filepath.Join(dir, "mirror"), Of: "file://bucket", Remote: remote(t, "file://"+filepath.Join(dir, "bucket")), Now: time.Now()}
}

// TestBucketKills lets a writer die before and after each of its writes to the bucket. The lake then holds
// whole commits only, and the next process on the same machine goes on as if nothing had been.
func TestBucketKills(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	died := 0
	for k := range 100 {
		cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestDying$")
		cmd.Env = append(os.Environ(), "RUNG_TEST_DYING="+dir, "RUNG_TEST_DYING_AT="+strconv.Itoa(k))
		out, err := cmd.CombinedOutput()
		var exit *exec.ExitError
		if err != nil && (!errors.As(err, &exit) || exit.ExitCode() != 9) {
			t.Fatalf("%v\n%s", err, out)
		}
		m := dyingMachine(t, dir)
		for _, machine := range []string{m.Dir, filepath.Join(t.TempDir(), "second")} {
			m.Dir = machine
			l, err := m.Open(t.Context())
			if errors.Is(err, lake.ErrNoLake) && k < 2 {
				continue
			}
			must(t, err)
			if bad, err := l.Verify(t.Context()); err != nil || len(bad) > 0 {
				t.Errorf("after a death at write %d: %v, %v", k, bad, err)
			}
			// Pages are numbered without a gap, none twice, and the state knows the last.
			for _, source := range []string{"board", "other"} {
				n := l.Manifest().Sources[source].Cursors["n"]
				if n == "" {
					n = "0"
				}
				want(t, l, "select count(*), count(distinct hash) from pages where source = '"+source+"'", n+"|"+n)
			}
			want(t, l, "select count(*) from listing_versions having count(*) <> count(distinct version_key)")
			must(t, l.Close())
		}
		if err == nil {
			break
		}
		died++
	}
	if died < 8 {
		t.Errorf("the writer died %d times, want a death at each of its writes", died)
	}
}
