package analyze_test

import (
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"rung/analyze"
)

// TestAdvertsAreCounted asks what the archives of testdata ask and finds the ads behind the rows: where a column of the
// row counts them, they are as many as it says, and each is there once. Some row of each question has ads behind it, and
// so has one that was asked for with the parameters that choose what a row counts.
func TestAdvertsAreCounted(t *testing.T) {
	paths, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no archives in testdata: %v", err)
	}
	var mu sync.Mutex
	found := map[string]int{}
	t.Run("archives", func(t *testing.T) {
		for _, path := range paths {
			t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
				t.Parallel()
				for asked, n := range compareAdverts(t, path) {
					mu.Lock()
					found[asked] += n
					mu.Unlock()
				}
			})
		}
	})
	want := []string{"next have", "pay skill", "pay kind", "pay country"}
	for _, q := range analyze.Questions() {
		want = append(want, q.Name)
	}
	for _, asked := range want {
		if found[asked] == 0 {
			t.Errorf("%s: no row of testdata has ads behind it", asked)
		}
	}
}

// mostRows or a few more of an answer are looked at, evenly spread.
const mostRows = 3

// compareAdverts asks what an archive asks, once for each parameter that it gives, and returns how many rows had ads
// behind them: by question, and by question and parameter.
func compareAdverts(t *testing.T, path string) map[string]int {
	t.Helper()
	archive := readArchive(t, path)
	db := held(t, archive, settings(archive))
	found, seen := map[string]int{}, map[string]bool{}
	for line := range strings.Lines(file(archive, "ask")) {
		words := strings.Fields(line)
		if len(words) == 0 {
			continue
		}
		args, _ := asked(words)
		names := []string{words[0]}
		for name := range args {
			names = append(names, words[0]+" "+name)
		}
		if !slices.ContainsFunc(names, func(name string) bool { return !seen[name] }) {
			continue
		}
		answer, err := analyze.Ask(t.Context(), db, words[0], args)
		if err != nil {
			continue // the archive wants the error
		}
		n := compareRows(t, db, answer, line)
		for _, name := range names {
			seen[name], found[name] = true, found[name]+n
		}
	}
	return found
}

// compareRows compares rows of an answer with the ads behind them and returns how many of the rows have some.
func compareRows(t *testing.T, db *sql.DB, answer *analyze.Table, line string) (found int) {
	t.Helper()
	for i := 0; i < len(answer.Rows); i += 1 + len(answer.Rows)/mostRows {
		row := answer.Rows[i]
		b, err := analyze.Adverts(t.Context(), db, answer, row, 0)
		if err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		if b.N != int64(len(b.Ads.Rows)) {
			t.Errorf("%s: row %v has %d ads, %d of them listed", line, row, b.N, len(b.Ads.Rows))
		}
		if b.N > 0 {
			found++
		}
		if want, ok := counted(answer, row, b.Count); ok && want != b.N {
			t.Errorf("%s: row %v counts %d %s, and has %d ads behind it", line, row, want, b.Count, b.N)
		}
	}
	return found
}

// counted is what the row says of the column; false where it says nothing.
func counted(t *analyze.Table, row []any, name string) (int64, bool) {
	i := slices.IndexFunc(t.Columns, func(c analyze.Column) bool { return c.Name == name })
	if i < 0 {
		return 0, false
	}
	n, ok := row[i].(int64)
	return n, ok
}

// TestAdvertsWithoutAWayOut wants of a skill without a way out the ads that want it.
func TestAdvertsWithoutAWayOut(t *testing.T) {
	archive, db := open(t, "testdata/escapes.txtar")
	load(t, db, archive.Files)
	answer, err := analyze.Ask(t.Context(), db, "escapes", analyze.Args{"since": "2024-11"})
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range answer.Rows {
		if row[slices.IndexFunc(answer.Columns, func(c analyze.Column) bool { return c.Name == "neighbour" })] != "none" {
			continue
		}
		b, err := analyze.Adverts(t.Context(), db, answer, row, 0)
		if want, ok := counted(answer, row, "ads"); err != nil || !ok || b.N != want {
			t.Errorf("%v without a way out: got %v, %v; want %d ads", row[0], b, err, want)
		}
		return
	}
	t.Error("no skill of the archive is without a way out")
}

// TestAdvertsInOrder lists ads by hand: the newest of each employer first, then the others, undated ones last.
func TestAdvertsInOrder(t *testing.T) {
	db := empty(t, analyze.DefaultSettings())
	for i, ad := range []string{"'a', '2024-05-03'", "'a', '2024-05-09'", "'b', '2024-05-01'", "null, '2024-05-02'", "'c', null"} {
		employer, day, _ := strings.Cut(ad, ", ")
		insert := fmt.Sprintf(`insert into listings by name select %d as version_key, %d as job_key, true as representative,
			'hackernews' as source, 'title' as title, %s as employer_key, %s::timestamp as posted_at`, i+1, i+1, employer, day)
		if _, err := db.ExecContext(t.Context(), insert); err != nil {
			t.Fatal(err)
		}
	}
	rows, err := db.QueryContext(t.Context(), "select place, ads, day::varchar from adverts([1, 2, 3, 4, 5], null, null, null, 4)")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var got []string
	for rows.Next() {
		var place, ads int
		var day sql.NullString
		if err := rows.Scan(&place, &ads, &day); err != nil {
			t.Fatal(err)
		}
		got = append(got, fmt.Sprintf("%d of %d: %s", place, ads, day.String))
	}
	if want := []string{"1 of 5: 2024-05-09", "2 of 5: 2024-05-02", "3 of 5: 2024-05-01", "4 of 5: "}; !slices.Equal(got, want) || rows.Err() != nil {
		t.Errorf("got %q, %v; want %q", got, rows.Err(), want)
	}
}

// TestBehindHeaders checks that the second statement of each question uses what its row and its parameters have.
func TestBehindHeaders(t *testing.T) {
	db := empty(t, analyze.DefaultSettings())
	for _, q := range analyze.Questions() {
		text, err := os.ReadFile("sql/gold/" + q.Name + ".sql")
		if err != nil {
			t.Fatal(err)
		}
		_, second, _ := strings.Cut(string(text), "\n;\n")
		answer, err := analyze.Ask(t.Context(), db, q.Name, analyze.Args{})
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range parameter.FindAllStringSubmatch(second, -1) {
			_, isParam := answer.Params[m[1]]
			column, isRow := strings.CutPrefix(m[1], "row_")
			if m[1] != "adverts" && !isParam && !(isRow && hasColumn(answer, column)) {
				t.Errorf("%s: the ads behind a row are found with $%s, which is no parameter and no column", q.Name, m[1])
			}
		}
		if count, _ := q.Behind(); count != "" && !hasColumn(answer, count) {
			t.Errorf("%s: the ads behind a row are counted by %q, which is no column", q.Name, count)
		}
	}
}
