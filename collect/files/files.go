// Package files imports files of the user's own: CSV, TSV, JSON, JSON lines and Parquet, plain or packed
// with gzip or zstd. A mapping in the settings says which column holds which field of a listing; its
// language is described in docs/files.md.
//
// Fetch turns a file into pages of rows and interprets nothing; Parse applies the mapping, which travels
// with each page. So a better reader of amounts or dates re-reads an import without the file.
package files

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"

	"rung/collect"
)

// Name is the source's name. Its listings bear the names of their imports.
const Name = "files"

// Table reads a table whose columns are known before its rows, such as a Parquet file. An error among the
// rows ends them.
type Table func(ctx context.Context, path string) (columns []string, rows iter.Seq2[[]any, error], err error)

// Source returns the source. parquet may be nil; then Parquet files are refused.
func Source(parquet Table) collect.Source {
	return collect.Source{
		ByDefault: true,
		Name:      Name, Title: "Files of your own", Access: collect.File,
		Terms: collect.Terms{
			Verdict: collect.Allowed,
			Why:     "You say of each file in its terms why you may use it.",
			Asks:    []string{"Name the licence or permission of each file."},
		},
		Gives: []string{"pay", "competition", "text", "tags", "seniority", "employment", "place"},
		// A file shows one moment; marketplaces close an advert within about a month.
		Life:        collect.Life{Days: 30},
		CheckImport: check,
		Fetch:       importer{parquet: parquet}.fetch, Parse: Parse,
	}
}

// check says what is wrong with how a file is described, without opening it.
func check(f collect.FileImport) error {
	_, err := parseMapping(f.Columns)
	if format := strings.ToLower(f.Format); format != "" && !slices.Contains(formats, format) {
		err = errors.Join(err, fmt.Errorf("format %q is none of %s", f.Format, strings.Join(formats, ", ")))
	}
	return err
}
