//go:build unix

package cell_test

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/marcboeker/go-duckdb/v2"

	"rung/internal/cell"
	"rung/internal/job"
	"rung/internal/lake"
)

// role is the variable that makes the test binary one of the processes that the tests start.
const role = "CELL_TEST_ROLE"

func TestMain(m *testing.M) {
	switch os.Getenv(role) {
	case "":
		os.Exit(m.Run())
	case "worker":
		serve(open)
	case "probe":
		serve(probe)
	case "parent":
		parent()
	case "nonsense":
		fmt.Println("this is no frame of ours, whatever it may be")
	}
	os.Exit(0)
}

func serve(open func(context.Context, cell.Spec) (*lake.Session, error)) {
	if err := cell.Serve(context.Background(), os.Stdin, os.Stdout, open); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// open prepares a session with a function that ends the process as the abort of a library does.
func open(ctx context.Context, spec cell.Spec) (*lake.Session, error) {
	return lake.OpenHandle(spec.Lake).Query(ctx, lake.Limits{MemoryMB: spec.MemoryMB, Threads: spec.Threads, Prepare: addBoom})
}

func addBoom(ctx context.Context, db *sql.DB) error {
	conn, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	return duckdb.RegisterScalarUDF(conn, "boom", boom{})
}

type boom struct{}

func (boom) Config() duckdb.ScalarFuncConfig {
	n, err := duckdb.NewTypeInfo(duckdb.TYPE_BIGINT)
	if err != nil {
		panic(err)
	}
	return duckdb.ScalarFuncConfig{InputTypeInfos: []duckdb.TypeInfo{n}, ResultTypeInfo: n, Volatile: true}
}

func (boom) Executor() duckdb.ScalarFuncExecutor {
	return duckdb.ScalarFuncExecutor{RowExecutor: func([]driver.Value) (any, error) {
		if err := syscall.Kill(os.Getpid(), syscall.SIGABRT); err != nil {
			return nil, err
		}
		time.Sleep(time.Minute)
		return int64(0), nil
	}}
}

// probe tries what a worker may not do, without asking DuckDB, and tells what came of it.
func probe(_ context.Context, spec cell.Spec) (*lake.Session, error) {
	var b strings.Builder
	try := func(what string, err error) { fmt.Fprintf(&b, "%s: %v\n", what, err) }
	_, err := os.ReadFile(filepath.Join(spec.Lake.Dir, "lake.json"))
	try("read the lake", err)
	_, err = os.ReadFile(filepath.Join(filepath.Dir(spec.Lake.Dir), "secret.txt"))
	try("read beside it", err)
	_, err = os.ReadDir("/")
	try("list /", err)
	try("write into it", os.WriteFile(filepath.Join(spec.Lake.Dir, "x"), []byte("x"), 0o600))
	try("remove from it", os.Remove(filepath.Join(spec.Lake.Dir, "lake.json")))
	_, err = (&net.Dialer{Timeout: time.Second}).Dial("tcp", string(spec.Views[1:len(spec.Views)-1]))
	try("connect", err)
	_, err = os.StartProcess("/proc/self/exe", []string{"rung"}, &os.ProcAttr{})
	try("run a program", err)
	return nil, errors.New(b.String())
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// someLake is a lake with one advert.
func someLake(t *testing.T) *lake.Lake {
	t.Helper()
	l, err := lake.OpenWrite(filepath.Join(t.TempDir(), "lake"), "test")
	must(t, err)
	t.Cleanup(func() { must(t, l.Close()) })
	s := l.Silver("run1")
	at := time.Date(2024, 5, 1, 12, 0, 0, 0, time.UTC)
	must(t, s.PutListing(&job.Listing{
		Source: "board", ID: "a", URL: "https://example.com/a", Title: "Go developer", Text: "Go", Licence: "cc-by", RunID: "run1", SeenAt: at, PostedAt: at,
		Read: job.Read{Language: "en", ContentHash: "h", TitleKey: "go developer", Signature: []uint32{1}},
	}))
	must(t, s.Commit(t.Context(), nil, "reader1"))
	return l
}

// starter makes the commands of workers and remembers them.
type starter struct {
	role string
	mu   sync.Mutex
	cmds []*exec.Cmd
}

func (s *starter) command(ctx context.Context) (*exec.Cmd, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	cmd := exec.CommandContext(context.WithoutCancel(ctx), self)
	cmd.Env = []string{role + "=" + s.role, "GOTRACEBACK=none"}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.cmds = append(s.cmds, cmd)
	return cmd, nil
}

// workers is how many were started.
func (s *starter) workers() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.cmds)
}

// session opens a session over a lake. Change may set options.
func session(t *testing.T, l *lake.Lake, change func(*cell.Options)) (*cell.Session, *starter) {
	t.Helper()
	start := &starter{role: "worker"}
	o := cell.Options{Spec: cell.Spec{Lake: l.Handle(), MemoryMB: 512, Threads: 2}, Command: start.command}
	if change != nil {
		change(&o)
	}
	s, err := cell.Open(t.Context(), o)
	must(t, err)
	t.Cleanup(func() { _ = s.Close() })
	return s, start
}

// run returns the rows of a query as text.
func run(ctx context.Context, s *cell.Session, query string, args ...any) ([]string, error) {
	rows, err := s.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	return texts(rows)
}

func texts(rows *sql.Rows) (out []string, err error) {
	types, err := rows.ColumnTypes()
	if err != nil {
		return nil, err
	}
	values, into := make([]any, len(types)), make([]any, len(types))
	for i := range values {
		into[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return nil, err
		}
		parts := make([]string, len(values))
		for i, v := range values {
			parts[i] = fmt.Sprintf("%s:%s:%v", types[i].Name(), types[i].DatabaseTypeName(), v)
		}
		out = append(out, strings.Join(parts, "|"))
	}
	return out, rows.Err()
}

// wantOne wants a session to answer.
func wantOne(t *testing.T, s *cell.Session) {
	t.Helper()
	if got, err := run(t.Context(), s, "select native_id as id from listing_versions"); err != nil || len(got) != 1 || got[0] != "id:VARCHAR:a" {
		t.Errorf("the next statement is answered with %q, %v", got, err)
	}
}

// TestAnswersAreThoseOfASession compares a worker's answers with those of a session in this process.
func TestAnswersAreThoseOfASession(t *testing.T) {
	l := someLake(t)
	s, start := session(t, l, nil)
	here, err := l.Query(t.Context(), lake.Limits{})
	must(t, err)
	defer here.Close()
	for _, query := range []string{
		"select * from listing_versions", "select 1 where false", "select range as n, n::varchar || 'x' as t from range(100000) r(n)",
		"select [1, null], {'a': date '2024-02-29'}, map {'k': 1.5::decimal(9, 2)}, uuid()::varchar is null, 1::hugeint, 'x'::blob, null, interval 1 day",
		"describe listings", "explain select 1", "select * from read_csv('/etc/passwd')", "drop view listings", "selct", "select x from listings", "select 1; select 2",
	} {
		var want []string
		rows, wantErr := here.Rows(t.Context(), query)
		if wantErr == nil {
			want, wantErr = texts(rows.Rows)
			must(t, rows.Close())
		}
		got, err := run(t.Context(), s, query)
		if fmt.Sprint(err) != fmt.Sprint(wantErr) || strings.Join(got, "\n") != strings.Join(want, "\n") {
			t.Errorf("%s:\n%.300q, %v, want\n%.300q, %v", query, got, err, want, wantErr)
		}
		_, refused := errors.AsType[*lake.RefusedError](err)
		if _, want := errors.AsType[*lake.RefusedError](wantErr); refused != want {
			t.Errorf("%s: refused %v, want %v", query, refused, want)
		}
	}
	if n := start.workers(); n != 1 {
		t.Errorf("%d workers were started, want 1", n)
	}
}

func TestArguments(t *testing.T) {
	s, _ := session(t, someLake(t), nil)
	day := time.Date(2024, 2, 29, 0, 0, 0, 0, time.UTC)
	got, err := run(t.Context(), s, "select $t as t, $n + 1 as n, $d::date as d, $x as x", sql.Named("t", "a'b"), sql.Named("n", int64(41)), sql.Named("d", day), sql.Named("x", nil))
	if want := "t:VARCHAR:a'b|n:BIGINT:42|d:DATE:2024-02-29 00:00:00 +0000 UTC|x:INTEGER:<nil>"; err != nil || len(got) != 1 || got[0] != want {
		t.Errorf("named arguments: %q, %v, want %q", got, err, want)
	}
	if got, err := run(t.Context(), s, "select ?::varchar as a", "x"); err != nil || got[0] != "a:VARCHAR:x" {
		t.Errorf("an argument by place: %q, %v", got, err)
	}
}

const (
	// endless takes minutes in one call of a function, in which DuckDB looks for no interrupt.
	endless = "select levenshtein(repeat('a', 200000), repeat('b', 200000))"
	// long takes hours, and stops when it is asked to.
	long = "select count(*) from range(10000000000) a, range(1000) b where (a.range * b.range) % 7 = 1"
	// slack is what a busy machine may add to a deadline.
	slack = 3 * time.Second
)

// stopped runs a statement that must be stopped, and wants that in time.
func stopped(t *testing.T, ctx context.Context, s *cell.Session, query string, after time.Duration) error { //nolint:revive // t first, as ever
	t.Helper()
	began := time.Now()
	got, err := run(ctx, s, query)
	if took := time.Since(began); took > after+cell.Grace+slack {
		t.Errorf("a statement with a deadline of %s took %s", after, took)
	}
	if err == nil {
		t.Errorf("a statement without an end was answered: %q", got)
	}
	return err
}

func TestADeadlineHolds(t *testing.T) {
	const limit = 300 * time.Millisecond
	s, start := session(t, someLake(t), func(o *cell.Options) { o.Timeout = limit })
	if err := stopped(t, t.Context(), s, long, limit); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("a long statement: %v, want the deadline", err)
	}
	wantOne(t, s)
	before := start.workers()
	err := stopped(t, t.Context(), s, endless, limit)
	if _, ok := errors.AsType[*cell.KilledError](err); !ok || !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("an endless statement: %v, want that its process was killed at the deadline", err)
	}
	wantOne(t, s)
	if n := start.workers(); n != before+1 {
		t.Errorf("%d workers were started, want one more than %d", n, before)
	}
}

func TestACancelHolds(t *testing.T) {
	s, _ := session(t, someLake(t), nil)
	for _, query := range []string{long, endless} {
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(200*time.Millisecond, cancel)
		if err := stopped(t, ctx, s, query, 200*time.Millisecond); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v, want Canceled", query, err)
		}
		wantOne(t, s)
	}
}

func TestADeadWorkerIsReplaced(t *testing.T) {
	s, start := session(t, someLake(t), nil)
	_, err := run(t.Context(), s, "select boom(range) from range(3)")
	var died *cell.DiedError
	if !errors.As(err, &died) || died.State == "" || died.Said == "" {
		t.Fatalf("a statement that aborts: %v, want a DiedError that says how", err)
	}
	wantOne(t, s)
	if n := start.workers(); n != 2 {
		t.Errorf("%d workers were started, want 2", n)
	}
	start.mu.Lock()
	idle := start.cmds[1].Process
	start.mu.Unlock()
	must(t, idle.Kill()) // between two statements
	for range 50 {
		if _, err = run(t.Context(), s, "select 1"); err != nil {
			break // the end of the worker was not known yet
		}
		if start.workers() == 3 {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	wantOne(t, s)
}

func TestRowsThatNobodyWants(t *testing.T) {
	s, start := session(t, someLake(t), nil)
	rows, err := s.QueryContext(t.Context(), "select repeat('x', 1000) from range(100000)")
	must(t, err)
	defer rows.Close()
	if !rows.Next() {
		t.Fatalf("no row came: %v", rows.Err())
	}
	if err := rows.Close(); err != nil {
		t.Error(err)
	}
	wantOne(t, s)
	if n := start.workers(); n > 2 {
		t.Errorf("%d workers were started", n)
	}
}

// TestReadingSlowlyIsNoDelay reads for longer than a statement may take.
func TestReadingSlowlyIsNoDelay(t *testing.T) {
	s, _ := session(t, someLake(t), func(o *cell.Options) { o.Timeout = time.Second })
	rows, err := s.QueryContext(t.Context(), "select repeat('x', 1000) from range(20000)")
	must(t, err)
	defer rows.Close()
	n := 0
	for rows.Next() {
		if n++; n == 1 {
			time.Sleep(1500 * time.Millisecond)
		}
	}
	if err := rows.Err(); err != nil || n != 20000 {
		t.Errorf("%d rows, %v, want 20000", n, err)
	}
}

func TestDamageIsTold(t *testing.T) {
	l := someLake(t)
	s, start := session(t, l, nil)
	if len(s.Damaged()) > 0 {
		t.Fatalf("damaged: %v", s.Damaged())
	}
	file := l.Manifest().Table("listing_versions")[0]
	path := filepath.Join(l.Dir(), file.Path)
	data, err := os.ReadFile(path)
	must(t, err)
	for i := len(data) / 4; i < len(data)/2; i++ {
		data[i] ^= 0xff
	}
	must(t, os.WriteFile(path, data, 0o644))
	if got, err := run(t.Context(), s, "select * from listing_versions"); err != nil || len(got) != 0 {
		t.Errorf("over a damaged file: %q, %v, want no rows", got, err)
	}
	if d := s.Damaged(); len(d) != 1 || d[0].File.Path != file.Path {
		t.Errorf("damaged: %v, want %s", d, file.Path)
	}
	_, _ = run(t.Context(), s, "select boom(range) from range(3)")
	if got, err := run(t.Context(), s, "select * from listing_versions"); err != nil || len(got) != 0 || start.workers() != 2 {
		t.Errorf("a second worker over a damaged file: %q, %v", got, err)
	}
}

func TestWorkersThatAreNone(t *testing.T) {
	l := someLake(t)
	start := &starter{role: "nonsense"}
	_, err := cell.Open(t.Context(), cell.Options{Spec: cell.Spec{Lake: l.Handle()}, Command: start.command})
	if err == nil {
		t.Error("a process that writes nonsense was taken for a worker")
	}
	_, err = cell.Open(t.Context(), cell.Options{Command: func(ctx context.Context) (*exec.Cmd, error) {
		return exec.CommandContext(ctx, filepath.Join(t.TempDir(), "none")), nil
	}})
	if !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a program that is not there: %v", err)
	}
	if err := cell.Serve(t.Context(), strings.NewReader("x"), io.Discard, open); err == nil {
		t.Error("a worker began with nonsense")
	}
}
