package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"rung/analyze"
	"rung/config"
	"rung/internal/lake"
	"rung/reports"
)

// maxPast bounds the report.json that is read for a comparison, in bytes; one over ten years has 6 million.
const maxPast = 256 << 20

// older is the report that --compare names: its folder, its report.json, or a snapshot of the lake, over
// which the questions are asked again with the same arguments.
func (a *app) older(ctx context.Context, c *config.Config, name string, args analyze.Args) (*reports.Past, error) {
	past, err := readPast(name)
	if !errors.Is(err, fs.ErrNotExist) {
		return past, err
	}
	then := *a
	then.flags.at = name
	err = a.reading(ctx, c, name, func(l *lake.Lake) error {
		r, err := then.buildReport(ctx, l, c, args)
		if err != nil {
			return askError(err, `see "rung report --help"`)
		}
		past, err = r.Past()
		return err
	})
	if errors.Is(err, lake.ErrNoSnapshot) {
		return nil, usage(`"rung lake snapshot list" lists the snapshots`, "--compare: %s is no report and no snapshot", name)
	}
	return past, err
}

// readPast reads a report from its folder or its report.json.
func readPast(path string) (*reports.Past, error) {
	info, err := os.Stat(path)
	if err == nil && info.IsDir() {
		path = filepath.Join(path, "report.json")
		info, err = os.Stat(path)
	}
	if err != nil {
		return nil, err
	}
	if info.Size() > maxPast {
		return nil, fmt.Errorf("read %s: %d bytes are too many for a report", path, info.Size())
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return reports.ReadPast(data)
}

// tellChanges writes what changed as an answer.
func (a *app) tellChanges(c reports.Changes) error {
	if !a.flags.json {
		return c.Write(a.out)
	}
	data, err := json.Marshal(c)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(a.out, string(data))
	return err
}

// alerted ends a command with the code for alerts when there are any.
func alerted(c reports.Changes) error {
	if len(c.Alerts) == 0 {
		return nil
	}
	return &fault{err: errors.New(c.Headline()), code: Alerted}
}

// compareLast compares a report with the one that it is about to replace. A report that cannot be compared,
// or none, is no error of the run.
func (s *session) compareLast(r *reports.Report, out string) *reports.Changes {
	older, err := readPast(out)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	var c reports.Changes
	if err == nil {
		c, err = r.Since(older, s.config.Report.Alerts)
	}
	if err != nil {
		s.log.Warn("the last report is not compared", "path", out, "error", err)
		return nil
	}
	return &c
}
