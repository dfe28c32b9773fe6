package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/spf13/cobra"

	"rung/collect"
	"rung/config"
	"rung/internal/lake"
)

func (a *app) doctorCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "doctor",
		Short: "Check the machine, the settings and the lake",
		Args:  noArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return a.doctor(cmd.Context()) },
	}
}

// finding is the result of one check of the doctor.
type finding struct {
	what string
	// level is ok, note or fault.
	level  string
	detail string
}

// doctor prints what it finds and fails when something will not work.
func (a *app) doctor(ctx context.Context) error {
	found := []finding{{"rung", "ok", fmt.Sprintf("%s, %s, %s/%s, %d cores", version, runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.NumCPU())}}
	c, err := a.load()
	if err != nil {
		found = append(found, finding{"settings", "fault", err.Error()})
	} else {
		found = append(found, finding{"settings", "ok", "file: " + orNone(c.File)})
		found = append(found, a.checkSettings(c)...)
		found = append(found, a.checkLake(ctx, c)...)
	}
	if err := collect.Check(a.sources); err != nil {
		found = append(found, finding{"sources", "fault", err.Error()})
	}
	rows := make([][]any, len(found))
	faults := 0
	for i, f := range found {
		rows[i] = []any{f.what, f.level, f.detail}
		if f.level == "fault" {
			faults++
		}
	}
	if err := a.rows([]string{"what", "state", "detail"}, rows); err != nil {
		return err
	}
	if faults > 0 {
		return errors.New("something will not work: see the lines marked fault")
	}
	return nil
}

// checkSettings looks at what the settings will lead to.
func (a *app) checkSettings(c *config.Config) []finding {
	var found []finding
	if c.HTTP.Contact == "" {
		found = append(found, finding{"contact", "note", "http.contact is empty: set an address, so that sites can reach you instead of blocking you"})
	}
	if t, err := taxonomy(c); err != nil {
		found = append(found, finding{"skills", "fault", err.Error()})
	} else {
		found = append(found, finding{"skills", "ok", fmt.Sprintf("%d skills, version %s", len(t.Skills()), t.Version())})
	}
	enabled := 0
	for _, s := range a.sources {
		if c.Sources[s.Name].Enabled {
			enabled++
		}
	}
	found = append(found, finding{"sources", "ok", fmt.Sprintf("%d of %d enabled", enabled, len(a.sources))})
	for _, f := range c.Files {
		if _, err := os.Stat(f.Path); err != nil {
			found = append(found, finding{"file " + f.Name, "fault", err.Error()})
		}
	}
	return found
}

// checkLake opens the lake as every command would.
func (a *app) checkLake(ctx context.Context, c *config.Config) []finding {
	found, reachable := a.checkBucket(ctx, c)
	if !reachable {
		return found
	}
	err := a.reading(ctx, c, "", func(l *lake.Lake) error {
		found = append(found, finding{"lake", "ok", fmt.Sprintf("%s, commit %d, %d files", c.Lake.Name(), l.Manifest().Number, len(l.Manifest().Files))})
		for _, d := range l.Damaged() {
			found = append(found, finding{"lake", "fault", d.Error()})
		}
		if _, err := l.DB(ctx); err != nil {
			found = append(found, finding{"duckdb", "fault", err.Error()})
		} else {
			found = append(found, finding{"duckdb", "ok", "the tables open"})
		}
		found = append(found, a.checkSQL(ctx, l, c))
		return nil
	})
	switch {
	case errors.Is(err, lake.ErrNoLake):
		return append(found, finding{"lake", "note", "nothing collected yet in " + c.Lake.Name()}, writable(c.Lake.Dir))
	case err != nil:
		found = append(found, finding{"lake", "fault", err.Error()})
	}
	if c.Lake.Bucket.Given() {
		found = append(found, finding{"mirror", "ok", "files are copied to " + c.Lake.Dir})
	}
	return found
}

// checkSQL starts the process in which the SQL of users runs, and says what holds it.
func (a *app) checkSQL(ctx context.Context, l *lake.Lake, c *config.Config) finding {
	s, err := a.openCell(ctx, l, c)
	if err != nil {
		return finding{"sql", "fault", err.Error()}
	}
	defer s.Close()
	f := s.Fences()
	held := []string{"statements run in a process of their own"}
	if f.MemoryMB > 0 {
		held = append(held, fmt.Sprintf("which takes %d MB at most", f.MemoryMB))
	}
	if f.WritesNothing {
		held = append(held, "writes no file")
	}
	if f.Landlock == 0 {
		return finding{"sql", "note", strings.Join(held, ", ") + "; DuckDB alone keeps it from other files: " + f.Why}
	}
	held = append(held, fmt.Sprintf("and reads the lake's folder only (Landlock %d)", f.Landlock))
	return finding{"sql", "ok", strings.Join(held, ", ")}
}

// writable says whether the lake can be made where the settings want it.
func writable(dir string) finding {
	for ; ; dir = filepath.Dir(dir) {
		info, err := os.Stat(dir)
		if err != nil && dir != filepath.Dir(dir) {
			continue
		}
		if err != nil || !info.IsDir() {
			return finding{"disk", "fault", dir + " is no folder"}
		}
		f, err := os.CreateTemp(dir, ".rung-doctor-*")
		if err != nil {
			return finding{"disk", "fault", fmt.Sprintf("cannot write to %s: %v", dir, err)}
		}
		_ = f.Close()
		_ = os.Remove(f.Name())
		return finding{"disk", "ok", dir + " can be written to"}
	}
}
