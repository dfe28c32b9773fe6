// Package jobtech collects the vacancies of the Swedish public employment service through JobStream, which
// tells what was published, changed and taken back in a span of time.
//
// The snapshot of everything that is open is not asked for: it is one answer of some 300 MB.
package jobtech

import (
	"context"
	"fmt"
	"net/url"
	"sync"
	"time"
	_ "time/tzdata" // the service speaks local time, and not every system knows where Stockholm is

	"rung/collect"
	"rung/collect/feed"
	"rung/collect/wire"
	"rung/internal/polite"
)

const (
	licence = "CC0-1.0, Arbetsförmedlingen (JobTech)"
	// local is how the service writes moments, in the time of Stockholm.
	local = "2006-01-02T15:04:05"
	// overlap is how much of what the last run saw is asked for again. It covers the hour that the end of
	// summer time repeats, and clocks that differ.
	overlap = 90 * time.Minute
	// memory is how long the service remembers what it took back.
	memory   = 90 * 24 * time.Hour
	maxBytes = 256 << 20
)

// Source returns the source.
func Source() collect.Source {
	return collect.Source{
		Name: "jobtech", Title: "JobTech (Arbetsförmedlingen)", Home: "https://jobtechdev.se",
		BaseURL: "https://jobstream.api.jobtechdev.se", Access: collect.API,
		Terms: collect.Terms{
			Verdict: collect.Allowed,
			Why:     "It is open data of the Swedish employment service, and JobStream is made for keeping a copy. It is off by default: the adverts are Swedish, and a week of them is several megabytes.",
			URL:     "https://jobtechdev.se/en/components/jobstream", ReadOn: "2026-11-22",
			Asks: []string{
				"Ask at most once a minute.",
				"Older documentation asks for a key; the service answers without one.",
				"Credit Arbetsförmedlingen, though the licence does not ask for it.",
				"Keep no contact persons: rung drops them.",
			},
			Credit:  "Platsbanken, Arbetsförmedlingen (https://arbetsformedlingen.se/platsbanken)",
			Licence: licence, MinInterval: time.Minute, Rate: 1.0 / 60,
			Keep: collect.Retention{Says: "The stream is made for keeping a copy; no time is named."},
		},
		Gives: []string{"text", "tags", "employment", "place", "seniority"},
		Options: []collect.Option{
			{Name: "occupations", Doc: "Concept ids of occupations, groups or fields; apaJ_2ja_LuF is Data/IT. Empty means all, about 20 MB a day.", Default: []string{"apaJ_2ja_LuF"}},
			{Name: "days", Doc: "How many days back the first run asks, at most 90.", Check: collect.Whole(1, 90), Default: []string{"7"}},
			{Name: "key", Doc: "A key, should the service ask for one again.", Secret: true},
		},
		Life:  collect.Life{Days: 60},
		Fetch: Fetch, Parse: Parse,
	}
}

// Fetch asks for what changed since the last run, for each occupation in spans that one answer can hold.
func Fetch(ctx context.Context, r *collect.Run) error {
	days, err := feed.Number(r.Settings, "days", 90)
	if err != nil {
		return err
	}
	occupations, span := r.Settings.Options["occupations"], 7*24*time.Hour
	if len(occupations) == 0 {
		occupations, span = []string{""}, 24*time.Hour
	}
	for _, o := range occupations {
		s := stream{run: r, occupation: o, scope: "stream/" + o, span: span}
		if o == "" {
			s.scope = "stream/all"
		}
		if err := s.fetch(ctx, r.Now.AddDate(0, 0, -days)); err != nil {
			if feed.Ends(ctx, err) {
				return err
			}
			r.Failed(s.scope, err)
		}
	}
	return nil
}

// stream is the changes to the adverts of one occupation.
type stream struct {
	run        *collect.Run
	occupation string
	scope      string
	span       time.Duration
}

// fetch asks from the cursor, which is the end of the last span that was kept, up to now.
func (s stream) fetch(ctx context.Context, from time.Time) error {
	if c := s.run.Cursor(s.scope); c != "" {
		last, err := time.Parse(time.RFC3339, c)
		if err != nil {
			return fmt.Errorf("position %q of the last run: not a time", c)
		}
		from = last.Add(-overlap)
	}
	if oldest := s.run.Now.Add(-memory); from.Before(oldest) {
		from = oldest
	}
	for from.Before(s.run.Now) {
		to := from.Add(s.span)
		if to.After(s.run.Now) {
			to = s.run.Now
		}
		if err := s.between(ctx, from, to); err != nil {
			return err
		}
		if err := s.run.SetCursor(s.scope, to.UTC().Format(time.RFC3339)); err != nil {
			return err
		}
		from = to
	}
	return nil
}

func (s stream) between(ctx context.Context, from, to time.Time) error {
	stockholm, err := zone()
	if err != nil {
		return err
	}
	q := url.Values{"date": {from.In(stockholm).Format(local)}, "updated-before-date": {to.In(stockholm).Format(local)}}
	if s.occupation != "" {
		q.Set("occupation-concept-id", s.occupation)
	}
	address := s.run.Base + "/stream?" + q.Encode()
	ask := []polite.Option{polite.MaxBytes(maxBytes), polite.Header("Accept", "application/json"), polite.Always()}
	if key := s.run.Settings.First("key"); key != "" {
		ask = append(ask, polite.Header("api-key", key))
	}
	page, err := feed.Get(ctx, s.run, s.scope, address, check, ask...)
	if err != nil {
		return err
	}
	if err := s.run.Keep(ctx, page); err != nil {
		return err
	}
	s.run.Forget(address) // the next run asks for another span
	return nil
}

func check(body []byte) error {
	_, err := wire.Rows(body, "")
	return err
}

var zone = sync.OnceValues(func() (*time.Location, error) {
	stockholm, err := time.LoadLocation("Europe/Stockholm")
	if err != nil {
		return nil, fmt.Errorf("find the time of Stockholm: %w", err)
	}
	return stockholm, nil
})
