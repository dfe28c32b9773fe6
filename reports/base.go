package reports

import (
	"strings"
	"time"
)

// base names what the figures of demand are compared with; empty where that is nothing.
func (r *Report) base() string {
	base, _ := r.answers["demand"].Params["base"].(string)
	return base
}

// comparison says what the figures of demand are compared with, to follow the days of the window.
func (r *Report) comparison() string {
	d := r.answers["demand"]
	if base := r.base(); base != "" {
		return "compared with " + spanOf(d.day("base_since"), d.day("base_until")) + " (" + base + ")"
	}
	return "with nothing to compare it with: " + r.whyNoBase()
}

// whyNoBase says why a window is compared with nothing, and names the latest that can be.
func (r *Report) whyNoBase() string {
	d := r.answers["demand"]
	since, until := d.day("comparable_since"), d.day("comparable_until")
	why := "no source was fairly watched, with enough ads, both in it and in a window before"
	if since.IsZero() {
		return why
	}
	return why + "; the last window of this length that compares is " + spanOf(since, until) +
		" (--since " + since.Format("2006-01") + " --until " + until.Format("2006-01") + ")"
}

// firstYear says from which month on the same month of a year before can be compared with; empty where no source that
// still brings ads was watched through a month yet.
func (r *Report) firstYear() string {
	var first time.Time
	for _, row := range r.answers["coverage"].rows() {
		from, ok := row.value("year_from").(time.Time)
		if ok && (first.IsZero() || from.Before(first)) {
			first = from
		}
	}
	if first.IsZero() {
		return ""
	}
	return "; the first month with one is " + monthText(first)
}

// whyNoGrowth says why no skill has a growth.
func (r *Report) whyNoGrowth() string {
	if r.base() != "" {
		return "too few ads want any of them in the window and its base"
	}
	if rows := r.answers["demand"].rows(); len(rows) > 0 {
		return rows[0].text("verdict")
	}
	return "nothing to compare with"
}

// due is when a verdict expects enough, as it says after its reason; empty where it says nothing.
func due(verdict string) string {
	if _, when, ok := strings.Cut(verdict, "; "); ok {
		return "; " + strings.TrimSuffix(when, ")")
	}
	return ""
}
