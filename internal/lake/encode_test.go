package lake_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"rung/internal/lake"
)

func TestEncodeParquet(t *testing.T) {
	columns := []lake.Column{
		{Name: "text", Type: "VARCHAR"},
		{Name: "n", Type: "BIGINT"},
		{Name: "share", Type: "DOUBLE"},
		{Name: "yes", Type: "BOOLEAN"},
		{Name: "day", Type: "DATE"},
		{Name: "list", Type: "VARCHAR[]"},
	}
	want := [][]any{
		{"a|\x1b[31m", int64(1), 0.5, true, time.Date(2024, 5, 1, 0, 0, 0, 0, time.UTC), []any{"x", "y"}},
		{nil, nil, nil, nil, nil, nil},
	}
	for _, rows := range [][][]any{want, nil} {
		data, err := lake.EncodeParquet(columns, slices.Values(rows))
		must(t, err)
		again, err := lake.EncodeParquet(columns, slices.Values(rows))
		must(t, err)
		if string(data) != string(again) {
			t.Error("the same rows give other bytes the second time")
		}
		path := filepath.Join(t.TempDir(), "answer.parquet")
		must(t, os.WriteFile(path, data, 0o600))
		names, read, err := lake.ReadParquet(t.Context(), path)
		must(t, err)
		var got [][]any
		for row, err := range read {
			must(t, err)
			got = append(got, slices.Clone(row))
		}
		if diff := cmp.Diff(rows, got); diff != "" || len(names) != len(columns) {
			t.Errorf("columns %v, rows (-want +got)\n%s", names, diff)
		}
	}
	if _, err := lake.EncodeParquet(columns[1:2], slices.Values([][]any{{"no number"}})); err == nil {
		t.Error("a text was written as a number")
	}
}
