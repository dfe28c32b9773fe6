package transform

import (
	"time"

	"rung/internal/job"
)

// Life says how it is known that the listings of a source are gone; see collect.Life.
type Life struct {
	// ShowsAllOpen is true when the source lists everything that is open, so what is missing is gone.
	ShowsAllOpen bool
	// Days is the assumed life of a listing of a source that only adds, where it does not say when it ends itself; 0 means none is assumed.
	Days int
}

// Rules by which a listing is known to be closed, strongest first. They are the values of close_rule.
const (
	closedByNotice   = "removed"
	closedByScope    = "scope_gone"
	closedByAbsence  = "not_listed"
	closedByDate     = "valid_through"
	closedByLifetime = "default_life"
)

// closed tells when a listing ended and by which rule; the time is zero while it is open. What a source
// says or shows beats what is assumed. asOf is the moment that the answer is for.
//
// A missed listing of a source that does not list everything, and a run that did not see the whole
// scope, close nothing: see Identity.MissedAt.
func closed(id *job.Identity, life Life, asOf time.Time) (time.Time, string) {
	switch {
	case id.RemovedAt.After(id.LastSeen) || !id.RemovedAt.IsZero() && id.RemovedAt.Equal(id.LastSeen):
		return id.RemovedAt, closedByNotice
	case !id.GoneAt.IsZero():
		return id.GoneAt, closedByScope
	case life.ShowsAllOpen && !id.MissedAt.IsZero():
		return id.MissedAt, closedByAbsence
	case !id.ValidThrough.IsZero():
		if !id.ValidThrough.After(asOf) {
			return id.ValidThrough, closedByDate
		}
	case !life.ShowsAllOpen && life.Days > 0:
		if end := began(id).AddDate(0, 0, life.Days); !end.After(asOf) {
			return end, closedByLifetime
		}
	}
	return time.Time{}, ""
}

// began is when a listing was posted, or first seen where the source does not say.
func began(id *job.Identity) time.Time {
	if id.PostedAt.IsZero() {
		return id.FirstSeen
	}
	return id.PostedAt
}
