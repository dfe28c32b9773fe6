package lake

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

	"github.com/marcboeker/go-duckdb/v2"
)

// Damage is a file of the lake that cannot be read as it was written.
type Damage struct { //nolint:errname // a finding first; it is an error where nothing else can be said
	File   File
	Reason string
}

// Error names the file and what is wrong with it.
func (d Damage) Error() string { return fmt.Sprintf("%s is damaged: %s", d.File.Path, d.Reason) }

// DamageError says that a query failed because of damaged files. The same query over a new database or
// session answers from the rest.
type DamageError struct {
	Damaged []Damage
	Err     error
}

func (e *DamageError) Error() string {
	parts := make([]string, len(e.Damaged))
	for i, d := range e.Damaged {
		parts[i] = d.Error()
	}
	return fmt.Sprintf("%s (%v)", strings.Join(parts, "; "), e.Err)
}

func (e *DamageError) Unwrap() error { return e.Err }

// check looks at a file's kind and size, once at its footer, and at what is known of it.
func (l *Lake) check(f File) (Damage, bool) {
	l.mu.Lock()
	reason, sound := l.bad[f.Path], l.sound[f.Path]
	l.mu.Unlock()
	if reason != "" {
		return Damage{f, reason}, true
	}
	info, err := os.Lstat(l.path(f.Path))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return Damage{f, "it is missing"}, true
	case err != nil:
		return Damage{f, err.Error()}, true
	case !info.Mode().IsRegular():
		return Damage{f, "it is no regular file"}, true
	case info.Size() != f.Bytes:
		return Damage{f, fmt.Sprintf("it has %d bytes instead of %d", info.Size(), f.Bytes)}, true
	case sound:
		return Damage{}, false
	}
	if sum, err := footerHash(l.path(f.Path)); err != nil || sum != f.Footer {
		return l.found(f, "its footer is not what was written"), true
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.sound[f.Path] = true
	return Damage{}, false
}

// found remembers that a file is damaged.
func (l *Lake) found(f File, reason string) Damage {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.bad[f.Path] = reason
	return Damage{f, reason}
}

// Damaged returns the live files that are missing, have another size or footer than they were written
// with, or were found bad by a query or by Verify. It reads the footers only.
func (l *Lake) Damaged() []Damage {
	var out []Damage
	for _, f := range l.Manifest().Files {
		if d, bad := l.check(f); bad {
			out = append(out, d)
		}
	}
	return out
}

func (l *Lake) soundFiles() []File {
	return slices.DeleteFunc(slices.Clone(l.Manifest().Files), func(f File) bool {
		_, bad := l.check(f)
		return bad
	})
}

// Verify reads every live file, compares its hash with the one it was written with, and returns those
// that differ. They are left out of later databases and sessions.
func (l *Lake) Verify(ctx context.Context) ([]Damage, error) {
	bad, err := damagedOf(ctx, l.Manifest().Files, l.verify)
	if err != nil {
		return nil, fmt.Errorf("verify the lake: %w", err)
	}
	return bad, nil
}

// damagedOf looks at files and returns those that are damaged, or the error of ctx.
func damagedOf(ctx context.Context, files []File, look func(File) (Damage, bool)) (bad []Damage, err error) {
	for _, f := range files {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if d, found := look(f); found {
			bad = append(bad, d)
		}
	}
	return bad, nil
}

// verify compares the hash of a file with the one it was written with, and remembers a bad one.
func (l *Lake) verify(f File) (Damage, bool) {
	if d, bad := l.check(f); bad {
		return d, true
	}
	sum, err := hashFile(l.path(f.Path))
	switch {
	case err != nil:
		return l.found(f, err.Error()), true
	case sum != f.SHA256:
		return l.found(f, "its content is not what was written"), true
	}
	return Damage{}, false
}

// Blame finds out whether an error of a query comes from a damaged file. If so it returns a
// *DamageError that names the file, else err itself. It may read the whole lake.
func (l *Lake) Blame(ctx context.Context, err error) error {
	return l.blame(ctx, err, l.Manifest().Files)
}

// blame is Blame for files that need not be live.
func (l *Lake) blame(ctx context.Context, err error, files []File) error {
	if err == nil || !suspect(err) {
		return err
	}
	bad, stopped := damagedOf(ctx, files, l.verify)
	if stopped != nil || len(bad) == 0 {
		return err
	}
	return &DamageError{Damaged: bad, Err: err}
}

// suspect reports whether an error of DuckDB may come from bytes on disk rather than from the query.
func suspect(err error) bool {
	var d *duckdb.Error
	if !errors.As(err, &d) {
		return false
	}
	switch d.Type {
	case duckdb.ErrorTypeIO, duckdb.ErrorTypeInvalidInput, duckdb.ErrorTypeSerialization, duckdb.ErrorTypeInternal,
		duckdb.ErrorTypeFatal, duckdb.ErrorTypeInvalid, duckdb.ErrorTypeUnknownType, duckdb.ErrorTypeOutOfRange:
		return true
	}
	return false
}
