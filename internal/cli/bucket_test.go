package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"rung/internal/bucket"
	"rung/internal/bucket/buckettest"
	"rung/internal/job"
	"rung/internal/lake"
)

// inBucket moves the lake of a board into a new bucket and returns how another machine sees it.
func inBucket(t *testing.T, b *board) (*buckettest.Server, lake.Mirror) {
	t.Helper()
	for name, value := range buckettest.Env() {
		t.Setenv(name, value)
	}
	s := buckettest.Serve(t)
	b.env = append(b.env, "RUNG_LAKE="+s.Address())
	a, err := bucket.Parse(s.Address())
	if err != nil {
		t.Fatal(err)
	}
	r, err := bucket.Open(t.Context(), a)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = r.Close() })
	return s, lake.Mirror{Dir: filepath.Join(t.TempDir(), "mirror"), Of: a.Name(), Remote: r, Now: time.Now()}
}

// rowsIn asks another machine for a number.
func rowsIn(t *testing.T, m lake.Mirror, query string) (n int64) {
	t.Helper()
	l, err := m.Open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	db, err := l.DB(t.Context())
	if err == nil {
		err = db.QueryRowContext(t.Context(), query).Scan(&n)
	}
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// TestOvertaken lets another machine commit while this one collects. This one ends at once with the code for
// "try again", nothing of the other's work is lost, and trying again works.
func TestOvertaken(t *testing.T) {
	b := newBoard(t, "a", "b")
	_, other := inBucket(t, b)
	b.rung(t, Done, "collect")
	b.arrived, b.release = make(chan struct{}, 8), make(chan struct{})
	b.clock = b.clock.Add(24 * time.Hour)
	ended := make(chan int)
	go func() { ended <- b.run(t.Context(), []string{"collect"}) }()
	<-b.arrived
	l, err := other.OpenWrite(t.Context(), "another machine")
	if err != nil {
		t.Fatal(err)
	}
	if err := l.RecordRuns([]job.RunRecord{{RunID: "theirs", Source: "board", Stage: "collect", Started: b.clock, Ended: b.clock, Outcome: job.Done}}); err != nil {
		t.Fatal(err)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	close(b.release)
	if code := <-ended; code != int(Busy) {
		t.Errorf("a run that was overtaken ended with %d, want %d:\n%s", code, Busy, b.log.String())
	}
	for _, want := range []string{"rung: error: commit: another machine changed this lake meanwhile: commit ", "rung: hint: what was committed before is safe: run the same command again"} {
		if strings.Count(b.log.String(), want) != 1 {
			t.Errorf("it said\n%s\nwant %q once", b.log.String(), want)
		}
	}
	b.arrived, b.release = nil, nil
	b.rung(t, Done, "collect")
	b.rung(t, Done, "transform")
	if n := rowsIn(t, other, "select count(*) from runs where run_id = 'theirs'"); n != 1 {
		t.Errorf("the other machine's record is there %d times", n)
	}
	if n := rowsIn(t, other, "select count(*) from listings"); n != 2 {
		t.Errorf("%d listings after trying again, want 2", n)
	}
}

// TestUnkept says that the bucket takes nothing, and not that the sites cannot be reached.
func TestUnkept(t *testing.T) {
	b := newBoard(t, "a")
	s, other := inBucket(t, b)
	b.rung(t, Done, "collect")
	const pages = "select count(*) from pages"
	before := rowsIn(t, other, pages)
	s.Fault(func(r *http.Request) string {
		if r.Method == http.MethodPut && strings.Contains(r.URL.Path, "/bronze/") {
			return "AccessDenied"
		}
		return ""
	})
	b.shows(http.StatusOK, "a", "b")
	b.log.Reset()
	b.rung(t, Failed, "collect")
	if text := b.log.String(); !strings.Contains(text, "hint: the credentials do not allow that") || strings.Contains(text, "no source could be reached") {
		t.Errorf("it said\n%s", text)
	}
	if n := rowsIn(t, other, pages); n != before {
		t.Errorf("%d pages are kept, want the %d of the first run", n, before)
	}
	s.Fault(nil)
	b.read(t)
	if n := rowsIn(t, other, "select count(*) from listings"); n != 2 {
		t.Errorf("%d listings after trying again, want 2", n)
	}
}

// TestNoticeHidesAddress tells commands of --notify where the lake is without what may be secret.
func TestNoticeHidesAddress(t *testing.T) {
	needsShell(t)
	b := newBoard(t, "a")
	inBucket(t, b)
	b.shows(http.StatusForbidden)
	b.rung(t, Failed, "collect", "--notify", "sh -c 'cat >&2'")
	if text := b.log.String(); !strings.Contains(text, `"lake":"s3://lake/years/all?endpoint=`) {
		t.Errorf("the notice is\n%s", text)
	}
}

// odd is a bucket that does something of its own.
type odd struct {
	lake.Remote
	put  func(create bool) error
	get  string
	list func() (time.Time, bool)
	drop error
}

func (o odd) Put(_ context.Context, _ string, r io.Reader, _ int64, create bool) error {
	_, _ = io.Copy(io.Discard, r)
	return o.put(create)
}

func (o odd) Get(_ context.Context, _ string, _ int64, w io.Writer) error {
	_, err := io.WriteString(w, o.get)
	return err
}

func (o odd) List(_ context.Context, prefix string, each func(string, int64, time.Time) error) error {
	if at, ok := o.list(); ok {
		return each(prefix, 1, at)
	}
	return nil
}

func (o odd) Delete(context.Context, string) error { return o.drop }

// TestExaminer wants each thing that a bucket may not do named.
func TestExaminer(t *testing.T) {
	now := time.Date(2026, 11, 2, 5, 0, 0, 0, time.UTC)
	good := func() odd {
		puts := 0
		return odd{
			put: func(bool) error {
				if puts++; puts > 1 {
					return fs.ErrExist
				}
				return nil
			},
			get: "written by rung doctor\n", list: func() (time.Time, bool) { return now.Add(-time.Second), true },
		}
	}
	broken := errors.New("it broke")
	for _, c := range []struct {
		name   string
		change func(*odd)
		want   []string
	}{
		{"a good one", func(*odd) {}, []string{"bucket ok it takes", "clock ok", "bucket ok what was written can be read and removed"}},
		{"only to read", func(o *odd) { o.put = func(bool) error { return fs.ErrPermission } }, []string{"bucket note these credentials may only read"}},
		{"broken", func(o *odd) { o.put = func(bool) error { return broken } }, []string{"bucket fault it broke"}},
		{"careless", func(o *odd) { o.put = func(bool) error { return nil } }, []string{"bucket fault it overwrites", "clock ok", "bucket ok"}},
		{"garbling", func(o *odd) { o.get = "else" }, []string{"bucket ok", "bucket fault it gave back 4 bytes other than", "clock ok", "bucket ok"}},
		{"slow lists", func(o *odd) { o.list = func() (time.Time, bool) { return now, false } }, []string{"bucket ok", "bucket fault it does not list", "bucket ok"}},
		{"another clock", func(o *odd) { o.list = func() (time.Time, bool) { return now.Add(-3 * time.Hour), true } }, []string{"bucket ok", "clock note the clocks of the bucket and of this machine are 3h0m0s apart", "bucket ok"}},
		{"never removing", func(o *odd) { o.drop = broken }, []string{"bucket ok", "clock ok", "bucket fault it broke; compaction and purges must remove"}},
	} {
		o := good()
		c.change(&o)
		found := (&examiner{bucket: o, now: func() time.Time { return now }}).examine(t.Context(), "x")
		if len(found) != len(c.want) {
			t.Errorf("%s: found %v, want %d findings", c.name, found, len(c.want))
			continue
		}
		for i, f := range found {
			if got := fmt.Sprint(f.what, " ", f.level, " ", f.detail); !strings.HasPrefix(got, c.want[i]) {
				t.Errorf("%s: found %q, want %q", c.name, got, c.want[i])
			}
		}
	}
}
