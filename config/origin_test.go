package config_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"rung/collect/all"
	"rung/config"
)

// TestWrongValuesSayWhatAndWhere wants every error to name the setting, its value, where that stands and what
// is allowed. FILE stands for the settings file.
func TestWrongValuesSayWhatAndWhere(t *testing.T) {
	for _, c := range []struct {
		file string
		env  []string
		want []string
	}{
		{"", []string{"RUNG_HTTP_TIMEOUT=banana"}, []string{`http.timeout is "banana" ($RUNG_HTTP_TIMEOUT): want a time such as 30s, 5m or 12h`}},
		{"", []string{"RUNG_HTTP_TIMEOUT=-1s"}, []string{`http.timeout is "-1s" ($RUNG_HTTP_TIMEOUT): want more than 0`}},
		{"\nsql:\n  memory_mb: much\n  timeout: 5\n", nil, []string{`sql.memory_mb is "much" (FILE:3): want a whole number`}},
		{"http:\n  max_body_mb: []\n", nil, []string{`http.max_body_mb is [] (FILE:2): want a whole number`}},
		{"log: {format: xml}\nreport:\n  alerts:\n    share: -0.5\n", nil, []string{
			`log.format is "xml" (FILE:1): want auto, text or json`, `report.alerts.share is -0.5 (FILE:4): want 0, which switches it off, to 1, such as 0.05 for five in a hundred`,
		}},
		{"report:\n  alerts:\n    share: 1.01\n    pay: 5\n    top: -1\n", nil, []string{
			`report.alerts.share is 1.01 (FILE:3): want 0, which switches it off, to 1`, `report.alerts.pay is 5 (FILE:4): want 0, which switches it off, to 1`,
			`report.alerts.top is -1 (FILE:5): want 0, which switches it off, or more`,
		}},
		{"sources:\n  hackernews:\n    since: 2015-13\n    threads: [hiring, freelancing]\n  jobtech: {days: 91}\n", nil, []string{
			`sources.hackernews.since is "2015-13" (FILE:3): want a month such as 2015-01`,
			`sources.hackernews.threads is "freelancing" (FILE:4): want one of hiring, freelancer: did you mean "freelancer"?`,
			`sources.jobtech.days is "91" (FILE:5): want a whole number from 1 to 90`,
		}},
		{"", []string{"RUNG_SOURCES_REMOTEOK_RATE=fast", "RUNG_SOURCES_ADZUNA_COUNTRIES=gb,uk"}, []string{
			`sources.remoteok.rate is "fast" ($RUNG_SOURCES_REMOTEOK_RATE): want a number`,
			`sources.adzuna.countries is "uk" ($RUNG_SOURCES_ADZUNA_COUNTRIES): want one of at, au,`,
		}},
		{"sources:\n  remoteok:\n    base_url: remoteok.com\n    keep: -1h\n", nil, []string{
			`sources.remoteok.base_url is "remoteok.com" (FILE:3): want an address that begins with http:// or https://`,
			`sources.remoteok.keep is "-1h" (FILE:4): want 0 or more`,
		}},
		{"files:\n- name: a\n  path: a.csv\n  terms: mine\n  columns: {title: T}\n- name: b\n  path: b.csv\n  terms: mine\n  columns:\n    titel: T\n    pay: P | map x\n", nil, []string{
			`columns: there is no field "titel": did you mean "title"? (FILE:6)`, `files: b: columns: pay: `,
			`columns: neither title nor text has a column`,
		}},
		{"files: [{name: a, path: a.csv, terms: mine, format: xls, columns: {title: T}}]\n", nil, []string{`files: a: format "xls" is none of csv, tsv, json, jsonl, parquet (FILE:1)`}},
	} {
		path := write(t, c.file)
		_, err := config.Load(config.Input{File: path, Env: c.env, Sources: all.Sources()})
		if err == nil {
			t.Errorf("%q and %q: no error", c.file, c.env)
			continue
		}
		text := strings.ReplaceAll(err.Error(), path, "FILE")
		for _, want := range c.want {
			if !strings.Contains(text, want) {
				t.Errorf("%q and %q:\n%s\nwant\n%s", c.file, c.env, text, want)
			}
		}
	}
}

func TestProblems(t *testing.T) {
	path := write(t, "log: {format: xml}\nfiles: [{name: a, path: b.csv}]\n")
	_, err := config.Load(config.Input{File: path, Sources: sources()})
	want := []config.Problem{
		{Message: `log.format is "xml" (` + path + `:1): want auto, text or json`, Key: "log.format", Value: "xml", From: path + ":1", Want: "want auto, text or json"},
		{Message: "files: a has no terms: say why you may use it (" + path + ":2)"},
	}
	if diff := cmp.Diff(want, config.Problems(err)); diff != "" {
		t.Errorf("problems (-want +got)\n%s", diff)
	}
	_, err = config.Load(config.Input{File: filepath.Join(t.TempDir(), "none.yaml"), Sources: sources()})
	if p := config.Problems(err); len(p) != 1 || !strings.Contains(p[0].Message, "read the settings") {
		t.Errorf("problems of a missing file: %+v", p)
	}
	if p := config.Problems(nil); p != nil {
		t.Errorf("problems of none: %+v", p)
	}
}

// TestDefaultsPassTheirChecks holds the checks of every source to its own defaults.
func TestDefaultsPassTheirChecks(t *testing.T) {
	for _, s := range all.Sources() {
		for _, o := range s.Options {
			for _, v := range o.Default {
				if o.Check == nil {
					continue
				}
				if err := o.Check(v); err != nil {
					t.Errorf("%s: the default %q of %s: %v", s.Name, v, o.Name, err)
				}
			}
		}
	}
}
