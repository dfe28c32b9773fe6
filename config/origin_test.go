package config_test

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

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
			`columns: there is no field "titel": did you mean "title"? (FILE:10)`,
			`files: b: columns: pay: filter map: "x" is not of the form A=x (FILE:11)`,
			`columns: neither title nor text has a column (FILE:6)`,
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

// TestAllAtOnce wants misspelt keys, values of the wrong type and values that are not allowed from one look at a file,
// in the order of its lines and with nothing that only follows from another of them.
func TestAllAtOnce(t *testing.T) {
	path := write(t, `lake:
sql:
  timeout:
  memory_mb: much
  thread: 2
log: {format: xml}
htttp:
  contact: me
  timeout: 5
sources:
  hackernws: {enabled: true, rate: 2}
  monster: {enabled: true}
  remoteok:
    rate: fast
    min_intervall: 3h
    keep: -1h
  ashby: true
files:
  - name: mine
    path: x.csv
    terms: my own
    colums:
      titel: T
      text: B
  - nam: second
    path: [a]
    columns: {title: T, pay: "P | map x"}
  - third
`)
	env := []string{"RUNG_LAEK_DIR=x", "RUNG_ANALYZE_HOURS_PER_DAY=0", "RUNG_LAKE=ftp://x"}
	_, err := config.Load(config.Input{File: path, Env: env, Sources: all.Sources()})
	if err == nil {
		t.Fatal("no error")
	}
	want := []string{
		`sql.memory_mb is "much" (FILE:4): want a whole number`,
		`there is no setting "sql.thread" (FILE:5): did you mean "sql.threads"?`,
		`log.format is "xml" (FILE:6): want auto, text or json`,
		`there is no setting "htttp" (FILE:7): did you mean "http"?`,
		`there is no setting "sources.hackernws" (FILE:11): did you mean "sources.hackernews"?`,
		`there is no setting "sources.monster" (FILE:12)`,
		`sources.remoteok.rate is "fast" (FILE:14): want a number`,
		`there is no setting "sources.remoteok.min_intervall" (FILE:15): did you mean "sources.remoteok.min_interval"?`,
		`sources.remoteok.keep is "-1h" (FILE:16): want 0 or more`,
		`sources.ashby is true (FILE:17): want settings below it: base_url, boards, enabled, keep, min_interval, permission, rate`,
		`there is no setting "files[0].colums" (FILE:22): did you mean "files[0].columns"?`,
		`files: mine: columns: there is no field "titel": did you mean "title"? (FILE:23)`,
		`files: second has no terms: say why you may use it (FILE:25)`,
		`there is no setting "files[1].nam" (FILE:25): did you mean "files[1].name"?`,
		`files[1].path is [a] (FILE:26): want a text`,
		`files: second: columns: pay: filter map: "x" is not of the form A=x (FILE:27)`,
		`files[2] is "third" (FILE:28): want name, path, format, encoding, columns, terms`,
		`analyze.hours_per_day is "0" ($RUNG_ANALYZE_HOURS_PER_DAY): want more than 0`,
		`lake.dir: a bucket cannot be at ftp://: want s3://BUCKET, gs://BUCKET or azblob://CONTAINER ($RUNG_LAKE)`,
		`there is no setting for the variable $RUNG_LAEK_DIR: did you mean "RUNG_LAKE_DIR"?`,
	}
	if diff := cmp.Diff(strings.Join(want, "\n"), strings.ReplaceAll(err.Error(), path, "FILE")); diff != "" {
		t.Errorf("mistakes (-want +got)\n%s", diff)
	}
	if got := len(config.Problems(err)); got != len(want) {
		t.Errorf("%d problems, want %d", got, len(want))
	}
}

// TestNoSettings names the line of what is no YAML, or no settings.
func TestNoSettings(t *testing.T) {
	for text, want := range map[string]string{
		"sql:\n  timeout: 5m\n  timeout: 6m\n":           `FILE:3: mapping key "timeout" already defined at line 2`,
		"lake:\n\tdir: x\n":                              "FILE:2: found character that cannot start any token: indent with spaces, not with tabs",
		"# a list\n- lake\n":                             "FILE:2: want settings such as lake: {dir: DIR}",
		"lake: [\n":                                      "FILE:",
		"lake: here\n":                                   `lake is "here" (FILE:1): want settings below it: compact_at, dir, mirror, offline, retention`,
		"lake: {dir: {x: 1}}\n":                          `lake.dir is a mapping (FILE:1): want a text`,
		"files: {name: x}\n":                             `files is a mapping (FILE:1): want a list, each entry of which begins with a dash`,
		"base: &b {rate: -1}\nsources: {remoteok: *b}\n": `sources.remoteok.rate is -1 (FILE:2): want 0 or more`,
	} {
		path := write(t, text)
		_, err := config.Load(config.Input{File: path, Sources: all.Sources()})
		if err == nil || !strings.Contains(strings.ReplaceAll(err.Error(), path, "FILE"), want) {
			t.Errorf("%q: error %v, want %s", text, err, want)
		}
	}
	for _, text := range []string{"", "# nothing\n", "lake:\n", "sql: {timeout: }\nfiles:\n"} {
		c, err := config.Load(config.Input{File: write(t, text), Sources: all.Sources()})
		if err != nil || c.SQL.Timeout != 5*time.Minute {
			t.Errorf("%q: %v, %v, want what is standard", text, c, err)
		}
	}
}

func TestProblems(t *testing.T) {
	path := write(t, "log: {format: xml}\nfiles:\n- {name: a, path: b.csv, colums: {title: T}}\n")
	_, err := config.Load(config.Input{File: path, Sources: sources()})
	want := []config.Problem{
		{Message: `log.format is "xml" (` + path + `:1): want auto, text or json`, Key: "log.format", Value: "xml", From: path + ":1", Want: "auto, text or json"},
		{Message: "files: a has no terms: say why you may use it (" + path + ":3)", Key: "files[0]", From: path + ":3"},
		{
			Message: `there is no setting "files[0].colums" (` + path + `:3): did you mean "files[0].columns"?`,
			Key:     "files[0].colums", From: path + ":3", Meant: "files[0].columns",
		},
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
