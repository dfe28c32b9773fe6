package lake

import (
	"bufio"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"rung/internal/job"
)

var errDisk = errors.New("disk full")

// failing fails the write that crosses a byte, once or from then on.
type failing struct {
	*os.File
	at     int64
	n      int64
	always bool
	failed bool
}

func (f *failing) Write(p []byte) (int, error) {
	f.n += int64(len(p))
	if f.n > f.at && (f.always || !f.failed) {
		f.failed = true
		return 0, errDisk
	}
	return f.File.Write(p)
}

func faultRoot(t *testing.T) string {
	t.Helper()
	root := t.TempDir()
	if err := os.Mkdir(filepath.Join(root, stagingDir), 0o755); err != nil {
		t.Fatal(err)
	}
	return root
}

// writeFaulty writes two row groups to a file whose sink fails at a byte.
func writeFaulty(root string, sink *failing) (sealed, error) {
	w := newWriter(root, &skills.Table)
	w.stage = func() (*staged, error) {
		s, err := stage(root)
		if err == nil {
			sink.File = s.f
			s.buf = bufio.NewWriterSize(sink, 64)
		}
		return s, err
	}
	for range 2 {
		for i := range 40 {
			row := SkillRow{ID: strconv.Itoa(i), Category: "language", Aliases: []string{"golang", "go"}}
			if err := put(w, skills, &row, 100); err != nil {
				return sealed{}, errors.Join(err, w.drop())
			}
		}
		if err := w.flush(); err != nil {
			return sealed{}, errors.Join(err, w.drop())
		}
	}
	f, _, err := w.finish()
	return f, err
}

// Arrow's Close may return nil after a failed write, and some failures panic. None may pass here, at
// whatever byte the disk fails, and none may leave a file.
func TestWriteFaults(t *testing.T) {
	root := faultRoot(t)
	whole, err := writeFaulty(root, &failing{at: 1 << 40})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(whole.staged); err != nil {
		t.Fatal(err)
	}
	for _, always := range []bool{false, true} {
		for at := int64(0); at < whole.Bytes; at += 37 {
			_, err := writeFaulty(root, &failing{at: at, always: always})
			if !errors.Is(err, errDisk) {
				t.Fatalf("write failed at byte %d of %d (always: %v): error %v, want %v", at, whole.Bytes, always, err, errDisk)
			}
		}
	}
	left, err := os.ReadDir(filepath.Join(root, stagingDir))
	if err != nil || len(left) > 0 {
		t.Errorf("left in staging: %v, %v", left, err)
	}
}

// The count that DuckDB reads back is the last guard: a file that lost rows is not published.
func TestPublishCountsRows(t *testing.T) {
	l, err := OpenWrite(filepath.Join(t.TempDir(), "lake"), "test")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	f, err := writeFaulty(l.dir, &failing{at: 1 << 40})
	if err != nil {
		t.Fatal(err)
	}
	f.Path, f.Rows = "silver/skills/x.parquet", f.Rows+1
	if _, err := l.publish(t.Context(), []sealed{f}); err == nil || !strings.Contains(err.Error(), "81 rows were written and 80 are there") {
		t.Errorf("publish of a short file = %v, want an error that counts", err)
	}
	if _, err := os.Stat(l.path(f.Path)); err == nil {
		t.Error("the short file was published")
	}
}

// Many partitions at once stay within the bounds of memory and open files, and every row arrives.
func TestManyPartitions(t *testing.T) {
	root := faultRoot(t)
	w := newTableWriter(root, sightings)
	const parts, each = 60, 20
	for range each {
		for m := range parts {
			p := partition{source: "board", month: string(rune('a'+m%26)) + string(rune('a'+m/26))}
			if err := w.put(p, &job.Sighting{Source: "board", ID: "x"}, 20_000); err != nil {
				t.Fatal(err)
			}
			if w.queued > queueBytes || w.files > openFiles {
				t.Fatalf("%d bytes wait and %d files are open, want at most %d and %d", w.queued, w.files, queueBytes, openFiles)
			}
		}
	}
	files, err := w.finish()
	if err != nil {
		t.Fatal(err)
	}
	var rows int64
	for _, f := range files {
		rows += f.Rows
	}
	if rows != parts*each || w.queued != 0 || w.files != 0 {
		t.Errorf("%d rows in %d files, %d bytes and %d files left, want %d rows and nothing left", rows, len(files), w.queued, w.files, parts*each)
	}
}

func TestFilesRotate(t *testing.T) {
	root := faultRoot(t)
	w := newTableWriter(root, sightings)
	for range fileRows + 10 {
		if err := w.put(partition{"board", "2024-05"}, &job.Sighting{Source: "board", ID: "x"}, 100); err != nil {
			t.Fatal(err)
		}
	}
	files, err := w.finish()
	if err != nil || len(files) != 2 || files[0].Rows != fileRows || files[1].Rows != 10 {
		t.Errorf("files = %+v, %v, want two of %d and 10 rows", files, err, fileRows)
	}
}
