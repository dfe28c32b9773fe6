package cli

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"slices"

	"github.com/spf13/cobra"

	"rung/analyze"
	"rung/config"
	"rung/internal/cell"
	"rung/internal/lake"
)

// workerName is the command that rung starts itself with to run the SQL of a user.
const workerName = "sql-worker"

// workerCommand answers statements on its standard input. It reads no settings: what it needs comes with
// the first frame.
func (a *app) workerCommand() *cobra.Command {
	return &cobra.Command{
		Use: workerName, Hidden: true, Short: "Run statements for rung sql, which starts this",
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			// An interrupt of the terminal reaches this process too; the parent decides what it means.
			return cell.Serve(context.WithoutCancel(cmd.Context()), a.in, a.out, openWorker)
		},
	}
}

// openWorker opens the session that a worker answers from.
func openWorker(ctx context.Context, spec cell.Spec) (*lake.Session, error) {
	var views analyze.Settings
	if err := json.Unmarshal(spec.Views, &views); err != nil {
		return nil, fmt.Errorf("read the conventions: %w", err)
	}
	return lake.OpenHandle(spec.Lake).Query(ctx, lake.Limits{
		MemoryMB: spec.MemoryMB, Threads: spec.Threads,
		Prepare: func(ctx context.Context, db *sql.DB) error { return analyze.Prepare(ctx, db, views) },
	})
}

// openCell opens a session for the SQL of a user, in a process of its own.
func (a *app) openCell(ctx context.Context, l *lake.Lake, c *config.Config) (*cell.Session, error) {
	views, err := json.Marshal(a.conventions(c, l))
	if err != nil {
		return nil, err
	}
	return cell.Open(ctx, cell.Options{
		Spec:    cell.Spec{Lake: l.Handle(), MemoryMB: c.SQL.MemoryMB, Threads: c.SQL.Threads, Views: views},
		Timeout: c.SQL.Timeout,
		Command: a.worker,
	})
}

// worker is this program again. It gets no environment but what the system's libraries want, so that it
// knows no secrets.
func (a *app) worker(ctx context.Context) (*exec.Cmd, error) {
	self := "/proc/self/exe" // the same program, even if another version was installed meanwhile
	if runtime.GOOS != "linux" {
		var err error
		if self, err = os.Executable(); err != nil {
			return nil, fmt.Errorf("find this program: %w", err)
		}
	}
	cmd := exec.CommandContext(context.WithoutCancel(ctx), self, workerName)
	cmd.Args[0] = "rung"
	cmd.Env = []string{"GOTRACEBACK=none"}
	for _, name := range []string{"TZ", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "TMPDIR", "SYSTEMROOT"} {
		if value := a.getenv(name); value != "" {
			cmd.Env = append(cmd.Env, name+"="+value)
		}
	}
	slices.Sort(cmd.Env)
	return cmd, nil
}
