package dedupe

import "time"

// span is the time of a job: from its first start to its last end.
type span struct{ start, end time.Time }

// spans returns the time of every job.
func (g *grouper) spans(out []Result) map[int64]span {
	spans := make(map[int64]span, len(out))
	for i := range out {
		it := &g.items[i]
		s, ok := spans[out[i].JobKey]
		if !ok || it.Start.Before(s.start) {
			s.start = it.Start
		}
		if end := it.end(); !ok || end.After(s.end) {
			s.end = end
		}
		spans[out[i].JobKey] = s
	}
	return spans
}
