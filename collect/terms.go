package collect

import (
	"fmt"
	"strings"
	"time"

	"rung/internal/job"
	"rung/internal/polite"
)

// RefusedError says that a source's terms do not allow a run as it is set up.
type RefusedError struct {
	Source  string
	Verdict Verdict
	// Why and Terms are the reason and where it can be read.
	Why   string
	Terms string
}

func (e *RefusedError) Error() string {
	return fmt.Sprintf("collect %s: its terms say %q: %s (%s); with a permission of your own, say which in sources.%s.permission",
		e.Source, e.Verdict, strings.TrimSuffix(e.Why, "."), e.Terms, e.Source)
}

// permitted refuses a source by its verdict.
func permitted(s *Source, set Settings) error {
	if s.Terms.Verdict != Ask && s.Terms.Verdict != No {
		return nil
	}
	if strings.TrimSpace(set.Permission) != "" {
		return nil
	}
	return &RefusedError{Source: s.Name, Verdict: s.Terms.Verdict, Why: s.Terms.Why, Terms: s.Terms.URL}
}

// baseOf returns the address to build requests on, without a slash at its end.
func baseOf(s *Source, set Settings) string {
	base := s.BaseURL
	if set.BaseURL != "" {
		base = set.BaseURL
	}
	return strings.TrimRight(base, "/")
}

// standIn reports whether the user's own server plays the part of the site, so that the site's limits
// have nobody to protect.
func standIn(base string) bool { return polite.IsPrivateHost(base) }

// Limits returns what holds for a source with its settings: the least time between two runs, and the most requests a
// second, zero for the client's own. Settings may only tighten what the terms ask.
func Limits(s *Source, set Settings) (interval time.Duration, rate float64) {
	base := baseOf(s, set)
	return intervalOf(s, set, base), rateOf(s, set, base)
}

func intervalOf(s *Source, set Settings, base string) time.Duration {
	if standIn(base) {
		return set.MinInterval
	}
	return max(s.Terms.MinInterval, set.MinInterval)
}

// earliest returns when the source may be asked again.
func earliest(s *Source, set Settings, base string, state job.SourceState) time.Time {
	interval := intervalOf(s, set, base)
	next := state.NotBefore
	if state.Started.IsZero() {
		return next
	}
	if at := state.Started.Add(interval); at.After(next) {
		next = at
	}
	return next
}

// rateOf returns the requests a second that may be sent: the terms', or fewer by the settings. Zero
// means the client's own.
func rateOf(s *Source, set Settings, base string) float64 {
	switch {
	case set.Rate <= 0:
		return s.Terms.Rate
	case s.Terms.Rate <= 0, standIn(base):
		return set.Rate
	}
	return min(s.Terms.Rate, set.Rate)
}

// KeepFor returns how long what came from a source may be kept; 0 means that nothing limits it. Settings may
// only shorten what the terms allow, unless they state a permission.
func KeepFor(s *Source, set Settings) time.Duration {
	switch terms := s.Terms.Keep.For; {
	case set.Keep == 0:
		return terms
	case terms == 0, strings.TrimSpace(set.Permission) != "":
		return set.Keep
	default:
		return min(terms, set.Keep)
	}
}
