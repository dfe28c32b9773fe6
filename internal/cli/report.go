package cli

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"rung/analyze"
	"rung/config"
	"rung/internal/lake"
	"rung/reports"
	"rung/transform/eval"
)

func (a *app) reportCommand() *cobra.Command {
	var out, compare string
	var digest bool
	var given func() analyze.Args
	cmd := &cobra.Command{
		Use:   "report",
		Short: "Write the report: HTML, Markdown, JSON and CSV",
		Long: `Write the report about what was collected: pages to open in a browser, the same figures as
Markdown, JSON and CSV, and the credits of the sources. It needs no network, and neither do the pages.
Filters narrow every page to the adverts that they name; questions over time keep their whole history.

With --compare it also says what changed since an older report beyond the thresholds of report.alerts:
on standard output (with --json as one object, instead of the report's path), on the report's first page,
and by exit code 10 when anything did.`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			args := given()
			return a.withReading(cmd.Context(), func(l *lake.Lake, c *config.Config) error {
				if out == "" {
					out = c.Report.Out
				}
				var older *reports.Past
				if compare != "" {
					var err error
					if older, err = a.older(cmd.Context(), c, compare, args); err != nil {
						return err
					}
				}
				r, err := a.buildReport(cmd.Context(), l, c, args)
				if err != nil {
					return askError(err, `see "rung report --help"`)
				}
				if older == nil {
					return a.giveReport(r, out, digest, false)
				}
				changes, err := r.Since(older, c.Report.Alerts)
				if err != nil {
					return usage("give the same filters, such as --country and --role, as for the older report", "%w", err)
				}
				if err := a.giveReport(r, out, digest, a.flags.json); err != nil {
					return err
				}
				return errors.Join(a.tellChanges(changes), alerted(changes))
			})
		},
	}
	a.atFlag(cmd)
	f := cmd.Flags()
	f.StringVarP(&out, "out", "o", "", "write into `DIR` (default: $RUNG_REPORT_OUT)")
	f.StringVar(&compare, "compare", "", "say what changed since `OLD`: a report's folder, a report.json, or the name of a snapshot")
	f.BoolVar(&digest, "digest", false, "print a digest to the terminal and write nothing")
	given = paramFlags(f, analyze.Common())
	return cmd
}

// giveReport writes the report or prints its digest. A silent one leaves standard output to other answers.
func (a *app) giveReport(r *reports.Report, out string, digest, silent bool) error {
	if digest {
		if silent {
			return nil
		}
		return r.Digest(a.out)
	}
	index, err := r.Write(out)
	if err != nil || silent {
		return err
	}
	_, err = fmt.Fprintln(a.out, "report: "+index)
	return err
}

// buildReport asks the questions of a report over an open lake.
func (a *app) buildReport(ctx context.Context, l *lake.Lake, c *config.Config, args analyze.Args) (*reports.Report, error) {
	db, err := a.prepared(ctx, c, l, analyze.PrepareHeld)
	if err != nil {
		return nil, err
	}
	if err := a.checkNames(ctx, db, c, args); err != nil {
		return nil, err
	}
	if err := a.tellOutside(ctx, db, args); err != nil {
		return nil, err
	}
	man := l.Manifest()
	generated := a.now().UTC()
	if a.flags.at != "" {
		generated = man.Made // a snapshot gives the same bytes on any day
	}
	m := reports.Meta{
		Generated: generated, Snapshot: man.Number, SnapshotAt: man.Made, Version: version, Reader: man.Reader,
		Notice: man.Notice, Sources: a.credits(l, c), Args: args, Explain: a.reportWords(args), Parquet: tableParquet,
	}
	if m.RatesUntil, err = newestRate(ctx, db); err != nil {
		return nil, err
	}
	for _, f := range eval.Results() {
		m.Accuracy = append(m.Accuracy, reports.Accuracy{Task: f.Task, Name: f.Name, Value: f.Value, Bar: f.Bar, N: f.N})
	}
	return reports.Build(ctx, db, m)
}

// newestRate is the day of the lake's newest exchange rate, zero when it has none.
func newestRate(ctx context.Context, db *sql.DB) (time.Time, error) {
	var day sql.NullTime
	if err := db.QueryRowContext(ctx, "select max(date) from fx").Scan(&day); err != nil {
		return time.Time{}, fmt.Errorf("read the day of the newest exchange rate: %w", err)
	}
	return day.Time, nil
}

// tableParquet writes a table of a report as a Parquet file.
func tableParquet(columns []analyze.Column, rows [][]any) ([]byte, error) {
	types := map[string]string{"integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN", "date": "DATE", "time": "TIMESTAMP", "list": "VARCHAR[]"}
	list := make([]lake.Column, len(columns))
	for i, c := range columns {
		list[i] = lake.Column{Name: c.Name, Type: types[c.Type]} // without a type it is text
	}
	return lake.EncodeParquet(list, slices.Values(rows))
}

// credits lists the sources that the lake holds pages of, as their terms ask.
func (a *app) credits(l *lake.Lake, c *config.Config) []reports.Source {
	var used []string
	for _, f := range l.Manifest().Files {
		if !slices.Contains(used, f.Source) {
			used = append(used, f.Source)
		}
	}
	var list []reports.Source
	for _, s := range a.sources {
		if slices.Contains(used, s.Name) {
			list = append(list, reports.Source{Name: s.Name, Title: s.Title, Home: s.Home, Credit: s.Terms.Credit, TermsURL: s.Terms.URL, Licence: s.Terms.Licence})
		}
	}
	for _, f := range c.Files {
		if slices.Contains(used, f.Name) {
			list = append(list, reports.Source{Name: f.Name, Title: f.Name + " (a file)", Licence: f.Terms})
		}
	}
	return list
}

// writeReport builds and writes a report, and returns the path of its first page.
func (s *session) writeReport(ctx context.Context, out string) (string, error) {
	r, err := s.buildReport(ctx, s.lake, s.config, analyze.Args{})
	if err != nil {
		return "", err
	}
	return r.Write(out)
}
