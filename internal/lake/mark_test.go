package lake_test

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rung/internal/lake"
)

// remark changes the mark of a lake in a folder or bucket.
func remark(t *testing.T, path string, change func(tables map[string]any)) {
	t.Helper()
	data, err := os.ReadFile(path)
	must(t, err)
	var m map[string]any
	must(t, json.Unmarshal(data, &m))
	tables, _ := m["tables"].(map[string]any)
	if len(tables) != len(lake.Tables()) {
		t.Fatalf("the mark has the tables %v, want all %d", tables, len(lake.Tables()))
	}
	change(tables)
	data, err = json.Marshal(m)
	must(t, err)
	must(t, os.WriteFile(path, data, 0o644))
}

// A rung whose tables have other columns, older or newer, is told so in words before it reads or writes anything.
func TestOtherTablesAreTold(t *testing.T) {
	t.Parallel()
	l := openWrite(t)
	fill(t, l, listing("a"))
	dir := l.Dir()
	must(t, l.Close())
	remark(t, filepath.Join(dir, "lake.json"), func(tables map[string]any) { tables["pay"] = "00000000" })
	for name, open := range map[string]func() (*lake.Lake, error){
		"Open":      func() (*lake.Lake, error) { return lake.Open(dir) },
		"OpenWrite": func() (*lake.Lake, error) { return lake.OpenWrite(dir, "test") },
	} {
		_, err := open()
		var other *lake.SchemaError
		if !errors.As(err, &other) || !strings.Contains(err.Error(), "other columns (pay): use the rung that wrote it") {
			t.Errorf("%s = %v, want a SchemaError that names the table", name, err)
		}
	}
}

// A table that only one of two rungs knows is no hindrance, and its columns are remembered.
func TestNewTablesFit(t *testing.T) {
	t.Parallel()
	l := openWrite(t)
	fill(t, l, listing("a"))
	dir := l.Dir()
	must(t, l.Close())
	path := filepath.Join(dir, "lake.json")
	var pay any
	remark(t, path, func(tables map[string]any) {
		pay = tables["pay"]
		delete(tables, "pay")
		tables["later"] = "12345678"
	})
	l, err := lake.OpenWrite(dir, "test")
	must(t, err)
	must(t, l.Close())
	data, err := os.ReadFile(path)
	must(t, err)
	var m struct {
		Tables map[string]any `json:"tables"`
	}
	must(t, json.Unmarshal(data, &m))
	if m.Tables["pay"] != pay || m.Tables["later"] != "12345678" {
		t.Errorf("the mark is %s, want pay added and later kept", data)
	}
	// A lake that was made before marks named tables opens as ever.
	must(t, os.WriteFile(path, []byte(`{"what":"rung lake","format":1}`), 0o644))
	l, err = lake.Open(dir)
	must(t, err)
	must(t, l.Close())
}

// An archive names its tables too.
func TestOtherTablesOfAnArchive(t *testing.T) {
	t.Parallel()
	_, file := exported(t)
	data, err := os.ReadFile(file)
	must(t, err)
	at := strings.Index(string(data), `"lake_tables":{"blocks":"`)
	if at < 0 {
		t.Fatal("the archive does not name its tables")
	}
	copy(data[at+len(`"lake_tables":{"blocks":"`):], "00000000")
	must(t, os.WriteFile(file, data, 0o644))
	dir := filepath.Join(t.TempDir(), "lake")
	var other *lake.SchemaError
	if _, err := lake.Import(t.Context(), file, dir); !errors.As(err, &other) || !strings.Contains(err.Error(), "(blocks)") {
		t.Errorf("Import = %v, want a SchemaError that names blocks", err)
	}
	if _, err := os.Stat(dir); err == nil {
		t.Error("a lake was made")
	}
}
