package job

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"
	"unicode/utf8"
)

// earliest is before any advert on the web.
var earliest = time.Date(1990, 1, 1, 0, 0, 0, 0, time.UTC)

// Validate reports everything that keeps l from being an advert of a source: who showed it, under
// which id, and something to read. Times must be ones an advert can have; SeenAt, where it is set,
// bounds when it can have been posted.
func (l *Listing) Validate() error {
	var problems []error
	bad := func(format string, args ...any) { problems = append(problems, fmt.Errorf(format, args...)) }
	if l.Source == "" {
		bad("source: empty")
	}
	if strings.TrimSpace(l.ID) == "" {
		bad("id: empty")
	}
	if strings.TrimSpace(l.Title) == "" && strings.TrimSpace(l.Text) == "" {
		bad("title: neither title nor text")
	}
	for _, t := range []struct{ name, value string }{
		{"id", l.ID}, {"title", l.Title}, {"employer", l.Employer}, {"text", l.Text}, {"pay_text", l.PayText}, {"category", l.Category},
	} {
		if !utf8.ValidString(t.value) {
			bad("%s: not UTF-8", t.name)
		}
	}
	if err := webAddress(l.URL); err != nil {
		bad("url: %w", err)
	}
	if err := webAddress(l.ApplyURL); err != nil {
		bad("apply_url: %w", err)
	}
	problems = append(problems, l.badTimes()...)
	return errors.Join(problems...)
}

func (l *Listing) badTimes() []error {
	var problems []error
	latest := l.SeenAt
	if latest.IsZero() {
		latest = time.Date(2100, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	check := func(name string, t, latest time.Time) {
		if !t.IsZero() && (t.Before(earliest) || t.After(latest)) {
			problems = append(problems, fmt.Errorf("%s: %s is no time for an advert", name, t.UTC().Format(time.RFC3339)))
		}
	}
	// Clocks differ, and a date without a time may be a day ahead.
	check("posted_at", l.PostedAt, latest.AddDate(0, 0, 2))
	check("updated_at", l.UpdatedAt, latest.AddDate(0, 0, 2))
	check("valid_through", l.ValidThrough, latest.AddDate(20, 0, 0))
	return problems
}

func webAddress(s string) error {
	if s == "" {
		return nil
	}
	u, err := url.Parse(s)
	if err != nil {
		return errors.New("cannot be parsed")
	}
	if (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" {
		return fmt.Errorf("%.60q is no web address", s)
	}
	return nil
}
