package reports_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestWriteReplaces writes over nothing, over an empty folder and over an older report, and leaves nothing
// beside it.
func TestWriteReplaces(t *testing.T) {
	r := market(t)
	parent := t.TempDir()
	dir := filepath.Join(parent, "new", "report")
	for range 2 {
		if _, err := r.Write(dir); err != nil {
			t.Fatal(err)
		}
	}
	empty := filepath.Join(parent, "new", "empty")
	if err := os.Mkdir(empty, 0o755); err != nil {
		t.Fatal(err)
	}
	if _, err := r.Write(empty); err != nil {
		t.Errorf("write into an empty folder: %v", err)
	}
	link := filepath.Join(parent, "new", "link")
	if err := os.Symlink(dir, link); err != nil {
		t.Fatal(err)
	}
	if _, err := r.Write(link); err != nil {
		t.Errorf("write through a link: %v", err)
	}
	if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link is no link any more: %v", err)
	}
	if got, want := names(t, filepath.Join(parent, "new")), []string{"empty", "link", "report"}; !slices.Equal(got, want) {
		t.Errorf("folder after writing: got %v, want %v", got, want)
	}
	if info, err := os.Stat(dir); err != nil || info.Mode().Perm() != 0o755 {
		t.Errorf("the report's folder: got %v, %v; want it readable by all", info.Mode(), err)
	}
}

// TestWriteSpares wants folders that are no report, or hold more than one, left as they are.
func TestWriteSpares(t *testing.T) {
	r := market(t)
	foreign, mixed, file := filepath.Join(t.TempDir(), "a"), filepath.Join(t.TempDir(), "b"), filepath.Join(t.TempDir(), "c")
	put := func(path string) {
		t.Helper()
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte("mine"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	put(filepath.Join(foreign, "thesis.txt"))
	if _, err := r.Write(mixed); err != nil {
		t.Fatal(err)
	}
	put(filepath.Join(mixed, "data", "notes.txt"))
	put(file)
	for path, want := range map[string]string{foreign: "is no report", mixed: "notes.txt is in the folder of the report", file: "not a directory"} {
		_, err := r.Write(path)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("write into %s: got error %v, want one with %q", filepath.Base(path), err, want)
		}
	}
	for _, kept := range []string{filepath.Join(foreign, "thesis.txt"), filepath.Join(mixed, "data", "notes.txt"), file} {
		if data, err := os.ReadFile(kept); err != nil || string(data) != "mine" {
			t.Errorf("%s: got %q, %v; want it as it was", kept, data, err)
		}
	}
	if got := names(t, filepath.Dir(foreign)); !slices.Equal(got, []string{"a"}) {
		t.Errorf("a refused report leaves %v", got)
	}
}

func names(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, e := range entries {
		list = append(list, e.Name())
	}
	return list
}
