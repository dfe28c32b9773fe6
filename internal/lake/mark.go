package lake

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// SchemaError says that a lake was written by another version of rung.
type SchemaError struct {
	Dir        string
	Have, Want int
	// Tables are those whose columns differ where the format is the same.
	Tables []string
}

func (e *SchemaError) Error() string {
	switch {
	case e.Have > e.Want:
		return fmt.Sprintf("lake %s has format %d and this rung reads format %d: use a newer rung", e.Dir, e.Have, e.Want)
	case e.Have < e.Want:
		return fmt.Sprintf("lake %s has the older format %d and this rung writes format %d: use the older rung, or collect into a new folder", e.Dir, e.Have, e.Want)
	}
	return fmt.Sprintf("lake %s was written by a rung whose tables have other columns (%s): use the rung that wrote it, or collect into a new folder",
		e.Dir, strings.Join(e.Tables, ", "))
}

// mark is the file that says that a folder or bucket holds a lake.
type mark struct {
	What   string `json:"what"`
	Format int    `json:"format"`
	// Tables are the fingerprints of the tables' columns, by name. A lake that was made before marks had them has
	// none, and one that an older rung made lacks the tables that came later.
	Tables map[string]string `json:"tables,omitempty"`
}

func newMark() mark { return mark{What: "rung lake", Format: schemaVersion, Tables: tablePrints()} }

// tablePrints are the fingerprints of the names and types of columns, by table.
func tablePrints() map[string]string {
	prints := make(map[string]string)
	for _, t := range Tables() {
		h := sha256.New()
		for _, c := range t.Columns {
			fmt.Fprintln(h, c.Name, c.Type)
		}
		prints[t.Name] = hex.EncodeToString(h.Sum(nil)[:4])
	}
	return prints
}

// check returns a *SchemaError where this rung cannot read what the lake of a mark holds. A table that only one of
// both knows is no hindrance: without files it is empty.
func (m *mark) check(of string) error {
	if m.Format != schemaVersion {
		return &SchemaError{Dir: of, Have: m.Format, Want: schemaVersion}
	}
	return checkTables(of, m.Tables)
}

func (m *mark) fits() bool { return m.check("") == nil }

func checkTables(of string, prints map[string]string) error {
	var differ []string
	for name, own := range tablePrints() {
		if other := prints[name]; other != "" && other != own {
			differ = append(differ, name)
		}
	}
	if len(differ) == 0 {
		return nil
	}
	slices.Sort(differ)
	return &SchemaError{Dir: of, Have: schemaVersion, Want: schemaVersion, Tables: differ}
}

// writeMark marks a folder as a lake of this rung. A mark that is there is only added to.
func writeMark(dir string) error {
	path := filepath.Join(dir, markFile)
	next := newMark()
	old, err := readMark(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return err
	case !old.fits():
		return nil // whoever opens it is told
	default:
		maps.Copy(next.Tables, old.Tables)
	}
	data, err := json.Marshal(next)
	if err != nil {
		return err
	}
	data = append(data, '\n')
	if there, err := os.ReadFile(path); err == nil && bytes.Equal(there, data) {
		return nil
	}
	return writeWhole(path, data)
}

func readMark(dir string) (m mark, err error) {
	data, err := os.ReadFile(filepath.Join(dir, markFile))
	if err != nil {
		return m, err
	}
	if err := json.Unmarshal(data, &m); err != nil {
		return m, fmt.Errorf("read %s: %w", filepath.Join(dir, markFile), err)
	}
	return m, nil
}

func checkMark(dir string) error {
	m, err := readMark(dir)
	if err != nil {
		return fmt.Errorf("open the lake: %w", err)
	}
	return m.check(dir)
}
