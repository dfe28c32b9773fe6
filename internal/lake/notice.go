package lake

import "time"

// SetNotice makes a commit from which on the manifest carries a notice. A notice that stands already is no
// new commit.
func (l *Lake) SetNotice(runID, notice string, now time.Time) error {
	if l.Manifest().Notice == notice {
		return nil
	}
	return l.commit(runID, "notice", now, func(m *Manifest) { m.Notice = notice })
}
