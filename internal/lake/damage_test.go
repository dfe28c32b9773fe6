package lake_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"rung/internal/lake"
)

// spoil changes the bytes of a live file.
func spoil(t testing.TB, l *lake.Lake, f lake.File, change func([]byte) []byte) {
	t.Helper()
	path := filepath.Join(l.Dir(), f.Path)
	data, err := os.ReadFile(path)
	must(t, err)
	must(t, os.Remove(path)) // the file itself is immutable, so another takes its place
	if data = change(bytes.Clone(data)); data != nil {
		must(t, os.WriteFile(path, data, 0o644))
	}
}

func flip(at func(n int) int) func([]byte) []byte {
	return func(b []byte) []byte {
		b[at(len(b))] ^= 0x10
		return b
	}
}

// A damaged file is named and everything else is served: over DB, over a session, and by Verify.
func TestDamagedFiles(t *testing.T) {
	for _, c := range []struct {
		name   string
		reason string
		change func([]byte) []byte
	}{
		{"missing", "missing", func([]byte) []byte { return nil }},
		{"empty", "0 bytes", func([]byte) []byte { return []byte{} }},
		{"truncated", "bytes instead of", func(b []byte) []byte { return b[:len(b)/2] }},
		{"longer", "bytes instead of", func(b []byte) []byte { return append(b, 'x') }},
		{"other file of the same size", "footer is not what was written", func(b []byte) []byte { return bytes.Repeat([]byte("x"), len(b)) }},
		{"first page", "not what was written", flip(func(int) int { return 40 })},
		{"footer length", "footer is not what was written", flip(func(n int) int { return n - 8 })},
		{"last magic", "footer is not what was written", flip(func(n int) int { return n - 1 })},
		{"footer", "footer is not what was written", func(b []byte) []byte {
			copy(b[len(b)-400:len(b)-100], bytes.Repeat([]byte{0xff}, 300))
			return b
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := openWrite(t)
			fill(t, w, listing("a"))
			s := w.Silver("run2")
			must(t, s.PutListing(listing("b")))
			putJobs(t, s, jobOf(listing("b")))
			must(t, s.Commit(t.Context(), nil, ""))
			bad := w.Manifest().Table("listing_versions")[0]
			spoil(t, w, bad, c.change)

			l, err := lake.Open(w.Dir())
			must(t, err)
			defer l.Close()
			served(t, l)
			damaged := l.Damaged()
			if len(damaged) != 1 || damaged[0].File.Path != bad.Path || !strings.Contains(damaged[0].Error(), c.reason) {
				t.Errorf("Damaged = %v, want %s with %q", damaged, bad.Path, c.reason)
			}
			want(t, l, "select native_id, title from listings", "b|Senior Go developer")
			want(t, l, "select count(*) from mentions", "4")

			fresh, err := lake.Open(w.Dir())
			must(t, err)
			defer fresh.Close()
			verified, err := fresh.Verify(t.Context())
			must(t, err)
			if diff := cmp.Diff(damaged, verified); diff != "" {
				t.Errorf("Verify (-Damaged +Verify)\n%s", diff)
			}
		})
	}
}

// served asks a session for every column of the damaged table.
func served(t *testing.T, l *lake.Lake) {
	t.Helper()
	s, err := l.Query(t.Context(), lake.Limits{})
	must(t, err)
	defer s.Close()
	for range 2 {
		rows, err := s.Rows(t.Context(), "select * from listing_versions")
		must(t, err)
		got, err := texts(rows.Rows)
		must(t, errors.Join(err, rows.Close()))
		if len(got) != 1 || !strings.Contains(got[0], "|board|b|") {
			t.Errorf("rows of a session = %q, want those of b", got)
		}
	}
	if len(s.Damaged()) != 1 {
		t.Errorf("Damaged of the session = %v, want one file", s.Damaged())
	}
}

// Any flipped bit is found: by the reader, or it changes no value.
func TestNoSilentlyWrongValues(t *testing.T) {
	w := openWrite(t)
	fill(t, w, listing("a"), listing("b"))
	f := w.Manifest().Table("listing_versions")[0]
	const query = "select * from listing_versions order by native_id"
	sound := ask(t, w, query)
	data, err := os.ReadFile(filepath.Join(w.Dir(), f.Path))
	must(t, err)
	for i := 4; i < len(data)-8; i += max(1, len(data)/60) {
		spoil(t, w, f, func([]byte) []byte {
			b := bytes.Clone(data)
			b[i] ^= 1 << (i % 8)
			return b
		})
		l, err := lake.Open(w.Dir())
		must(t, err)
		db, err := l.DB(t.Context())
		must(t, err)
		rows, err := db.QueryContext(t.Context(), query)
		if err != nil {
			var damage *lake.DamageError
			if !errors.As(l.Blame(t.Context(), err), &damage) || damage.Damaged[0].File.Path != f.Path {
				t.Errorf("bit of byte %d: %v is not blamed on %s", i, err, f.Path)
			}
		} else if got, err := texts(rows); err == nil && len(got) > 0 {
			if diff := cmp.Diff(sound, got); diff != "" {
				t.Errorf("bit of byte %d of %d changed an answer in silence\n%s", i, len(data), diff)
			}
		}
		must(t, l.Close())
	}
}

func TestDamagedPages(t *testing.T) {
	l := openWrite(t)
	b := l.Bronze("run1", clock)
	must(t, b.PutPage(t.Context(), page("board", 1, strings.Repeat("body", 1000))))
	must(t, b.Flush(t.Context()))
	f := l.AllBronze()[0]
	for _, change := range []func([]byte) []byte{
		flip(func(n int) int { return n / 2 }),
		func(b []byte) []byte { return b[:len(b)-1] },
		func([]byte) []byte { return nil },
	} {
		path := filepath.Join(l.Dir(), f.Path)
		sound, err := os.ReadFile(path)
		must(t, err)
		spoil(t, l, f, change)
		r, err := lake.Open(l.Dir())
		must(t, err)
		var failed error
		for _, err := range r.Pages(t.Context(), f) {
			failed = err
		}
		if failed == nil || !strings.Contains(failed.Error(), f.Path) {
			t.Errorf("pages of a damaged file end with %v, want an error that names %s", failed, f.Path)
		}
		must(t, r.Close())
		must(t, os.WriteFile(path, sound, 0o644))
	}
}

// Errors of the query itself are not blamed on files.
func TestBlame(t *testing.T) {
	l := openWrite(t)
	fill(t, l, listing("a"))
	spoil(t, l, l.Manifest().Files[0], func([]byte) []byte { return nil })
	s, err := l.Query(t.Context(), lake.Limits{})
	must(t, err)
	defer s.Close()
	for _, query := range []string{"selec 1", "select nothing from listings", "select 'x'::int"} {
		_, err := s.Rows(t.Context(), query)
		var damage *lake.DamageError
		if err == nil || errors.As(err, &damage) {
			t.Errorf("%s: %v, want an error that names no file", query, err)
		}
	}
}
