package cli

import (
	"fmt"
	"math"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

func TestMetrics(t *testing.T) {
	b := newBoard(t, "a", "b", "c")
	file := filepath.Join(b.dir, "rung.prom")
	b.read(t)
	b.shows(http.StatusOK, "c", "d")
	b.read(t, "--metrics", file)
	before := scrape(t, file)
	for series, want := range map[string]float64{
		`rung_source_last_run_requests{source="board",stage="collect"}`:                   1,
		`rung_source_last_run_bodies{source="board",stage="collect"}`:                     1,
		`rung_source_last_run_adverts_new{source="board",stage="transform"}`:              1,
		`rung_source_last_run_adverts_closed{source="board",stage="transform"}`:           2,
		`rung_source_last_run_adverts_rejected{source="board",stage="transform"}`:         0,
		`rung_source_last_run_outcome{source="board",stage="collect",outcome="done"}`:     1,
		`rung_source_last_run_outcome{source="board",stage="collect",outcome="failed"}`:   0,
		`rung_source_last_run_outcome{source="board",stage="transform",outcome="failed"}`: 0,
		`rung_lake_rows{table="listing_versions"}`:                                        4,
		`rung_lake_unread_files`:                       0,
		`rung_last_run_exit_code{command="transform"}`: 0,
	} {
		if got, ok := before[series]; !ok || got != want {
			t.Errorf("%s = %v (there: %v), want %v", series, got, ok, want)
		}
	}
	b.shows(http.StatusForbidden)
	b.rung(t, Failed, "collect", "--metrics", file)
	after := scrape(t, file)
	for series, want := range map[string]float64{
		`rung_source_last_run_outcome{source="board",stage="collect",outcome="failed"}`: 1,
		`rung_source_last_run_outcome{source="board",stage="collect",outcome="done"}`:   0,
		`rung_last_run_exit_code{command="collect"}`:                                    1,
	} {
		if after[series] != want {
			t.Errorf("after a refusal %s = %v, want %v", series, after[series], want)
		}
	}
	began, done := `rung_source_last_run_timestamp_seconds{source="board",stage="collect"}`, `rung_source_last_done_timestamp_seconds{source="board",stage="collect"}`
	if after[began]-before[began] < 86400 || after[done] != before[began] {
		t.Errorf("the runs began at %f and %f, the last good one at %f", before[began], after[began], after[done])
	}
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o644 {
		t.Errorf("the file's mode is %v (%v), want 0644: others read it", info.Mode(), err)
	}
}

func TestExpositionEscapes(t *testing.T) {
	f := family{name: "a_b", help: "back\\slash and\nline"}
	f.add(1.5, "source", "say \"hi\"\\\nnow\xff", "x", "")
	f.add(math.MaxInt32)
	var b strings.Builder
	if err := exposition(&b, []family{f, {name: "empty", help: "left out"}}); err != nil {
		t.Fatal(err)
	}
	want := "# HELP a_b back\\\\slash and\\nline\n# TYPE a_b gauge\na_b{source=\"say \\\"hi\\\"\\\\\\nnow?\",x=\"\"} 1.5\na_b 2147483647\n"
	if b.String() != want {
		t.Errorf("got\n%swant\n%s", b.String(), want)
	}
	if _, err := parseExposition(b.String()); err != nil {
		t.Error(err)
	}
}

func TestParseExpositionIsStrict(t *testing.T) {
	head := "# HELP a A.\n# TYPE a gauge\n"
	for _, bad := range []string{
		"a 1\n", head + "a 1", head + "a{x=\"1\"} 1\na{x=\"1\"} 2\n", head + "a{x=1} 1\n", head + "a{x=\"\\q\"} 1\n", head + "a one\n",
		"# TYPE a gauge\na 1\n", head + "b 1\n", head + "a 1\n# HELP b B.\n# TYPE b gauge\nb 1\na{x=\"2\"} 1\n", head + "a{1x=\"1\"} 1\n", head + "\n",
	} {
		if _, err := parseExposition(bad); err == nil {
			t.Errorf("%q passes", bad)
		}
	}
}

func scrape(t *testing.T, path string) map[string]float64 {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	series, err := parseExposition(string(data))
	if err != nil {
		t.Fatalf("%v in\n%s", err, data)
	}
	return series
}

var (
	metricName = regexp.MustCompile(`^[a-zA-Z_:][a-zA-Z0-9_:]*$`)
	sampleLine = regexp.MustCompile(`^([a-zA-Z_:][a-zA-Z0-9_:]*)(\{(?:[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\["\\n])*",?)*\})? (\S+)$`)
)

// parseExposition reads the text format more strictly than Prometheus does: every family has its HELP,
// then its TYPE, then its samples in one piece, and no series is there twice.
func parseExposition(text string) (map[string]float64, error) {
	if !strings.HasSuffix(text, "\n") {
		return nil, fmt.Errorf("the last line does not end")
	}
	series := map[string]float64{}
	var families []string
	current, typed := "", false
	for line := range strings.SplitSeq(strings.TrimSuffix(text, "\n"), "\n") {
		if rest, ok := strings.CutPrefix(line, "# HELP "); ok {
			name, help, _ := strings.Cut(rest, " ")
			if !metricName.MatchString(name) || help == "" || slices.Contains(families, name) {
				return nil, fmt.Errorf("bad HELP: %q", line)
			}
			families, current, typed = append(families, name), name, false
			continue
		}
		if rest, ok := strings.CutPrefix(line, "# TYPE "); ok {
			if rest != current+" gauge" || typed {
				return nil, fmt.Errorf("bad TYPE: %q", line)
			}
			typed = true
			continue
		}
		m := sampleLine.FindStringSubmatch(line)
		if m == nil || m[1] != current || !typed {
			return nil, fmt.Errorf("bad sample: %q", line)
		}
		value, err := strconv.ParseFloat(m[3], 64)
		if _, twice := series[m[1]+m[2]]; err != nil || twice {
			return nil, fmt.Errorf("bad or second sample: %q", line)
		}
		series[m[1]+m[2]] = value
	}
	return series, nil
}
