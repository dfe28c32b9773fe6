package cli

import (
	"encoding/json"
	"io/fs"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// jsonRows reads what a command with --json printed.
func jsonRows(t *testing.T, text string) []map[string]any {
	t.Helper()
	var rows []map[string]any
	if err := json.Unmarshal([]byte(text), &rows); err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	return rows
}

func TestRunsCount(t *testing.T) {
	b := newBoard(t, "a", "b", "c")
	b.read(t)
	b.shows(http.StatusOK, "c", "d")
	b.read(t)
	for _, r := range jsonRows(t, b.rung(t, Done, "runs", "--json", "--limit", "2")) {
		if r["stage"] != "transform" {
			continue
		}
		for name, want := range map[string]float64{"read": 2, "new": 1, "same": 1, "closed": 2, "rejected": 0} {
			if r[name] != want {
				t.Errorf("the second run has %s = %v, want %v: %v", name, r[name], want, r)
			}
		}
	}
	shown := jsonRows(t, b.rung(t, Done, "runs", "show", "--json"))
	for name, want := range map[string]any{
		"source": "board", "stages": "transform", "verdict": "done", "asked": 0.0, "got": 0.0, "unchanged": 0.0, "retried": 0.0, "waited_ms": 0.0,
		"bytes": 0.0, "read": 2.0, "new": 1.0, "changed": 0.0, "same": 1.0, "closed": 2.0, "refused": 0.0, "message": nil,
	} {
		if len(shown) != 1 || shown[0][name] != want {
			t.Errorf("the last run has %s = %v, want %v: %v", name, shown[0][name], want, shown)
		}
	}
	first := jsonRows(t, b.rung(t, Done, "runs", "--json"))[3]["run_id"].(string)
	if out := b.rung(t, Done, "runs", "show", first[:15]); !regexp.MustCompile("^run "+first+", (at|from) 2026-11-0").MatchString(out) || !strings.Contains(out, "collect") {
		t.Errorf("the first run is shown as\n%s", out)
	}
	b.rung(t, Usage, "runs", "show", "1999")
	b.rung(t, Usage, "runs", "list", "1999")
	b.shows(http.StatusOK, "c", "d") // the same page: nothing closes twice
	b.read(t)
	if rows := jsonRows(t, b.rung(t, Done, "runs", "--json", "--limit", "1")); rows[0]["closed"] != 0.0 {
		t.Errorf("the third run closed %v, want 0", rows[0]["closed"])
	}
}

// TestSecretsStaySecret looks for the secret of a source in all that runs leave behind, when they go
// well and when the site refuses or fails.
func TestSecretsStaySecret(t *testing.T) {
	b := newBoard(t, "a")
	b.rung(t, Done, "run", "-vv", "--metrics", filepath.Join(b.dir, "rung.prom"))
	b.shows(http.StatusForbidden)
	b.rung(t, Failed, "collect", "-vv", "--notify", "sh -c 'env; cat'")
	b.shows(http.StatusBadRequest)
	b.rung(t, Failed, "collect", "-vv", "--json")
	seen := b.log.String() + b.rung(t, Done, "runs", "--json") + b.rung(t, Done, "config", "show", "--json") + b.rung(t, Done, "doctor")
	if !strings.Contains(seen, "board") || !strings.Contains(seen, "RUNG_OUTCOME=failed") {
		t.Errorf("the log tells nothing:\n%s", seen)
	}
	if strings.Contains(seen, canary) {
		t.Errorf("the secret is in what rung says:\n%s", seen)
	}
	err := fs.WalkDir(os.DirFS(b.dir), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(b.dir, path))
		if strings.Contains(string(data), canary) {
			t.Errorf("the secret is in %s", path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestLogIsOneLineForStageAndSource(t *testing.T) {
	b := newBoard(t, "a")
	b.read(t)
	said := map[string]int{}
	name := regexp.MustCompile(`^[a-z][a-z0-9_]*$`)
	for line := range strings.Lines(b.log.String()) {
		var entry map[string]any
		if err := json.Unmarshal([]byte(line), &entry); err != nil {
			t.Fatalf("%v in %s", err, line)
		}
		for key := range entry {
			if !name.MatchString(key) {
				t.Errorf("the key %q is not in snake case: %s", key, line)
			}
		}
		if entry["level"] != "INFO" || entry["source"] != "board" || entry["run_id"] == nil {
			t.Errorf("the line %s", line)
		}
		said[entry["msg"].(string)]++
	}
	if want := map[string]int{"collected": 1, "transformed": 1}; !maps.Equal(said, want) {
		t.Errorf("the log says %v, want %v:\n%s", said, want, b.log.String())
	}
	for _, c := range []struct {
		flags []string
		want  string // a regular expression for the whole log
	}{
		{[]string{"-q"}, `^$`},
		{[]string{"--log-format", "text"}, `^\d\d:\d\d:\d\d INF collected .*source=board .*\n$`},
		{[]string{"-v"}, `"level":"DEBUG"`},
	} {
		b.log.Reset()
		b.rung(t, Done, append([]string{"collect"}, c.flags...)...)
		if !regexp.MustCompile(c.want).MatchString(b.log.String()) {
			t.Errorf("with %v the log is %q, want %s", c.flags, b.log.String(), c.want)
		}
	}
	b.log.Reset()
	b.errTTY = true
	b.rung(t, Done, "collect", "--color", "never")
	if !regexp.MustCompile(`(?m)^.*\d\d:\d\d:\d\d INF collected `).MatchString(b.log.String()) {
		t.Errorf("on a terminal the log is %q", b.log.String())
	}
}

// TestBetween wants the times of a run told as they are, however short it was and whatever was not recorded.
func TestBetween(t *testing.T) {
	at := func(text string) any {
		d, err := time.Parse("2006-01-02 15:04:05.000", text)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	noon, later, evening := at("2026-10-31 12:00:00.100"), at("2026-10-31 12:00:00.500"), at("2026-10-31 18:30:00.000")
	for _, c := range []struct {
		began, ended []any
		want         string
	}{
		{[]any{noon, later}, []any{later, evening}, "from 2026-10-31 12:00:00 to 18:30:00 UTC"},
		{[]any{noon}, []any{at("2026-11-01 00:00:01.000")}, "from 2026-10-31 12:00:00 to 2026-11-01 00:00:01 UTC"},
		{[]any{noon}, []any{later}, "at 2026-10-31 12:00:00 UTC, in 400 ms"},
		{[]any{noon}, []any{noon}, "at 2026-10-31 12:00:00 UTC, in 0 s"},
		{[]any{later}, []any{noon}, "at 2026-10-31 12:00:00 UTC, in 0 s"},
		{[]any{noon, nil}, []any{nil, nil}, "begun at 2026-10-31 12:00:00 UTC, with no end recorded"},
		{[]any{nil}, []any{evening}, "ended at 2026-10-31 18:30:00 UTC, with no beginning recorded"},
		{[]any{nil}, []any{nil}, "at a time that was not recorded"},
		{[]any{time.Time{}}, []any{time.Time{}}, "at a time that was not recorded"},
	} {
		if got := between(c.began, c.ended); got != c.want {
			t.Errorf("from %v to %v: %q, want %q", c.began, c.ended, got, c.want)
		}
	}
}
