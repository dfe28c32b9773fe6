package sourcetest

import (
	"context"
	"log/slog"
	"maps"
	"net/http"
	"path/filepath"
	"testing"
	"time"

	"rung/collect"
	"rung/internal/job"
	"rung/internal/polite"
)

// Case says how a source is tested. The zero value plays testdata/exchanges.txtar.
type Case struct {
	// Recording is the archive to play, Golden what its pages parse to.
	Recording string
	Golden    string
	Settings  collect.Settings
	// Now is when the first run begins; the second begins two days later (2024-12-01 12:00 UTC).
	Now time.Time
	// Gone is a scope that the recording answers with 404 or 410, empty when there is none.
	Gone string
	// Rows is how many adverts, good, bad and withdrawn, the recorded pages hold, 0 when it is not checked.
	Rows int
	// Seeds are further bodies that Parse must survive.
	Seeds [][]byte
	// SecondBodies allows the second run to keep bodies again, for sources that move on to other
	// addresses. Say why.
	SecondBodies string
}

func (c Case) filled() Case {
	if c.Recording == "" {
		c.Recording = filepath.Join("testdata", "exchanges.txtar")
	}
	if c.Golden == "" {
		c.Golden = filepath.Join("testdata", "parsed.json")
	}
	if c.Now.IsZero() {
		c.Now = time.Date(2024, 12, 1, 12, 0, 0, 0, time.UTC)
	}
	if c.Settings.Permission == "" {
		c.Settings.Permission = "recorded pages only"
	}
	c.Settings.Enabled = true
	return c
}

// rig is one source with everything a run needs.
type rig struct {
	source collect.Source
	c      Case
	site   *Site
	sink   *MemorySink
	log    *slog.Logger
}

func newRig(t *testing.T, s collect.Source, c Case) *rig {
	t.Helper()
	r := &rig{source: s, c: c, site: &Site{}, sink: &MemorySink{}}
	r.rewind(t)
	return r
}

// rewind begins the recording anew and forgets what was seen. The sink stays.
func (r *rig) rewind(t *testing.T) {
	t.Helper()
	r.site = &Site{Recording: &Recording{}}
	if r.source.Access == collect.File {
		return
	}
	base := r.source.BaseURL
	if r.c.Settings.BaseURL != "" {
		base = r.c.Settings.BaseURL
	}
	rec, err := Load(r.c.Recording, base)
	if err != nil {
		t.Fatal(err)
	}
	r.site.Recording = rec
}

// collect runs the source once, beginning at a moment. It must be called in a synctest bubble.
func (r *rig) collect(ctx context.Context, at time.Time) (job.RunRecord, error) {
	began := time.Now()
	clock := func() time.Time { return at.Add(time.Since(began)) }
	records, err := collect.Collect(ctx, []collect.Source{r.source},
		map[string]collect.Settings{r.source.Name: r.c.settings(r.source)}, r.sink, collect.Options{
			RunID: "run-" + at.Format("20060102"), Now: clock, Log: r.log,
			Client: polite.New(polite.Config{Version: "test", Home: "https://rung.example", Now: clock, Transport: r.site, Log: r.log}),
		})
	return records[0], err
}

// settings returns the case's settings with the source's defaults filled in.
func (c Case) settings(s collect.Source) collect.Settings {
	out := c.Settings
	out.Options = map[string][]string{}
	for _, o := range s.Options {
		out.Options[o.Name] = o.Default
	}
	maps.Copy(out.Options, c.Settings.Options)
	return out
}

// always answers every request of the source but robots.txt in one way.
func always(status int, h http.Header) func(int, *http.Request) *http.Response {
	return func(_ int, req *http.Request) *http.Response {
		if req.URL.Path == "/robots.txt" {
			return nil
		}
		return Answer(status, h.Clone(), nil)
	}
}
