package config

import (
	"fmt"
	"strings"
	"time"

	"rung/collect"
)

// notes tells which settings of sources give way to the terms, in order of the sources.
func (l *loader) notes(c *Config) []string {
	var notes []string
	add := func(key, want string) {
		notes = append(notes, fmt.Sprintf("%s is %v (%s): %s", key, l.value(key), l.origin(key), want))
	}
	for i := range l.in.Sources {
		s := &l.in.Sources[i]
		set, prefix := c.Sources[s.Name], "sources."+s.Name+"."
		interval, rate := collect.Limits(s, set)
		if set.MinInterval < interval {
			add(prefix+"min_interval", fmt.Sprintf("the terms ask for %s between two runs, and that holds", short(interval)))
		}
		if set.Rate > 0 && rate > 0 && set.Rate > rate {
			add(prefix+"rate", fmt.Sprintf("the terms allow %.3g requests a second, and that holds", rate))
		}
	}
	return notes
}

// short writes a time without the parts that are 0: 1h for 1h0m0s.
func short(d time.Duration) string {
	text := d.String()
	if strings.HasSuffix(text, "m0s") {
		text = strings.TrimSuffix(text, "0s")
	}
	if strings.HasSuffix(text, "h0m") {
		text = strings.TrimSuffix(text, "0m")
	}
	return text
}
