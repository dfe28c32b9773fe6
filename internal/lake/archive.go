package lake

import (
	"archive/tar"
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"strings"
)

const (
	// archiveHead is the first entry of an exported lake: its manifest.
	archiveHead = "manifest.json"
	// maxHead bounds the manifest of an archive: some 200 bytes for each file.
	maxHead = 1 << 30
)

// archived is the head of an archive.
type archived struct {
	*Manifest
	// LakeTables are the fingerprints of the tables, as in the mark of a lake.
	LakeTables map[string]string `json:"lake_tables,omitempty"`
}

// Export writes the commit that this lake reads to a tar file at path, whole or not at all: the manifest
// first, then every file under its path in the lake, each compared with its hash. The same commit gives
// the same bytes. It holds no snapshots and no older commits. Whoever unpacks it has a folder with live
// files only, which other engines may read by their names. It may take the place of a lake that was exported before;
// any other file stays, and the error wraps ErrForeign.
func (l *Lake) Export(ctx context.Context, path string) (bytes int64, err error) {
	if _, err := mayReplace(path, isArchive); err != nil {
		return 0, fmt.Errorf("export the lake: %s: %w", path, err)
	}
	file, err := stageBeside(path)
	if err != nil {
		return 0, fmt.Errorf("export the lake: %w", err)
	}
	if err = l.archive(ctx, file); err == nil {
		_, err = file.seal()
	}
	if err == nil {
		err = os.Rename(file.f.Name(), path)
	}
	if err != nil {
		return 0, fmt.Errorf("export the lake: %w", errors.Join(err, file.drop()))
	}
	return file.n, syncDir(filepath.Dir(path))
}

func (l *Lake) archive(ctx context.Context, to io.Writer) error {
	man := l.Manifest()
	if man.Number == 0 {
		return ErrNoLake
	}
	head, err := json.Marshal(archived{man, tablePrints()})
	if err != nil {
		return err
	}
	w := tar.NewWriter(to)
	if err := w.WriteHeader(entry(archiveHead, int64(len(head)))); err != nil {
		return err
	}
	if _, err := w.Write(head); err != nil {
		return err
	}
	for _, f := range man.Files {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := l.archiveFile(w, f); err != nil {
			return err
		}
	}
	return w.Close()
}

// entry is the header of a file in an archive. It tells nothing of when and by whom it was made.
func entry(name string, size int64) *tar.Header {
	return &tar.Header{Typeflag: tar.TypeReg, Name: name, Size: size, Mode: 0o644, Format: tar.FormatPAX}
}

func (l *Lake) archiveFile(w *tar.Writer, f File) error {
	if d, bad := l.check(f); bad {
		return d
	}
	if err := w.WriteHeader(entry(f.Path, f.Bytes)); err != nil {
		return err
	}
	file, err := os.Open(l.path(f.Path))
	if err != nil {
		return err
	}
	defer file.Close()
	h := sha256.New()
	if _, err := io.Copy(io.MultiWriter(w, h), file); err != nil {
		return err
	}
	if hex.EncodeToString(h.Sum(nil)) != f.SHA256 {
		return l.found(f, "its content is not what was written")
	}
	return nil
}

// ErrTaken is returned by Import where something is in the lake's place.
var ErrTaken = errors.New("its place is taken")

// Import makes the lake that was exported to a file in the folder dir, whole or not at all. The folder
// must be missing or empty, or the error wraps ErrTaken. Every file is compared with the hash that the manifest gives.
func Import(ctx context.Context, file, dir string) (man *Manifest, err error) {
	dir, err = filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("import a lake: %w", err)
	}
	if entries, err := os.ReadDir(dir); len(entries) > 0 {
		return nil, fmt.Errorf("import a lake: %w: %s is not empty", ErrTaken, dir)
	} else if err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("import a lake: %w", err)
	}
	if err := os.MkdirAll(filepath.Dir(dir), 0o755); err != nil {
		return nil, fmt.Errorf("import a lake: %w", err)
	}
	tmp, err := os.MkdirTemp(filepath.Dir(dir), ".import-*")
	if err != nil {
		return nil, fmt.Errorf("import a lake: %w", err)
	}
	if man, err = unpack(ctx, file, tmp); err == nil {
		err = place(tmp, dir)
	}
	if err != nil {
		return nil, fmt.Errorf("import a lake from %s: %w", file, errors.Join(err, os.RemoveAll(tmp)))
	}
	return man, nil
}

// place renames a whole lake to its folder, which may be there and empty.
func place(tmp, dir string) error {
	if err := os.Chmod(tmp, 0o755); err != nil {
		return err
	}
	if err := os.Remove(dir); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	if err := os.Rename(tmp, dir); err != nil {
		return err
	}
	return syncDir(filepath.Dir(dir))
}

// unpack reads an archive into an empty folder.
func unpack(ctx context.Context, from, dir string) (*Manifest, error) {
	f, err := os.Open(from)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	r := tar.NewReader(bufio.NewReaderSize(f, 1<<20))
	man, err := readHead(r, from)
	if err != nil {
		return nil, err
	}
	dirs := make(map[string]bool)
	for _, want := range man.Files {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if err := unpackFile(r, want, dir, dirs); err != nil {
			return nil, err
		}
	}
	if _, err := r.Next(); !errors.Is(err, io.EOF) {
		return nil, errors.Join(errors.New("it holds more than its manifest lists"), err)
	}
	return man, finishImport(man, dir, dirs)
}

// readHead reads the manifest of an archive.
func readHead(r *tar.Reader, from string) (*Manifest, error) {
	h, err := r.Next()
	if err != nil || h.Name != archiveHead || h.Size > maxHead {
		return nil, errors.Join(errors.New("it is no exported lake"), err)
	}
	man := new(Manifest)
	head := archived{Manifest: man}
	if err := json.NewDecoder(r).Decode(&head); err != nil {
		return nil, fmt.Errorf("read its manifest: %w", err)
	}
	if man.Schema != schemaVersion {
		return nil, &SchemaError{Dir: "in " + from, Have: man.Schema, Want: schemaVersion}
	}
	if man.Number < 1 {
		return nil, errors.New("its manifest has no number")
	}
	return man, checkTables("in "+from, head.LakeTables)
}

// unpackFile writes the next file of an archive, which must be the one that the manifest lists next.
func unpackFile(r *tar.Reader, want File, dir string, dirs map[string]bool) (err error) {
	h, err := r.Next()
	switch {
	case err != nil:
		return fmt.Errorf("read %s: %w", want.Path, err)
	case h.Name != want.Path || h.Typeflag != tar.TypeReg || h.Size != want.Bytes:
		return fmt.Errorf("%s is there in the place of %s", h.Name, want.Path)
	case !dataPath(want.Path):
		return fmt.Errorf("%q is no path of a data file", want.Path)
	}
	dst := filepath.Join(dir, filepath.FromSlash(want.Path))
	if err := makeDirs(dir, filepath.Dir(dst), dirs); err != nil {
		return err
	}
	f, err := os.OpenFile(dst, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	h256 := sha256.New()
	_, err = io.Copy(io.MultiWriter(f, h256), r)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return fmt.Errorf("read %s: %w", want.Path, err)
	}
	if hex.EncodeToString(h256.Sum(nil)) != want.SHA256 {
		return Damage{File: want, Reason: "its content is not what was written"}
	}
	return nil
}

// dataPath reports whether a path of a manifest leads to where data files are and nowhere else.
func dataPath(p string) bool {
	layer, _, ok := strings.Cut(p, "/")
	return ok && (layer == bronzeDir || layer == silverDir) && path.Clean(p) == p && filepath.IsLocal(filepath.FromSlash(p)) &&
		path.Ext(p) == ".parquet" && !strings.ContainsAny(p, "\\\x00")
}

// finishImport writes the small files of a lake and makes all names durable.
func finishImport(man *Manifest, dir string, dirs map[string]bool) error {
	for _, d := range []string{manifestDir, stagingDir} {
		if err := os.Mkdir(filepath.Join(dir, d), 0o755); err != nil {
			return err
		}
	}
	data, err := json.Marshal(man)
	if err != nil {
		return err
	}
	if err := writeWhole(filepath.Join(dir, filepath.FromSlash(manifestPath(man.Number))), append(data, '\n')); err != nil {
		return err
	}
	for d := range dirs {
		if err := syncDir(d); err != nil {
			return err
		}
	}
	return writeMark(dir)
}
