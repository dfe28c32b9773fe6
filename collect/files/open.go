package files

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"

	"rung/collect"
)

// row is one row by column. Its values are what JSON can hold.
type row map[string]any

// rowError is the one key of a row that could not be read; its value says why.
const rowError = "\x00error"

// input is an open import: columns and rows each read the file from its beginning.
type input struct {
	columns func(ctx context.Context) ([]string, error)
	rows    func(ctx context.Context) iter.Seq2[row, error]
}

var formats = []string{"csv", "tsv", "json", "jsonl", "parquet"}

// open finds out the format of an import and how its bytes are packed and written.
func (m importer) open(f collect.FileImport) (input, error) {
	if _, err := os.Stat(f.Path); err != nil {
		return input{}, err
	}
	base, packing := unpackName(f.Path)
	format := strings.ToLower(f.Format)
	if format == "" {
		format = strings.TrimPrefix(strings.ToLower(filepath.Ext(base)), ".")
		if format == "ndjson" {
			format = "jsonl"
		}
	}
	if !slices.Contains(formats, format) {
		return input{}, fmt.Errorf("format %q is none of %s", format, strings.Join(formats, ", "))
	}
	if format == "parquet" {
		if m.parquet == nil {
			return input{}, errors.New("this program was built without a reader of Parquet files")
		}
		return m.table(f.Path), nil
	}
	set, err := charset(f.Encoding)
	if err != nil {
		return input{}, err
	}
	open := func() (io.ReadCloser, error) { return openText(f.Path, packing, set) }
	switch format {
	case "csv":
		return delimited(open, ','), nil
	case "tsv":
		return delimited(open, '\t'), nil
	case "jsonl":
		return objects(open, jsonLines), nil
	}
	return objects(open, jsonArray), nil
}

// unpackName takes the ending of a packed file off its name.
func unpackName(path string) (base, packing string) {
	switch ext := strings.ToLower(filepath.Ext(path)); ext {
	case ".gz", ".zst", ".zstd":
		return strings.TrimSuffix(path, filepath.Ext(path)), ext
	}
	return path, ""
}

// charset returns the decoder of a character set, nil for UTF-8.
func charset(name string) (encoding.Encoding, error) {
	switch strings.ToLower(strings.ReplaceAll(name, "_", "-")) {
	case "", "utf-8", "utf8":
		return nil, nil
	case "cp437", "ibm437":
		return charmap.CodePage437, nil
	case "cp850", "ibm850":
		return charmap.CodePage850, nil
	case "cp852", "ibm852":
		return charmap.CodePage852, nil
	case "cp858", "ibm858", "ibm00858":
		return charmap.CodePage858, nil
	case "cp1252":
		return charmap.Windows1252, nil
	}
	set, err := htmlindex.Get(name)
	if err != nil {
		return nil, fmt.Errorf("encoding %q is unknown; try utf-8, windows-1252 or cp858", name)
	}
	return set, nil
}

// openText opens a file as text: unpacked, in UTF-8, without a byte order mark.
func openText(path, packing string, set encoding.Encoding) (io.ReadCloser, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	var in io.Reader = f
	closeAll := f.Close
	switch packing {
	case ".gz":
		z, err := gzip.NewReader(f)
		if err != nil {
			return nil, errors.Join(fmt.Errorf("unpack: %w", err), f.Close())
		}
		in = z
	case ".zst", ".zstd":
		z, err := zstd.NewReader(f, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(256<<20))
		if err != nil {
			return nil, errors.Join(fmt.Errorf("unpack: %w", err), f.Close())
		}
		in, closeAll = z, func() error { z.Close(); return f.Close() }
	}
	if set != nil {
		in = set.NewDecoder().Reader(in)
	}
	b := bufio.NewReaderSize(in, 64<<10)
	if mark, err := b.Peek(3); err == nil && string(mark) == "\xef\xbb\xbf" {
		if _, err := b.Discard(3); err != nil {
			return nil, errors.Join(err, f.Close())
		}
	}
	return &text{Reader: b, close: closeAll}, nil
}

type text struct {
	io.Reader
	close func() error
}

// Close closes the file beneath.
func (t *text) Close() error { return t.close() }

// guard bounds what is read for one row, so that a quote that is never closed does not pull the whole
// file into memory.
type guard struct {
	r    io.Reader
	left int
}

func (g *guard) next() { g.left = pageSize }

// Read implements io.Reader.
func (g *guard) Read(b []byte) (int, error) {
	if g.left <= 0 {
		return 0, fmt.Errorf("a row is larger than %d MiB: is a quote or a bracket never closed?", pageSize>>20)
	}
	n, err := g.r.Read(b[:min(len(b), g.left)])
	g.left -= n
	return n, err
}
