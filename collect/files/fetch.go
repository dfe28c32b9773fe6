package files

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"rung/collect"
	"rung/internal/job"
)

// pageSize bounds the rows of a page, in bytes. A single row may be as large.
const pageSize = 4 << 20

// spec is what a page says about the import it belongs to, in its Meta.
type spec struct {
	Name    string            `json:"name"`
	File    string            `json:"file"`
	Columns map[string]string `json:"columns"`
	Terms   string            `json:"terms"`
}

const metaImport = "import"

type importer struct{ parquet Table }

// fetch imports each file of the settings that is new or has changed. One that fails is reported and
// does not stop the others.
func (m importer) fetch(ctx context.Context, r *collect.Run) error {
	for _, f := range r.Settings.Files {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := m.one(ctx, r, f); err != nil {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			r.Failed(f.Name, fmt.Errorf("import %s: %w", f.Path, err))
		}
	}
	return nil
}

func (m importer) one(ctx context.Context, r *collect.Run, f collect.FileImport) error {
	if f.Terms == "" {
		return errors.New("terms is empty: say under which licence or permission the file is used")
	}
	mapped, err := parseMapping(f.Columns)
	if err != nil {
		return err
	}
	in, err := m.open(f)
	if err != nil {
		return err
	}
	sum, err := hashFile(f.Path)
	if err != nil {
		return err
	}
	about, err := json.Marshal(spec{Name: f.Name, File: filepath.Base(f.Path), Columns: f.Columns, Terms: f.Terms})
	if err != nil {
		return fmt.Errorf("write the mapping: %w", err)
	}
	now := position{file: sum, mapping: hashOf(append(about, f.Format+"\n"+f.Encoding...))}
	before := parsePosition(r.Cursor(f.Name))
	if before.file == now.file && before.mapping == now.mapping {
		r.Log.Debug("unchanged file", "import", f.Name)
		return nil
	}
	columns, err := in.columns(ctx)
	if err != nil {
		return err
	}
	if err := mapped.check(columns); err != nil {
		return err
	}
	if now.pages, err = m.pages(ctx, r, in, f.Name, now, string(about)); err != nil {
		return err
	}
	forget(r, f.Name, before, now)
	return r.SetCursor(f.Name, now.String())
}

// pages keeps the rows of a file in pages and returns how many there are.
func (m importer) pages(ctx context.Context, r *collect.Run, in input, name string, now position, about string) (int, error) {
	var body []byte
	n := 0
	keep := func() error {
		n++
		p := job.Page{
			Scope: name, URL: now.address(name, n), MediaType: "application/jsonl", Body: body,
			Meta: map[string]string{metaImport: about},
		}
		body = nil
		return r.Keep(ctx, p)
	}
	for row, err := range in.rows(ctx) {
		if err != nil {
			return n, err
		}
		if err := ctx.Err(); err != nil {
			return n, err
		}
		line, err := json.Marshal(row)
		if err != nil {
			return n, fmt.Errorf("write a row: %w", err)
		}
		if len(body) > 0 && len(body)+len(line) >= pageSize {
			if err := keep(); err != nil {
				return n, err
			}
		}
		body = append(append(body, line...), '\n')
	}
	if len(body) == 0 {
		return n, nil
	}
	return n, keep()
}

// forget drops what is known of the pages that the import no longer has.
func forget(r *collect.Run, name string, before, now position) {
	first := 1
	if before.mapping == now.mapping {
		first = now.pages + 1
	}
	for n := first; n <= before.pages; n++ {
		r.Forget(before.address(name, n))
	}
}

// position is the cursor of an import: hashes of the file and of its mapping, and its pages.
type position struct {
	file, mapping string
	pages         int
}

func parsePosition(s string) (p position) {
	part := strings.Split(s, "/")
	if len(part) != 3 {
		return position{}
	}
	if _, err := fmt.Sscan(part[2], &p.pages); err != nil || p.pages < 0 || p.pages > 1<<20 {
		return position{}
	}
	p.file, p.mapping = part[0], part[1]
	return p
}

// String returns the form that parsePosition reads.
func (p position) String() string { return fmt.Sprintf("%s/%s/%d", p.file, p.mapping, p.pages) }

// address names a page. The mapping is a part of it: under another mapping the same rows are news.
func (p position) address(name string, n int) string {
	return fmt.Sprintf("file:%s?mapping=%s&page=%d", name, p.mapping, n)
}

func hashFile(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", fmt.Errorf("read %s: %w", path, err)
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

func hashOf(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:8])
}
