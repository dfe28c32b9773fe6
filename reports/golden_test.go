package reports_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"rung/internal/golden"
	"rung/reports"
)

// small is a report over the small market.
func small(tb testing.TB, m reports.Meta) *reports.Report {
	tb.Helper()
	return build(tb, open(tb, []string{"archive"}, "testdata/small.sql"), m)
}

// shared is the report over the small market that tests share, since building one takes half a second.
var shared struct {
	sync.Mutex
	report *reports.Report
}

// market is the report over the small market without arguments.
func market(tb testing.TB) *reports.Report {
	tb.Helper()
	shared.Lock()
	defer shared.Unlock()
	if shared.report == nil {
		shared.report = small(tb, meta())
	}
	return shared.report
}

// written writes a report and returns its files by name.
func written(tb testing.TB, r *reports.Report) map[string][]byte {
	tb.Helper()
	dir := filepath.Join(tb.TempDir(), "report")
	index, err := r.Write(dir)
	if err != nil {
		tb.Fatal(err)
	}
	if want := filepath.Join(dir, "index.html"); index != want {
		tb.Errorf("Write: got index %s, want %s", index, want)
	}
	files := map[string][]byte{}
	if err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		files[filepath.ToSlash(name)], err = os.ReadFile(path)
		return err
	}); err != nil {
		tb.Fatal(err)
	}
	return files
}

// TestGolden compares what the small market gives with the files of testdata, twice, since a report is the
// same each time.
func TestGolden(t *testing.T) {
	r := market(t)
	first, second := written(t, r), written(t, r)
	for name, data := range first {
		if !bytes.Equal(data, second[name]) {
			t.Errorf("%s is not the same when it is written twice", name)
		}
	}
	for _, name := range []string{"report.md", "report.json", "data/demand.csv", "skill/go.html"} {
		data := first[name]
		if at := bytes.Index(data, []byte("<main")); at >= 0 {
			data = data[at:] // the style sheet above it changes too often
		}
		golden.Check(t, filepath.Join("testdata", "golden", filepath.Base(name)), data)
	}
	var digest bytes.Buffer
	if err := r.Digest(&digest); err != nil {
		t.Fatal(err)
	}
	golden.Check(t, "testdata/golden/digest.txt", digest.Bytes())
}

// TestEmptyLake wants a report that says that there is nothing to report.
func TestEmptyLake(t *testing.T) {
	r := build(t, open(t, nil), reports.Meta{})
	files := written(t, r)
	for name, want := range map[string]string{
		"index.html": "No ads fall into this window", "skills.html": "No skill is wanted by five ads", "pay.html": "that state usable pay",
		"market.html": "no index of new ads", "next.html": "No ad of this window wants a named technology", "report.md": "No ads fall into this window",
	} {
		if !bytes.Contains(files[name], []byte(want)) {
			t.Errorf("%s of an empty lake: want it to say %q", name, want)
		}
	}
	var digest strings.Builder
	if err := r.Digest(&digest); err != nil || !strings.Contains(digest.String(), "nothing to report yet") {
		t.Errorf("digest of an empty lake: got %q, %v; want it to say so", digest.String(), err)
	}
	checkPages(t, files)
}

// TestNotice wants the notice in every file.
func TestNotice(t *testing.T) {
	m := meta()
	m.Notice = "Synthetic data: made up."
	for name, data := range written(t, small(t, m)) {
		lines := bytes.Count(data, []byte("\n"))
		if !strings.HasPrefix(name, ".") && lines > 1 && !bytes.Contains(data, []byte(m.Notice)) {
			t.Errorf("%s does not carry the notice", name)
		}
	}
}

// TestArgs narrows a report to a country, a category and a window, which not every question takes.
func TestArgs(t *testing.T) {
	m := meta()
	m.Args = map[string]any{"since": "2024-01", "until": "2024-06", "country": "DE", "category": "language"}
	m.Explain = "--country DE --since 2024-01"
	files := written(t, small(t, m))
	const explain, but = "rung explain ID --country DE --since 2024-01", ", without --since for figures of door, forecast, kinds, market, open, pay_trend, trend and volume"
	for file, want := range map[string]string{
		"index.html": "<code>" + explain + "</code>" + but + "</label>", "report.md": "which `" + explain + "` takes" + but + ":",
	} {
		if !bytes.Contains(files[file], []byte(want)) {
			t.Errorf("%s: want it to say %q", file, want)
		}
	}
	for _, want := range []string{"January to June 2024", "country DE and category language"} {
		if !bytes.Contains(files["index.html"], []byte(want)) {
			t.Errorf("index.html: want it to say %q", want)
		}
	}
	if !bytes.Contains(files["next.html"], []byte("narrowed to the category language")) {
		t.Error("next.html: want it to say that it cannot count by category")
	}
	checkPages(t, files)
}
