package shared_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"rung/internal/shared"
)

func zipped(t *testing.T, text string) string {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "lines.gz")
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestEachItem(t *testing.T) {
	var got []int
	err := shared.EachItem(zipped(t, "{\"n\":1}\n{\"n\":2}\n"), func(v struct{ N int }) { got = append(got, v.N) })
	if err != nil || !slices.Equal(got, []int{1, 2}) {
		t.Errorf("got %v, %v; want 1 and 2", got, err)
	}
}

func TestEachLineFails(t *testing.T) {
	stop := errors.New("stop")
	seen := 0
	path := zipped(t, "a\nb\n")
	err := shared.EachLine(path, func([]byte) error { seen++; return stop })
	if !errors.Is(err, stop) || seen != 1 || !strings.Contains(err.Error(), path) {
		t.Errorf("saw %d lines, %v; want one, and the file named", seen, err)
	}
	if err := shared.EachItem(path, func(int) {}); err == nil {
		t.Error("a line that is no JSON was read")
	}
	cut := filepath.Join(t.TempDir(), "cut.gz")
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(cut, data[:len(data)-9], 0o600); err != nil {
		t.Fatal(err)
	}
	for _, bad := range []string{cut, filepath.Join(t.TempDir(), "none.gz")} {
		if err := shared.EachLine(bad, func([]byte) error { return nil }); err == nil {
			t.Errorf("%s was read without an error", bad)
		}
	}
}
