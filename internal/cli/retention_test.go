package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"rung/collect"
	"rung/config"
)

// limited is a board whose terms allow what came to be kept for some hours.
func limited(t *testing.T, hours int, ids ...string) *board {
	t.Helper()
	b := newBoard(t, ids...)
	b.sources[0].Terms.Keep = collect.Retention{For: time.Duration(hours) * time.Hour, Says: "Delete it soon."}
	return b
}

// adverts are the ids in the lake.
func (b *board) adverts(t *testing.T) string {
	t.Helper()
	return strings.Join(strings.Fields(b.rung(t, Done, "sql", "--format", "csv", "-c", "select native_id from listings order by 1"))[1:], " ")
}

// TestPurgeByTerms forgets what came before the terms' time and nothing else: a is shown once, on the first
// day, b on every one.
func TestPurgeByTerms(t *testing.T) {
	b := limited(t, 228, "a", "b") // nine days and a half
	b.read(t)
	b.shows(200, "b")
	for range 2 {
		b.read(t) // two days each time
	}
	if out := b.rung(t, Done, "lake", "purge", "--dry-run"); !strings.Contains(out, "│ board  │ 228 hours") || !strings.Contains(out, "│     0 │") {
		t.Errorf("when nothing is too old, a dry run says:\n%s", out)
	}
	for range 3 {
		b.rung(t, Done, "config", "check") // a day goes by
	}
	dry := b.rung(t, Done, "lake", "purge", "--dry-run")
	if !strings.Contains(dry, "2026-11-03") || b.adverts(t) != "a b" {
		t.Errorf("a dry run says and leaves %s:\n%s", b.adverts(t), dry)
	}
	if out := b.rung(t, Done, "lake", "status"); !strings.Contains(out, "kept_for") || !strings.Contains(out, "228 hours") {
		t.Errorf("the status does not show the limit:\n%s", out)
	}
	out := b.rung(t, Done, "lake", "purge")
	if !strings.Contains(out, "are forgotten") || !strings.Contains(out, "nothing is left of it") || b.adverts(t) != "b" {
		t.Errorf("a purge leaves %q and says:\n%s", b.adverts(t), out)
	}
	found := func(dir string) (n int) {
		err := filepath.WalkDir(filepath.Join(b.lakeDir(), dir), func(_ string, d os.DirEntry, err error) error {
			if err == nil && !d.IsDir() {
				n++
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	if n := found("bronze"); n != 1 {
		t.Errorf("%d files of pages are left", n)
	}
}

// TestRunKeepsTerms looks at what a run does about what is too old, by the setting.
func TestRunKeepsTerms(t *testing.T) {
	for _, c := range []struct{ mode, left, says string }{
		{config.RetentionWarn, "a b", "kept for longer than the terms allow"},
		{config.RetentionOff, "a b", ""},
		{config.RetentionApply, "b", ""},
	} {
		b := limited(t, 84, "a", "b")
		b.env = append(b.env, "RUNG_LAKE_RETENTION="+c.mode)
		b.read(t)
		b.shows(200, "b")
		b.read(t)
		b.log.Reset()
		b.rung(t, Done, "run")
		warned := strings.Contains(b.log.String(), "kept for longer")
		if got := b.adverts(t); got != c.left || warned != (c.says != "") {
			t.Errorf("with %s a run leaves %q and warns %v:\n%s", c.mode, got, warned, b.log.String())
		}
	}
}

// TestNoTermsNoPurge wants a source whose terms say nothing to be left alone.
func TestNoTermsNoPurge(t *testing.T) {
	b := newBoard(t, "a")
	b.read(t)
	if out := b.rung(t, Done, "lake", "purge"); !strings.Contains(out, "nothing to forget") || b.adverts(t) != "a" {
		t.Errorf("a purge says %q and leaves %q", out, b.adverts(t))
	}
	b.env = append(b.env, "RUNG_SOURCES_BOARD_KEEP=24h")
	if out := b.rung(t, Done, "lake", "purge"); !strings.Contains(out, "nothing is left of it") || b.adverts(t) != "" {
		t.Errorf("with a setting of its own a purge says %q and leaves %q", out, b.adverts(t))
	}
}

func TestMayKeep(t *testing.T) {
	for _, c := range []struct {
		in   collect.Retention
		want string
	}{
		{collect.Retention{}, "the terms were not found to say."},
		{collect.Retention{Says: "No time is named."}, "No time is named."},
		{collect.Retention{For: 24 * time.Hour, Says: "A day.", URL: "https://a.example"}, "24 hours. A day. See https://a.example."},
		{collect.Retention{For: 90 * 24 * time.Hour, Says: "A quarter."}, "90 days. A quarter."},
	} {
		if got := mayKeep(c.in); got != c.want {
			t.Errorf("mayKeep(%+v) = %q, want %q", c.in, got, c.want)
		}
	}
}
