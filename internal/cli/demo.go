package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"rung/config"
	"rung/internal/market"
)

// demoNotice stands on every page that is made from the synthetic market.
const demoNotice = "Synthetic data: every employer, advert and figure here is made up by \"rung demo\"."

// The synthetic market is always the same: its seed and its last day are fixed.
const demoSeed = 20_26

func demoUntil() time.Time { return time.Date(2026, 10, 31, 0, 0, 0, 0, time.UTC) }

func (a *app) demoCommand() *cobra.Command {
	out := "demo"
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "Show everything on a synthetic market, offline",
		Long: `Make up a small job market, collect it from a server on this machine in the formats of real sources,
read it, and write the report. It needs no network and takes a few seconds. What it shows is marked as
synthetic; nothing real is collected into its lake.`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.demo(cmd.Context(), out) },
	}
	cmd.Flags().StringVarP(&out, "out", "o", out, "write into `DIR`: DIR/lake and DIR/report")
	return cmd
}

// demo runs the whole pipeline over the synthetic market.
func (a *app) demo(ctx context.Context, out string) (err error) {
	dir, err := filepath.Abs(out)
	if err != nil {
		return err
	}
	if err := checkDemo(dir); err != nil {
		return err
	}
	m := market.New(demoSeed, demoUntil())
	base, stop, err := serve(ctx, m.Handler())
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, stop()) }()
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("make the demo: %w", err)
	}
	projects := filepath.Join(dir, "projects.csv")
	if err := writeFile(projects, func(w io.Writer) error { return m.WriteProjects(w) }); err != nil {
		return err
	}
	settings := filepath.Join(dir, "config.yaml")
	if err := writeFile(settings, func(w io.Writer) error {
		_, err := fmt.Fprintf(w, demoSettings, base, yamlList(market.Boards(market.Ashby)), yamlList(market.Boards(market.Greenhouse)), a.others())
		return err
	}); err != nil {
		return err
	}
	c, err := config.Load(config.Input{File: settings, Sources: a.sources})
	if err != nil {
		return err
	}
	clock := *a
	clock.now = demoClock(a.now)
	if err := clock.withConfig(ctx, c, "demo", func(s *session) error { return s.demoRun(ctx) }); err != nil {
		return err
	}
	fmt.Fprintf(a.out, "ask it in SQL: rung sql --lake %s -c \"select skill, count(*) from mentions group by all order by 2 desc limit 10\"\n", c.Lake.Dir)
	return nil
}

// demoClock runs at the usual speed from the market's last day on, so that the same market gives the
// same report on any day.
func demoClock(now func() time.Time) func() time.Time {
	began := now()
	return func() time.Time { return demoUntil().Add(now().Sub(began)) }
}

// demoRun is runAll with the notice on every page.
func (s *session) demoRun(ctx context.Context) error {
	if err := s.lake.SetNotice(s.runID, demoNotice, s.start); err != nil {
		return err
	}
	records, err := s.collect(ctx, nil)
	if err = errors.Join(s.showCollected(records), err); err != nil {
		return err
	}
	sum, err := s.transform(ctx, false)
	if err = errors.Join(s.showTransformed(sum), err); err != nil {
		return err
	}
	index, err := s.writeReport(ctx, s.config.Report.Out)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(s.out, demoNotice+"\nreport: "+index)
	return err
}

// serve answers on a free port of this machine until stop is called.
func serve(ctx context.Context, h http.Handler) (base string, stop func() error, err error) {
	l, err := new(net.ListenConfig).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return "", nil, fmt.Errorf("serve the synthetic market: %w", err)
	}
	srv := &http.Server{Handler: h, ReadHeaderTimeout: 10 * time.Second}
	go func() { _ = srv.Serve(l) }()
	return "http://" + l.Addr().String(), srv.Close, nil
}

// others are lines of settings that switch off every source that the synthetic market does not serve: what
// is collected by default elsewhere would leave this machine.
func (a *app) others() string {
	var b strings.Builder
	for _, src := range a.sources {
		if !strings.Contains(demoSettings, "\n  "+src.Name+":") {
			fmt.Fprintf(&b, "  %s: {enabled: false}\n", src.Name)
		}
	}
	return b.String()
}

// yamlList writes names as a list in a line of YAML.
func yamlList(names []string) string { return "[" + strings.Join(names, ", ") + "]" }

// demoMark begins the settings of the demo.
const demoMark = `# Written by "rung demo":`

// demoSettings are the settings of the demo, for its base address, the boards of two hosts, and the sources
// that it leaves out.
const demoSettings = demoMark + ` the synthetic market that these addresses led to is gone.
lake: {dir: lake}
report: {out: report}
http: {contact: demo@example.com}
sources:
  hackernews: {enabled: true, base_url: %[1]s/hn.algolia.com, rate: 1000, since: ["2024-01"], threads: [hiring]}
  remoteok: {enabled: true, base_url: %[1]s/remoteok.com, rate: 1000}
  ashby: {enabled: true, base_url: %[1]s/api.ashbyhq.com, rate: 1000, boards: %[2]s}
  greenhouse: {enabled: true, base_url: %[1]s/boards-api.greenhouse.io, rate: 1000, boards: %[3]s, details: ["0"]}
  files: {enabled: true}
%[4]sfiles:
  - name: projects
    path: projects.csv
    terms: synthetic
    columns:
      id: id
      title: title
      text: description
      tags: skills
      posted_at: posted
      pay_min: min
      pay_max: max
      pay_currency: currency
      pay_period: type
      pay_basis: =budget_band
      bids: proposals
      client_country: country
      employment: =freelance
      remote: =remote
`
