package cli

import (
	"context"
	"database/sql"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"rung/internal/job"
	"rung/internal/lake"
)

//go:embed sql/last_runs.sql
var lastRunsSQL string

// family is a metric with its samples, in the terms of the Prometheus exposition format. All of ours are
// gauges: they tell of the last run, and a counter that begins anew with each run would count nothing.
// https://github.com/prometheus/docs/blob/main/docs/instrumenting/exposition_formats.md
type family struct {
	name, help string
	samples    []sample
}

type sample struct {
	// labels holds names and values by turns.
	labels []string
	value  float64
}

func (f *family) add(value float64, labels ...string) {
	f.samples = append(f.samples, sample{labels, value})
}

// writeMetrics writes a file for node_exporter's textfile collector, whole or not at all. It speaks of
// the last run of every source in the lake, so that one that stopped running keeps its old time.
func (s *session) writeMetrics(ctx context.Context, path string, end ending) error {
	sources, err := s.sourceMetrics(ctx)
	if err != nil {
		return fmt.Errorf("write metrics: %w", err)
	}
	families := slices.Concat(sources, lakeMetrics(s.lake.Manifest()), runMetrics(end))
	return writeFile(path, func(w io.Writer) error {
		// The collector runs as another user.
		return errors.Join(exposition(w, families), forAll(w))
	})
}

// exposition writes families in the text format, version 0.0.4. Those without samples are left out.
func exposition(w io.Writer, families []family) error {
	var b strings.Builder
	help := strings.NewReplacer(`\`, `\\`, "\n", `\n`)
	value := strings.NewReplacer(`\`, `\\`, "\n", `\n`, `"`, `\"`)
	for _, f := range families {
		if len(f.samples) == 0 {
			continue
		}
		fmt.Fprintf(&b, "# HELP %s %s\n# TYPE %s gauge\n", f.name, help.Replace(f.help), f.name)
		for _, s := range f.samples {
			var labels []string
			for i := 0; i+1 < len(s.labels); i += 2 {
				labels = append(labels, s.labels[i]+`="`+value.Replace(strings.ToValidUTF8(s.labels[i+1], "?"))+`"`)
			}
			b.WriteString(f.name)
			if len(labels) > 0 {
				b.WriteString("{" + strings.Join(labels, ",") + "}")
			}
			b.WriteString(" " + strconv.FormatFloat(s.value, 'f', -1, 64) + "\n")
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// measures are the columns of last_runs.sql that become metrics of their own. A stage has only those
// that mean something for it.
var measures = []struct{ column, stage, name, help string }{
	{"began", "", "rung_source_last_run_timestamp_seconds", "When the last run of the source began, in seconds since 1970."},
	{"done_at", "", "rung_source_last_done_timestamp_seconds", "When the last run of the source that did all it was to do began, in seconds since 1970."},
	{"seconds", "", "rung_source_last_run_duration_seconds", "How long the last run of the source took."},
	{"requests", "collect", "rung_source_last_run_requests", "Requests that the last run sent."},
	{"bodies", "collect", "rung_source_last_run_bodies", "Answers of the last run whose body was kept."},
	{"unchanged", "collect", "rung_source_last_run_unchanged", "Answers of the last run that had nothing new."},
	{"retries", "collect", "rung_source_last_run_retries", "Requests that the last run sent again."},
	{"failures", "collect", "rung_source_last_run_failures", "Requests that the last run gave up."},
	{"waited", "collect", "rung_source_last_run_waited_seconds", "How long the last run waited for its turn."},
	{"bytes", "collect", "rung_source_last_run_bytes", "Size of the bodies of the last run after decompression."},
	{"read", "transform", "rung_source_last_run_adverts_read", "Adverts in the pages that were read last."},
	{"new", "transform", "rung_source_last_run_adverts_new", "Adverts not seen before."},
	{"changed", "transform", "rung_source_last_run_adverts_changed", "Adverts whose content had changed."},
	{"same", "transform", "rung_source_last_run_adverts_same", "Adverts seen before and unchanged."},
	{"closed", "transform", "rung_source_last_run_adverts_closed", "Adverts found to be gone."},
	{"rejected", "transform", "rung_source_last_run_adverts_rejected", "Adverts that did not fit."},
}

// outcomes are the states of the state set rung_source_last_run_outcome.
func outcomes() []job.Outcome {
	return []job.Outcome{job.Done, job.Partial, job.Failed, job.Refused, job.Interrupted}
}

// sourceMetrics reads the last run of every source and stage from the lake.
func (s *session) sourceMetrics(ctx context.Context) ([]family, error) {
	db, err := s.lake.DB(ctx)
	if err != nil {
		return nil, err
	}
	rows, err := db.QueryContext(ctx, lastRunsSQL)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	families := make([]family, len(measures))
	for i, m := range measures {
		families[i].name, families[i].help = m.name, m.help
	}
	states := family{name: "rung_source_last_run_outcome", help: "How the last run of the source ended: 1 for what is so, 0 for the rest."}
	for rows.Next() {
		if err := addRun(rows, families, &states); err != nil {
			return nil, err
		}
	}
	return append(families, states), rows.Err()
}

// addRun adds the row of one run to the families of measures and to states.
func addRun(rows *sql.Rows, families []family, states *family) error {
	columns, err := rows.Columns()
	if err != nil {
		return err
	}
	var source, stage, outcome string
	figures := make(map[string]*sql.NullFloat64, len(columns))
	into := make([]any, len(columns))
	for i, name := range columns {
		switch name {
		case "source":
			into[i] = &source
		case "stage":
			into[i] = &stage
		case "outcome":
			into[i] = &outcome
		default:
			figures[name] = new(sql.NullFloat64)
			into[i] = figures[name]
		}
	}
	if err := rows.Scan(into...); err != nil {
		return err
	}
	for i, m := range measures {
		if v := figures[m.column]; v.Valid && (m.stage == "" || m.stage == stage) {
			families[i].add(v.Float64, "source", source, "stage", stage)
		}
	}
	for _, o := range outcomes() {
		states.add(oneIf(string(o) == outcome), "source", source, "stage", stage, "outcome", string(o))
	}
	return nil
}

func oneIf(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// lakeMetrics says how big the tables of a commit are.
func lakeMetrics(m *lake.Manifest) []family {
	rows := family{name: "rung_lake_rows", help: "Rows of a table of the lake."}
	bytes := family{name: "rung_lake_bytes", help: "Size of the files of a table of the lake."}
	files := family{name: "rung_lake_files", help: "Files of a table of the lake."}
	unread := family{name: "rung_lake_unread_files", help: "Files of pages that were not read into tables yet."}
	type sum struct{ rows, bytes, files int64 }
	sums := map[string]sum{}
	var waiting int64
	for _, f := range m.Files {
		s := sums[f.Table]
		sums[f.Table] = sum{s.rows + f.Rows, s.bytes + f.Bytes, s.files + 1}
		if f.Table == "pages" && !f.Read {
			waiting++
		}
	}
	for _, table := range sortedKeys(sums) {
		rows.add(float64(sums[table].rows), "table", table)
		bytes.add(float64(sums[table].bytes), "table", table)
		files.add(float64(sums[table].files), "table", table)
	}
	unread.add(float64(waiting))
	return []family{rows, bytes, files, unread}
}

// runMetrics tells of the command that wrote the file.
func runMetrics(end ending) []family {
	began := family{name: "rung_last_run_timestamp_seconds", help: "When the last command that wrote this file began, in seconds since 1970."}
	took := family{name: "rung_last_run_duration_seconds", help: "How long the last command that wrote this file took."}
	code := family{name: "rung_last_run_exit_code", help: "Exit code of the last command that wrote this file: see rung help exit-codes."}
	build := family{name: "rung_build_info", help: "Version of rung that wrote this file."}
	began.add(float64(end.began.UnixMilli())/1000, "command", end.command)
	took.add(max(end.ended.Sub(end.began).Seconds(), 0), "command", end.command)
	code.add(float64(end.code), "command", end.command)
	build.add(1, "version", version)
	return []family{began, took, code, build}
}
