package config_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"rung/collect/all"
	"rung/config"
)

// TestNotes wants to hear of what the terms do not let through, and of nothing else. FILE stands for the settings file.
func TestNotes(t *testing.T) {
	for _, c := range []struct {
		file string
		env  []string
		want []string
	}{
		{"", nil, nil},
		{"sources:\n  remoteok:\n    min_interval: 1m\n", nil, []string{`sources.remoteok.min_interval is 1m (FILE:3): the terms ask for 1h between two runs, and that holds`}},
		{"sources: {remoteok: {min_interval: 2h, rate: 0.5}}\n", nil, nil},
		{"sources: {remoteok: {rate: 10}}\n", nil, []string{`sources.remoteok.rate is 10 (FILE:1): the terms allow 1 requests a second, and that holds`}},
		// A server of one's own that stands in for the site has no terms.
		{"sources: {remoteok: {base_url: \"http://127.0.0.1:1\", min_interval: 0s, rate: 1000}}\n", nil, nil},
		{"", []string{"RUNG_SOURCES_JOBTECH_MIN_INTERVAL=1s"}, []string{`sources.jobtech.min_interval is 1s ($RUNG_SOURCES_JOBTECH_MIN_INTERVAL): the terms ask for 1m between two runs, and that holds`}},
	} {
		path := write(t, c.file)
		got, err := config.Load(config.Input{File: path, Env: c.env, Sources: all.Sources()})
		if err != nil {
			t.Errorf("%q and %q: %v", c.file, c.env, err)
			continue
		}
		notes := got.Notes
		for i := range notes {
			notes[i] = strings.ReplaceAll(notes[i], path, "FILE")
		}
		if diff := cmp.Diff(c.want, notes); diff != "" {
			t.Errorf("%q and %q (-want +got):\n%s", c.file, c.env, diff)
		}
	}
}
