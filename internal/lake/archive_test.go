package lake_test

import (
	"archive/tar"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"rung/internal/lake"
)

// exported is a lake and the file it was exported to.
func exported(t *testing.T) (l *lake.Lake, file string) {
	t.Helper()
	l = openWrite(t)
	collectShown(t, l, sample()...)
	file = filepath.Join(t.TempDir(), "lake.tar")
	if n, err := l.Export(t.Context(), file); err != nil || n < 1000 {
		t.Fatalf("Export = %d, %v", n, err)
	}
	return l, file
}

func TestExportImport(t *testing.T) {
	t.Parallel()
	l, file := exported(t)
	again := filepath.Join(t.TempDir(), "again.tar")
	_, err := l.Export(t.Context(), again)
	must(t, err)
	first, err := os.ReadFile(file)
	must(t, err)
	if second, err := os.ReadFile(again); err != nil || !bytes.Equal(first, second) {
		t.Errorf("a second export differs from the first (%v)", err)
	}
	empty := t.TempDir()
	for _, dir := range []string{filepath.Join(t.TempDir(), "deep", "lake"), empty} {
		man, err := lake.Import(t.Context(), file, dir)
		must(t, err)
		if diff := cmp.Diff(l.Manifest(), man, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("manifest (-exported +imported)\n%s", diff)
		}
		r, err := lake.OpenWrite(dir, "test")
		must(t, err)
		if diff := cmp.Diff(contents(t, l), contents(t, r)); diff != "" {
			t.Errorf("rows (-exported +imported)\n%s", diff)
		}
		if damaged, err := r.Verify(t.Context()); err != nil || len(damaged) > 0 {
			t.Errorf("Verify = %v, %v", damaged, err)
		}
		fill(t, r, listing("new"))
		want(t, r, "select native_id from listings where source = 'board' and native_id = 'new'", "new")
		must(t, r.Close())
		if _, err := lake.Import(t.Context(), file, dir); err == nil || !strings.Contains(err.Error(), "is not empty") {
			t.Errorf("Import over a lake = %v, want an error", err)
		}
	}
}

// rewrite changes entries of an archive; a nil body drops the entry.
func rewrite(t *testing.T, file string, change func(h *tar.Header, body []byte) []byte) string {
	t.Helper()
	data, err := os.ReadFile(file)
	must(t, err)
	r, out := tar.NewReader(bytes.NewReader(data)), new(bytes.Buffer)
	w := tar.NewWriter(out)
	for {
		h, err := r.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		must(t, err)
		body, err := io.ReadAll(r)
		must(t, err)
		if body = change(h, body); body == nil {
			continue
		}
		h.Size = int64(len(body))
		must(t, w.WriteHeader(h))
		_, err = w.Write(body)
		must(t, err)
	}
	must(t, w.Close())
	path := filepath.Join(t.TempDir(), "changed.tar")
	must(t, os.WriteFile(path, out.Bytes(), 0o644))
	return path
}

// Nothing of a bad archive comes to stand, whatever is wrong with it.
func TestImportRefuses(t *testing.T) {
	l, file := exported(t)
	victim := l.Manifest().Files[3].Path
	head := func(change func(*lake.Manifest)) func(*tar.Header, []byte) []byte {
		return func(h *tar.Header, body []byte) []byte {
			if h.Name != "manifest.json" {
				return body
			}
			man := new(lake.Manifest)
			must(t, json.Unmarshal(body, man))
			change(man)
			data, err := json.Marshal(man)
			must(t, err)
			return data
		}
	}
	for _, c := range []struct {
		name, say string
		change    func(*tar.Header, []byte) []byte
	}{
		{"flipped bit", "not what was written", func(h *tar.Header, b []byte) []byte {
			if h.Name == victim {
				b[len(b)/2] ^= 1
			}
			return b
		}},
		{"missing file", "in the place of", func(h *tar.Header, b []byte) []byte {
			if h.Name == victim {
				return nil
			}
			return b
		}},
		{"no manifest", "no exported lake", func(h *tar.Header, b []byte) []byte {
			if h.Name == "manifest.json" {
				return nil
			}
			return b
		}},
		{"link", "in the place of", func(h *tar.Header, b []byte) []byte {
			if h.Name == victim {
				h.Typeflag, h.Linkname = tar.TypeSymlink, "/etc/passwd"
				return []byte{}
			}
			return b
		}},
		{"more files", "more than its manifest lists", head(func(m *lake.Manifest) { m.Files = m.Files[:len(m.Files)-1] })},
		{"newer rung", "use a newer rung", head(func(m *lake.Manifest) { m.Schema = 99 })},
		{"older rung", "older format", head(func(m *lake.Manifest) { m.Schema = 0 })},
		{"no commit", "no number", head(func(m *lake.Manifest) { m.Number = 0 })},
		{"escape", "no path of a data file", func(h *tar.Header, b []byte) []byte {
			if h.Name == victim {
				h.Name = "silver/../../escape.parquet"
			}
			return head(func(m *lake.Manifest) { m.Files[3].Path = "silver/../../escape.parquet" })(h, b)
		}},
		{"over the mark", "no path of a data file", func(h *tar.Header, b []byte) []byte {
			if h.Name == victim {
				h.Name = "lake.json"
			}
			return head(func(m *lake.Manifest) { m.Files[3].Path = "lake.json" })(h, b)
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			parent := t.TempDir()
			_, err := lake.Import(t.Context(), rewrite(t, file, c.change), filepath.Join(parent, "lake"))
			if err == nil || !strings.Contains(err.Error(), c.say) {
				t.Errorf("Import = %v, want an error with %q", err, c.say)
			}
			if left, err := os.ReadDir(parent); err != nil || len(left) > 0 {
				t.Errorf("left behind: %v, %v", left, err)
			}
		})
	}
	parent := t.TempDir()
	data, err := os.ReadFile(file)
	must(t, err)
	for _, n := range []int{0, 100, 600, len(data) / 2, len(data) - 1500} {
		cut := filepath.Join(t.TempDir(), strconv.Itoa(n))
		must(t, os.WriteFile(cut, data[:n], 0o644))
		if _, err := lake.Import(t.Context(), cut, filepath.Join(parent, "lake")); err == nil {
			t.Errorf("an archive cut to %d of %d bytes was taken", n, len(data))
		}
	}
	if left, err := os.ReadDir(parent); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

func TestExportRefusesDamage(t *testing.T) {
	l := openWrite(t)
	path := filepath.Join(t.TempDir(), "x.tar")
	if _, err := l.Export(t.Context(), path); !errors.Is(err, lake.ErrNoLake) {
		t.Errorf("Export of nothing = %v, want ErrNoLake", err)
	}
	fill(t, l, listing("a"))
	spoil(t, l, l.Manifest().Files[0], flip(func(int) int { return 40 }))
	var damage lake.Damage
	if _, err := l.Export(t.Context(), path); !errors.As(err, &damage) {
		t.Errorf("Export of a damaged lake = %v, want the file's name", err)
	}
	if _, err := os.Stat(path); err == nil {
		t.Error("a damaged lake was exported")
	}
}
