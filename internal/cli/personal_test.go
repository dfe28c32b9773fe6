package cli

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"rung/collect/all"
	"rung/config"
	"rung/internal/lake"
	"rung/internal/shared"
)

// personal are the patterns that an auditor would search tables for; they share nothing with the step that
// takes contacts out. Authors of the corpus are pseudonyms: a u and eight digits.
var personal = map[string]string{
	"an e-mail address":    `[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}`,
	"a spelt-out address":  `(?i)[\w.+-]+ ?[\[({<] ?at ?[\])}>] ?[\w-]+( ?[\[({<] ?dot ?[\])}>] ?| dot |\.)(com|net|org|io|co|ai|dev|de|edu)\b`,
	"a phone number":       `\+\d[\d ().-]{7,}\d|\(\d{3}\) ?\d{3}-\d{4}|(^|[^\d./=_-])\d{3}[-.]\d{3}[-.]\d{4}([^\d/_-]|$)`,
	"an author of a forum": `(^|[^A-Za-z0-9])u[0-9a-f]{8}([^A-Za-z0-9]|$)`,
}

// TestNothingPersonal collects real threads and boards, reads them into a lake, and searches every text of
// its tables for ways to reach people.
func TestNothingPersonal(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: it reads some ten thousand adverts")
	}
	dir := t.TempDir()
	corpus := filepath.Join(dir, "corpus")
	threads := linkEvery(t, corpus, "hackernews", corpusStep)
	boards := linkEvery(t, corpus, "ashby", corpusStep-1)
	for i, b := range boards {
		boards[i] = strings.TrimSuffix(b, ".json.gz")
	}
	root := shared.Replay(t, "--corpus", corpus)
	a := readSites(t, dir, root, map[string]string{
		"HACKERNEWS_SINCE": "2015-01", "ASHBY_BOARDS": strings.Join(boards, ","),
	}, "hackernews", "ashby")
	err := a.withReading(t.Context(), func(l *lake.Lake, _ *config.Config) error {
		db, err := l.DB(t.Context())
		if err != nil {
			return err
		}
		var listings, names int
		if err := db.QueryRowContext(t.Context(), "select count(*), count(distinct employer_key) from listings").Scan(&listings, &names); err != nil {
			return err
		}
		t.Logf("%d threads, %d boards: %d listings of %d employers", len(threads), len(boards), listings, names)
		if listings < 100*len(threads) {
			t.Errorf("%d listings came of %d threads: too few to find anything in", listings, len(threads))
		}
		return errors.Join(searchPages(t, db), searchTexts(t, db, personal))
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestNothingPersonalElsewhere does the same with the recorded answers of the other sites, where clients and
// those who hire have numbers and names in fields of their own.
func TestNothingPersonalElsewhere(t *testing.T) {
	root := shared.Replay(t, "--corpus", t.TempDir())
	a := readSites(t, t.TempDir(), root, map[string]string{
		"GREENHOUSE_BOARDS": "bretegh,careerkit,gitlab", "LEVER_BOARDS": "aaron,careerkit,zoox", "RECRUITEE_BOARDS": "careerkit",
		"SMARTRECRUITERS_BOARDS": "careerkit,manwitha", "WORKABLE_BOARDS": "careerkit,manwitha", "PERSONIO_BOARDS": "careerkit",
		"TEAMTAILOR_BOARDS": "careerkit", "FREELANCER_TOKEN": "t", "REED_KEY": "k", "REED_KEYWORDS": "go", "USAJOBS_KEY": "k",
		"USAJOBS_EMAIL": "me@example.org", "ADZUNA_APP_ID": "i", "ADZUNA_APP_KEY": "k", "ADZUNA_QUERIES": "go", "THEMUSE_CATEGORIES": "Data",
	}, "remoteok", "remotive", "arbeitnow", "himalayas", "jobicy", "weworkremotely", "themuse", "workingnomads", "greenhouse", "lever",
		"recruitee", "smartrecruiters", "workable", "personio", "teamtailor", "freelancer", "reed", "usajobs", "adzuna", "simplify")
	err := a.withReading(t.Context(), func(l *lake.Lake, _ *config.Config) error {
		db, err := l.DB(t.Context())
		if err != nil {
			return err
		}
		var sources int
		if err := db.QueryRowContext(t.Context(), "select count(distinct source) from listings").Scan(&sources); err != nil {
			return err
		}
		if sources < 18 {
			t.Errorf("listings of %d sources, want 18 or more", sources)
		}
		return searchTexts(t, db, withOwners(t))
	})
	if err != nil {
		t.Fatal(err)
	}
}

// withOwners adds the numbers of the people behind the recorded projects of Freelancer.com to the patterns.
func withOwners(t *testing.T) map[string]string {
	t.Helper()
	files, _ := filepath.Glob(filepath.Join(shared.Dir(t, "payloads", "freelancer"), "*.json"))
	owner := regexp.MustCompile(`"owner_id": ?(\d{5,})`)
	var ids []string
	for _, f := range files {
		body, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range owner.FindAllSubmatch(body, -1) {
			// One recording has the number of the project in its place.
			if id := string(m[1]); !bytes.Contains(body, []byte(`"id":`+id)) {
				ids = append(ids, id)
			}
		}
	}
	if len(ids) == 0 {
		t.Fatal("the recorded projects name no owner")
	}
	patterns := maps.Clone(personal)
	patterns["the number of a client"] = `(^|\D)(` + strings.Join(ids, "|") + `)(\D|$)`
	return patterns
}

// readSites collects from recorded sites, as fast as they answer, and reads what came into a lake in dir.
// Options are named as in the environment, without what they share.
func readSites(t *testing.T, dir, root string, options map[string]string, names ...string) *app {
	t.Helper()
	var errs bytes.Buffer
	a := &app{out: io.Discard, err: &errs, now: time.Now, sources: all.With(lake.ReadParquet), env: []string{"HOME=" + dir}}
	set := func(key, value string) { a.env = append(a.env, "RUNG_SOURCES_"+key+"="+value) }
	for _, name := range names {
		src, err := findSource(a.sources, name)
		if err != nil {
			t.Fatal(err)
		}
		prefix := strings.ToUpper(name)
		set(prefix+"_BASE_URL", root+"/"+strings.TrimPrefix(src.BaseURL, "https://"))
		set(prefix+"_RATE", "1000")
		set(prefix+"_PERMISSION", "recorded pages only")
	}
	for key, value := range options {
		set(key, value)
	}
	for _, args := range [][]string{append([]string{"collect", "-q"}, names...), {"transform", "-q"}} {
		if code := a.run(t.Context(), args); code != int(Done) && code != int(Partly) {
			t.Fatalf("rung %s ended with %d:\n%s", args[0], code, errs.String())
		}
	}
	return a
}

// linkEvery links every so manieth file of a kind into a corpus of its own, and returns their names.
func linkEvery(t *testing.T, corpus, kind string, step int) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(shared.Dir(t, "corpus", kind), "*.gz"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no files of %s: %v", kind, err)
	}
	if err := os.MkdirAll(filepath.Join(corpus, kind), 0o755); err != nil {
		t.Fatal(err)
	}
	var names []string
	for i := 0; i < len(files); i += step {
		name := filepath.Base(files[i])
		if err := os.Symlink(files[i], filepath.Join(corpus, kind, name)); err != nil {
			t.Fatal(err)
		}
		names = append(names, name)
	}
	return names
}

// searchPages wants the patterns to find something in the pages as they came, or they would prove nothing.
func searchPages(t *testing.T, db *sql.DB) error {
	t.Helper()
	for what, pattern := range personal {
		var pages int
		err := db.QueryRowContext(t.Context(), "select count(*) from pages where regexp_matches(decode(body), $1)", pattern).Scan(&pages)
		if err != nil {
			return fmt.Errorf("search the pages: %w", err)
		}
		if pages == 0 {
			t.Errorf("no page holds %s: what the tables lack says nothing", what)
		}
	}
	return nil
}

// searchTexts looks through the text columns of every table of silver. Pages are bronze: they are as they
// came, and leave the lake first.
func searchTexts(t *testing.T, db *sql.DB, patterns map[string]string) error {
	t.Helper()
	columns := 0
	for _, table := range lake.Tables() {
		if table.Name == "pages" {
			continue
		}
		for _, c := range table.Columns {
			if c.Type != "VARCHAR" && c.Type != "VARCHAR[]" {
				continue
			}
			columns++
			for what, pattern := range patterns {
				found, err := search(t.Context(), db, table.Name, c, pattern)
				if err != nil {
					return err
				}
				for _, text := range found {
					t.Errorf("%s.%s holds %s: %q", table.Name, c.Name, what, text)
				}
			}
		}
	}
	if columns < 60 {
		t.Errorf("%d columns of text were searched, want 60 or more", columns)
	}
	return nil
}

// search returns some matches of a pattern in a column. RE2 of DuckDB narrows the rows down, Go shows what
// matched.
func search(ctx context.Context, db *sql.DB, table string, c lake.Column, pattern string) ([]string, error) {
	schema := "main"
	if table == "roles" || table == "mentions" || table == "pay" {
		schema = "stored" // every version, not the current ones alone
	}
	text := fmt.Sprintf("%q", c.Name)
	if c.Type == "VARCHAR[]" {
		text = "array_to_string(" + text + ", ' ; ')"
	}
	rows, err := db.QueryContext(ctx, fmt.Sprintf("select %s from %s.%s where regexp_matches(%s, $1) limit 5", text, schema, table, text), pattern)
	if err != nil {
		return nil, fmt.Errorf("search %s.%s: %w", table, c.Name, err)
	}
	defer rows.Close()
	var found []string
	for rows.Next() {
		var value string
		if err := rows.Scan(&value); err != nil {
			return nil, err
		}
		found = append(found, regexp.MustCompile(pattern).FindString(value))
	}
	return found, rows.Err()
}
