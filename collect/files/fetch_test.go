package files_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/klauspost/compress/zstd"

	"rung/collect"
	"rung/collect/files"
	"rung/collect/sourcetest"
	"rung/internal/job"
	"rung/internal/polite"
)

var now = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

// run imports files into sink and returns the record and what went wrong.
func run(t *testing.T, sink collect.Sink, parquet files.Table, imports ...collect.FileImport) (job.RunRecord, error) {
	t.Helper()
	clock := func() time.Time { return now }
	records, err := collect.Collect(t.Context(), []collect.Source{files.Source(parquet)},
		map[string]collect.Settings{files.Name: {Files: imports}}, sink,
		collect.Options{RunID: "r1", Now: clock, Client: polite.New(polite.Config{Now: clock})})
	return records[0], err
}

// fetch returns the pages of one import.
func fetch(t *testing.T, parquet files.Table, f collect.FileImport) []job.Page {
	t.Helper()
	sink := &sourcetest.MemorySink{}
	if _, err := run(t, sink, parquet, f); err != nil {
		t.Fatal(err)
	}
	return sink.Pages(job.PageBody)
}

// write puts a file into a new folder and returns the import of it.
func write(t *testing.T, name, content string, columns map[string]string) collect.FileImport {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return collect.FileImport{Name: "mine", Path: path, Columns: columns, Terms: "my own"}
}

func titles(t *testing.T, pages []job.Page) string {
	t.Helper()
	var out []string
	for _, p := range pages {
		got, err := files.Parse(p)
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range got.Listings {
			out = append(out, l.Title)
		}
		for _, r := range got.Rejects {
			out = append(out, "!"+r.Field+": "+r.Reason)
		}
	}
	return strings.Join(out, "|")
}

func packed(t *testing.T, s string, zst bool) string {
	t.Helper()
	var b bytes.Buffer
	if zst {
		z, err := zstd.NewWriter(&b)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprint(z, s)
		z.Close()
		return b.String()
	}
	z := gzip.NewWriter(&b)
	fmt.Fprint(z, s)
	z.Close()
	return b.String()
}

func TestFormats(t *testing.T) {
	const table = "Title,Note\nGo developer,x\n\"Painter, \"\"walls\"\"\",\n"
	for _, c := range []struct {
		name, file, content, encoding, want string
	}{
		{"csv", "a.csv", table, "", `Go developer|Painter, "walls"`},
		{"byte order mark", "a.csv", "\ufeff" + table, "", `Go developer|Painter, "walls"`},
		{"gzip", "a.csv.gz", packed(t, table, false), "", `Go developer|Painter, "walls"`},
		{"zstd", "a.csv.zst", packed(t, table, true), "", `Go developer|Painter, "walls"`},
		{"tsv", "a.tsv", "Title\tNote\nGo, Rust\tx\n", "", "Go, Rust"},
		{"windows-1252", "a.csv", "Title\nD\xe9veloppeur\n", "windows-1252", "Développeur"},
		{"cp858", "a.csv", "Title\nExtracci\xa2n 50\xd5\n", "cp858", "Extracción 50€"},
		{"ragged", "a.csv", "Title,Note\na,1\nb\nc,1\n", "", "a|c|!: line 3: 1 fields where there are 2 columns"},
		{"json array", "a.json", `[{"Title":"a"},{"Title":"b"}, 3, null]`, "", "a|b|!: a number where an object was expected|!: null where an object was expected"},
		{"json object", "a.json", `{"meta":{"n":2},"jobs":[{"Title":"a"},{"Title":"b"}]}`, "", "a|b"},
		{"json lines", "a.jsonl", "{\"Title\":\"a\"}\n\n{\"Title\":\n{\"Title\":\"c\"}", "", "a|c|!: line 3: unexpected EOF"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := write(t, c.file, c.content, map[string]string{"title": "Title"})
			f.Encoding = c.encoding
			if got := titles(t, fetch(t, nil, f)); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestParquet(t *testing.T) {
	table := func(context.Context, string) ([]string, iter.Seq2[[]any, error], error) {
		return []string{"title", "at", "skills", "pay"}, func(yield func([]any, error) bool) {
			yield([]any{"Go developer", now, []any{"Go", "SQL"}, 70.5}, nil)
		}, nil
	}
	f := write(t, "a.parquet", "", map[string]string{"title": "title", "posted_at": "at", "tags": "skills", "pay_min": "pay"})
	out, err := files.Parse(fetch(t, table, f)[0])
	if err != nil || len(out.Listings) != 1 {
		t.Fatalf("%+v, %v", out, err)
	}
	l := out.Listings[0]
	if !l.PostedAt.Equal(now) || strings.Join(l.Tags, ",") != "Go,SQL" || l.Given.Pay[0].Min != 70.5 {
		t.Errorf("got %+v", l)
	}
	broken := func(context.Context, string) ([]string, iter.Seq2[[]any, error], error) {
		return nil, nil, errors.New("damaged footer")
	}
	if _, err := run(t, &sourcetest.MemorySink{}, broken, f); err == nil || !strings.Contains(err.Error(), "damaged footer") {
		t.Errorf("damaged file: %v", err)
	}
	if _, err := run(t, &sourcetest.MemorySink{}, nil, f); err == nil || !strings.Contains(err.Error(), "Parquet") {
		t.Errorf("without a reader: %v", err)
	}
}

func TestErrors(t *testing.T) {
	for _, c := range []struct {
		name, file, content string
		columns             map[string]string
		want                string
	}{
		{"unknown column", "a.csv", "Job Title\nx\n", map[string]string{"title": "JobTitle"}, `the file has no column "JobTitle": did you mean "Job Title"?`},
		{"unknown key", "a.jsonl", `{"job_title":"x"}`, map[string]string{"title": "title"}, `did you mean "job_title"?`},
		{"unknown field", "a.csv", "t\nx\n", map[string]string{"title": "t", "employr": "t"}, `no field "employr": did you mean "employer"?`},
		{"unknown filter", "a.csv", "t\nx\n", map[string]string{"title": "t | exel"}, `no filter "exel": did you mean "excel"?`},
		{"bad constant", "a.csv", "t\nx\n", map[string]string{"title": "t", "pay_period": "=fortnight"}, "not a period"},
		{"html title", "a.csv", "t\nx\n", map[string]string{"title": "t | html"}, "only the text may be html"},
		{"no title", "a.csv", "t\nx\n", map[string]string{"tags": "t"}, "neither title nor text"},
		{"empty", "a.csv", "", map[string]string{"title": "t"}, "the file is empty"},
		{"not an array", "a.json", `"x"`, map[string]string{"title": "t"}, "the file holds no array"},
		{"cut array", "a.json", `[{"t":"x"}`, map[string]string{"title": "t"}, "read the end of the array"},
		{"not UTF-8", "a.csv", "t\na\n\xa2\n", map[string]string{"title": "t"}, "line 3 is not UTF-8"},
		{"not gzip", "a.csv.gz", "t\nx\n", map[string]string{"title": "t"}, "unpack"},
		{"open quote", "a.csv", "t\n\"" + strings.Repeat("x\n", 3<<20), map[string]string{"title": "t"}, "larger than 4 MiB"},
		{"long line", "a.jsonl", `{"t":"` + strings.Repeat("x", 5<<20), map[string]string{"title": "t"}, "larger than 4 MiB"},
		{"format", "a.xlsx", "x", map[string]string{"title": "t"}, `format "xlsx" is none of csv`},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := write(t, c.file, c.content, c.columns)
			record, err := run(t, &sourcetest.MemorySink{}, nil, f)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want %q", err, c.want)
			}
			if record.Failures != 1 {
				t.Errorf("%d failures, want 1", record.Failures)
			}
		})
	}
	f := write(t, "a.csv", "t\nx\n", map[string]string{"title": "t"})
	f.Terms = ""
	if _, err := run(t, &sourcetest.MemorySink{}, nil, f); err == nil || !strings.Contains(err.Error(), "terms is empty") {
		t.Errorf("without terms: %v", err)
	}
	f.Terms, f.Encoding = "x", "klingon"
	if _, err := run(t, &sourcetest.MemorySink{}, nil, f); err == nil || !strings.Contains(err.Error(), "encoding") {
		t.Errorf("unknown encoding: %v", err)
	}
	f.Path += "x"
	if _, err := run(t, &sourcetest.MemorySink{}, nil, f); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("missing file: %v", err)
	}
}

// TestAgain imports the same file twice, then changed, then under another mapping.
func TestAgain(t *testing.T) {
	f := write(t, "a.csv", "t,u\na,1\n", map[string]string{"title": "t"})
	sink := &sourcetest.MemorySink{}
	steps := []struct {
		name              string
		change            func()
		bodies, unchanged int
	}{
		{"first", func() {}, 1, 0},
		{"same", func() {}, 1, 0},
		{"touched but equal", func() { rewrite(t, f.Path, "t,u\na,1\n\n") }, 1, 1},
		{"changed", func() { rewrite(t, f.Path, "t,u\nb,1\n") }, 2, 1},
		{"other mapping", func() { f.Columns = map[string]string{"title": "u"} }, 3, 1},
		{"same again", func() {}, 3, 1},
	}
	for _, s := range steps {
		s.change()
		if _, err := run(t, sink, nil, f); err != nil {
			t.Fatalf("%s: %v", s.name, err)
		}
		if n, u := len(sink.Pages(job.PageBody)), len(sink.Pages(job.PageUnchanged)); n != s.bodies || u != s.unchanged {
			t.Errorf("%s: %d bodies and %d unchanged, want %d and %d", s.name, n, u, s.bodies, s.unchanged)
		}
	}
	if got, want := titles(t, sink.Pages(job.PageBody)), "a|b|1"; got != want {
		t.Errorf("titles %q, want %q", got, want)
	}
	if n := len(sink.State(files.Name).Validators); n != 1 {
		t.Errorf("%d validators in the state, want 1: those of old pages must go", n)
	}
}

func rewrite(t *testing.T, path, content string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestPages cuts a file of 9 MiB and loses no row.
func TestPages(t *testing.T) {
	var b strings.Builder
	b.WriteString("t,u\n")
	filler := strings.Repeat("x", 1000)
	for i := range 9000 {
		fmt.Fprintf(&b, "%d,%s\n", i, filler)
	}
	pages := fetch(t, nil, write(t, "a.csv", b.String(), map[string]string{"title": "t"}))
	if len(pages) != 3 {
		t.Errorf("%d pages, want 3", len(pages))
	}
	for _, p := range pages {
		if len(p.Body) > 4<<20 {
			t.Errorf("a page of %d bytes", len(p.Body))
		}
	}
	if n := strings.Count(titles(t, pages), "|") + 1; n != 9000 {
		t.Errorf("%d rows, want 9000", n)
	}
}
