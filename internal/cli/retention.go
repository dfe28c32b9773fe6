package cli

import (
	"context"
	"database/sql"
	_ "embed"
	"fmt"
	"strings"
	"time"

	"rung/collect"
	"rung/config"
	"rung/internal/lake"
)

//go:embed sql/aged.sql
var agedSQL string

// aged is what a source has in the lake that came before a moment.
type aged struct {
	source string
	// names are those under which adverts of the source stand: its own, and those of imports from its pages.
	names []string
	// keep is how long what came may be kept, 0 where somebody named the moment.
	keep           time.Duration
	before, oldest time.Time
	pages, adverts int64
}

func (g *aged) forget() lake.Forget { return lake.Forget{Before: g.before, Source: g.source} }

// retention counts for every source in the lake whose terms or settings limit how long what came may be
// kept, what is older.
func (a *app) retention(ctx context.Context, l *lake.Lake, c *config.Config, now time.Time) ([]aged, error) {
	there := map[string]bool{}
	for _, f := range l.Manifest().Files {
		there[f.Source] = true
	}
	var list []aged
	for i := range a.sources {
		s := &a.sources[i]
		keep := collect.KeepFor(s, c.Sources[s.Name])
		if keep == 0 || !there[s.Name] {
			continue
		}
		g := aged{source: s.Name, keep: keep, before: now.UTC().Add(-keep)}
		if err := g.count(ctx, l); err != nil {
			return nil, fmt.Errorf("look for what is older than the terms of %s allow: %w", s.Name, err)
		}
		list = append(list, g)
	}
	return list, nil
}

func (g *aged) count(ctx context.Context, l *lake.Lake) error {
	var err error
	if g.names, err = l.NamesFrom(ctx, g.source); err != nil {
		return err
	}
	db, err := l.DB(ctx)
	if err != nil {
		return err
	}
	var oldest sql.Null[time.Time]
	row := db.QueryRowContext(ctx, agedSQL, sql.Named("source", g.source), sql.Named("before", g.before),
		sql.Named("names", strings.Join(append([]string{g.source}, g.names...), ",")), sql.Named("borrowed", !l.HasPages(g.source)))
	if err := row.Scan(&g.pages, &oldest, &g.adverts); err != nil {
		return err
	}
	g.oldest = oldest.V
	return nil
}

// due leaves those that have something to forget.
func due(list []aged) []aged {
	var out []aged
	for _, g := range list {
		if g.pages > 0 {
			out = append(out, g)
		}
	}
	return out
}

var agedColumns = []string{"source", "kept_for", "forgotten_before", "oldest", "pages", "adverts"}

// agedRows are what is older, as rows of agedColumns.
func agedRows(list []aged) [][]any {
	rows := [][]any{}
	for _, g := range list {
		keep, oldest := any(nil), any(nil)
		if g.keep > 0 {
			keep = kept(g.keep)
		}
		if !g.oldest.IsZero() {
			oldest = g.oldest
		}
		rows = append(rows, []any{g.source, keep, g.before.Truncate(time.Second), oldest, g.pages, g.adverts})
	}
	return rows
}

// showAged prints what would be forgotten, and of limits that reach nothing that none does.
func (a *app) showAged(list []aged) error {
	if len(list) == 0 && !a.flags.json {
		return a.tell("nothing to forget: of the sources in the lake none has terms or settings that limit how long what came may be kept")
	}
	return a.rows(agedColumns, agedRows(list))
}

// keepTerms does what the settings say about pages that are older than terms allow. It is part of a run.
func (s *session) keepTerms(ctx context.Context) error {
	mode := s.config.Lake.Retention
	if mode == config.RetentionOff {
		return nil
	}
	list, err := s.retention(ctx, s.lake, s.config, s.now())
	if list = due(list); err != nil || len(list) == 0 {
		return err
	}
	if mode == config.RetentionApply {
		return s.purge(ctx, forgets(list)...)
	}
	for _, g := range list {
		s.log.Warn("kept for longer than the terms allow", "source", g.source, "kept_for", kept(g.keep), "pages", g.pages, "adverts", g.adverts,
			"oldest", g.oldest.UTC().Truncate(time.Second), "hint", `"rung lake purge" forgets them; lake.retention: apply does so in every run`)
	}
	return nil
}

func forgets(list []aged) []lake.Forget {
	out := make([]lake.Forget, len(list))
	for i := range list {
		out[i] = list[i].forget()
	}
	return out
}

// purgeRetention forgets what is older than the terms allow. What a snapshot alone still holds goes too, so
// every source with a limit is purged, whatever was counted.
func (s *session) purgeRetention(ctx context.Context) error {
	list, err := s.retention(ctx, s.lake, s.config, s.now())
	if err != nil {
		return err
	}
	if err := s.showAged(list); err != nil || len(list) == 0 {
		return err
	}
	return s.purge(ctx, forgets(list)...)
}

// kept writes how long something is kept.
func kept(d time.Duration) string {
	switch {
	case d == 0:
		return "without a limit"
	case d%(24*time.Hour) == 0 && d > 48*time.Hour:
		return fmt.Sprintf("%d days", d/(24*time.Hour))
	case d%time.Hour == 0:
		return fmt.Sprintf("%d hours", d/time.Hour)
	}
	return d.String()
}

// mayKeep says in words what terms say of keeping data.
func mayKeep(r collect.Retention) string {
	var b strings.Builder
	switch {
	case r.For > 0:
		b.WriteString(kept(r.For) + ". " + r.Says)
	case r.Says != "":
		b.WriteString(r.Says)
	default:
		b.WriteString("the terms were not found to say.")
	}
	if r.URL != "" {
		b.WriteString(" See " + r.URL + ".")
	}
	return b.String()
}
