package cli

import (
	"cmp"
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	mathrand "math/rand/v2"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"rung/collect"
	"rung/config"
	"rung/internal/job"
	"rung/internal/lake"
	"rung/internal/near"
	"rung/internal/polite"
	"rung/internal/ui"
	"rung/reports"
)

func (a *app) collectCommand() *cobra.Command {
	var end after
	cmd := &cobra.Command{
		Use:   "collect [SOURCE...]",
		Short: "Fetch what is new from the enabled sources, or from those named",
		Long: `Fetch what is new from the enabled sources, or from those named, and keep the pages as they came.

A source whose terms do not allow it is refused, and one whose least interval has not passed is left
for later. An interrupted run keeps what came, and the next one goes on from there. Nothing is collected
into a lake that "rung demo" made.`,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.withRun(cmd.Context(), "collect", end, func(s *session) error {
				if err := checkReal(s.lake, s.config.Lake.Name()); err != nil {
					return err
				}
				records, err := s.collect(cmd.Context(), args)
				return errors.Join(a.showCollected(records), err)
			})
		},
	}
	end.flags(cmd)
	return cmd
}

// session is one run of one command over a lake that it may change.
type session struct {
	*app
	config *config.Config
	lake   *lake.Lake
	// traffic is that with the lake's bucket, nil where it is in a folder.
	traffic *traffic
	log     *slog.Logger
	runID   string
	start   time.Time
	// records are those of the stages so far.
	records []job.RunRecord
	// alerts are the changes since the last report that are worth telling.
	alerts []reports.Change
}

// makers are the commands that make a lake where there is none. The others say so: a mistyped --lake would seem to
// work.
func makers() []string { return []string{"run", "collect"} }

// withLake opens the lake for writing, does the work and closes it. owner is the command, which the lock is for.
func (a *app) withLake(ctx context.Context, owner string, work func(*session) error) error {
	c, err := a.load()
	if err != nil {
		return err
	}
	if !slices.Contains(makers(), owner) {
		if err := a.there(ctx, c); err != nil {
			return err
		}
	} else if err := mayMake(c); err != nil {
		return err
	}
	return a.withConfig(ctx, c, owner, work)
}

func (a *app) withConfig(ctx context.Context, c *config.Config, owner string, work func(*session) error) error {
	return a.writing(ctx, c, owner, func(l *lake.Lake, t *traffic) error {
		start := a.now().UTC()
		id, log := runID(start), a.log(c)
		if !a.errTTY {
			log = log.With("run_id", id)
		}
		return work(&session{app: a, config: c, lake: l, traffic: t, log: log, runID: id, start: start})
	})
}

// runID names a run: its beginning and some chance, so that names sort by time and never meet.
func runID(start time.Time) string {
	var b [3]byte
	_, _ = rand.Read(b[:])
	return start.Format("20060102T150405Z") + "-" + hex.EncodeToString(b[:])
}

// choose returns the sources named, or those enabled.
func (s *session) choose(names []string) ([]collect.Source, error) {
	var chosen []collect.Source
	for _, name := range names {
		src, err := findSource(s.sources, name)
		if err != nil {
			return nil, s.isImport(name, err)
		}
		chosen = append(chosen, src)
	}
	if len(names) > 0 {
		return chosen, nil
	}
	for _, src := range s.sources {
		if s.config.Sources[src.Name].Enabled {
			chosen = append(chosen, src)
		}
	}
	if len(chosen) == 0 {
		return nil, usage(`set sources.NAME.enabled, or name a source: "rung sources" lists them`, "no source is enabled")
	}
	return chosen, nil
}

// isImport says of a name that is no source but that of an import how that is read, and returns err of all others.
func (s *session) isImport(name string, err error) error {
	if !slices.ContainsFunc(s.config.Files, func(f collect.FileImport) bool { return f.Name == name }) {
		return err
	}
	return usage(fmt.Sprintf("%q reads all files of the settings", "rung collect files"), "%q is a file of the settings and no source", name)
}

// findSource finds the source of a name.
func findSource(sources []collect.Source, name string) (collect.Source, error) {
	src, ok := collect.Find(sources, name)
	if !ok {
		return collect.Source{}, usage(didYouMean(near.To(name, sourceNames(sources)), `"rung sources" lists them`), "there is no source %q", name)
	}
	return src, nil
}

func sourceNames(sources []collect.Source) []string {
	names := make([]string, len(sources))
	for i := range sources {
		names[i] = sources[i].Name
	}
	return names
}

// collect runs the sources and keeps their pages and records. Its error says which of them failed.
func (s *session) collect(ctx context.Context, names []string) ([]job.RunRecord, error) {
	chosen, err := s.choose(names)
	if err != nil {
		return nil, err
	}
	status := ui.NewStatus(s.err, s.errTTY && !s.flags.quiet, s.now)
	defer status.Clear()
	within, stop := context.WithCancel(ctx)
	defer stop()
	sink := &overtaken{Sink: s.lake.Bronze(s.runID, s.now), stop: stop}
	records, err := collect.Collect(within, chosen, s.config.Sources, sink, collect.Options{
		RunID: s.runID, Now: s.now, Log: s.log, Client: s.client(),
		Progress: func(source string, pages, bytes int64) {
			status.Set("collecting from %s: %d pages, %.1f MB", source, pages, float64(bytes)/1e6)
		},
	})
	status.Clear()
	s.records = append(s.records, records...)
	if sink.err != nil {
		return records, sink.err // nothing can be committed any more, records neither
	}
	return records, errors.Join(s.outcome(ctx, records, err, len(names) > 0), s.lake.RecordRuns(records))
}

// client returns the one client that all sources share.
func (s *session) client() *polite.Client {
	var bases []string
	for _, settings := range s.config.Sources {
		bases = append(bases, settings.BaseURL)
		for _, values := range settings.Options {
			for _, v := range values {
				if strings.HasPrefix(v, "http://") || strings.HasPrefix(v, "https://") {
					bases = append(bases, v)
				}
			}
		}
	}
	return polite.New(polite.Config{
		Version: version, Contact: s.config.HTTP.Contact, Timeout: s.config.HTTP.Timeout,
		MaxBody: int64(s.config.HTTP.MaxBodyMB) << 20, PrivateBases: bases, Log: s.log, Now: s.now, Jitter: mathrand.Float64,
	})
}

// outcome turns the records of a run into the error that the command ends with.
func (s *session) outcome(ctx context.Context, records []job.RunRecord, err error, named bool) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	var failed, partly, refused int
	var asked int64
	for _, r := range records {
		asked += r.Requests
		switch r.Outcome {
		case job.Failed:
			failed++
		case job.Partial:
			partly++
		case job.Refused:
			refused++
		}
	}
	switch {
	case refused > 0 && named:
		return &fault{err: err, code: Usage, hint: `"rung sources NAME" shows the terms`}
	case failed+partly == len(records) && bucketHint(err) != "":
		return &fault{err: err, code: Failed, hint: bucketHint(err)}
	case failed == len(records) && err != nil && asked == 0:
		return &fault{err: err, code: Failed, hint: `nothing was asked for: "rung config show" shows the settings of each source`}
	case failed == len(records) && err != nil:
		return &fault{err: err, code: Failed, hint: `no source could be reached: check the network; "rung doctor" checks the rest`}
	case failed+partly+refused > 0 && err != nil:
		return &fault{err: err, code: Partly, hint: cmp.Or(bucketHint(err), `what came was kept; "rung runs" shows what each source did`)}
	}
	return err
}

// showCollected prints what each source did.
func (a *app) showCollected(records []job.RunRecord) error {
	if a.flags.quiet || len(records) == 0 {
		return nil
	}
	rows := make([][]any, len(records))
	for i, r := range records {
		rows[i] = []any{r.Source, string(r.Outcome), r.Requests, r.Bodies, r.Unchanged, r.Bytes, r.Ended.Sub(r.Started).Round(time.Millisecond).String(), r.Message}
	}
	return a.rows([]string{"source", "outcome", "requests", "bodies", "unchanged", "bytes", "time", "message"}, rows)
}

// rows prints rows as a table, or as JSON when --json asks for it.
func (a *app) rows(columns []string, rows [][]any) error {
	format := ui.Box
	if a.flags.json {
		format = ui.JSON
	}
	return a.write(format, columns, ui.Slice(rows))
}

// write prints rows in a format to standard output.
func (a *app) write(format ui.Format, columns []string, rows ui.Rows) error {
	_, err := a.put(format, columns, rows, ui.Options{})
	return err
}

// put prints rows to standard output and counts them. Nothing that came from outside can steer a terminal.
func (a *app) put(format ui.Format, columns []string, rows ui.Rows, o ui.Options) (int64, error) {
	o.Colour = a.colour(a.outTTY)
	w := a.out
	if a.outTTY {
		o.Width = a.width
		if format != ui.Box {
			w = ui.Terminal(w)
		}
	}
	return ui.Write(w, format, columns, rows, o)
}
