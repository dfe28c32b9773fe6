package lake

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"rung/internal/job"
)

// Manifest is one commit: the files that count and the state that belongs to them.
type Manifest struct {
	// Number counts commits from 1.
	Number int64  `json:"number"`
	Schema int    `json:"schema"`
	RunID  string `json:"run_id"`
	// Made is when the pages, rows or runs of the commit came to be, by the clock of the run.
	Made    time.Time `json:"made,omitzero"`
	Message string    `json:"message"`
	Files   []File    `json:"files"`
	// Sources holds what each source needs to go on from where it stopped.
	Sources map[string]job.SourceState `json:"sources,omitempty"`
	// Reader is the fingerprint of the parsers, rules and taxonomy that silver was read with.
	Reader string `json:"reader,omitempty"`
	// Regroup is true after a purge, and where a comparison failed: the next transform compares all listings anew, since what tied some
	// of them may be gone.
	Regroup bool `json:"regroup,omitempty"`
	// Notice is what everything that is made from the lake must say, such as that its data is synthetic.
	Notice string `json:"notice,omitempty"`
}

// File is one immutable data file of a commit.
type File struct {
	Table string `json:"table"`
	// Path is relative to the lake, with slashes.
	Path   string `json:"path"`
	Rows   int64  `json:"rows"`
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
	// Footer is the hash of the file's end, which says how to read the rest. Parquet has a checksum for
	// every page and none for this.
	Footer string `json:"footer,omitempty"`
	Source string `json:"source,omitempty"`
	// Read is true for a bronze file whose pages are in silver.
	Read bool `json:"read,omitempty"`
	// Compact is true for a file that compaction made.
	Compact bool `json:"compact,omitempty"`
}

// next returns a copy of m to build the following commit on.
func (m *Manifest) next() *Manifest {
	n := *m
	n.Number++
	n.Files = slices.Clone(m.Files)
	n.Sources = make(map[string]job.SourceState, len(m.Sources))
	for name, s := range m.Sources {
		n.Sources[name] = s.Clone()
	}
	return &n
}

// Table returns the live files of one table in the order in which they were committed.
func (m *Manifest) Table(name string) []File {
	var files []File
	for _, f := range m.Files {
		if f.Table == name {
			files = append(files, f)
		}
	}
	return files
}

func manifestPath(number int64) string { return fmt.Sprintf("%s/%012d.json", manifestDir, number) }

// latest reads the newest manifest, or an empty one where nothing was committed yet.
func latest(root string) (*Manifest, error) {
	numbers, err := manifestNumbers(root)
	if err != nil {
		return nil, err
	}
	if len(numbers) == 0 {
		return &Manifest{Schema: schemaVersion}, nil
	}
	return readManifest(root, numbers[len(numbers)-1])
}

func readManifest(root string, number int64) (*Manifest, error) {
	path := filepath.Join(root, filepath.FromSlash(manifestPath(number)))
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read the lake's manifest: %w", err)
	}
	return parseManifest(root, number, data)
}

// parseManifest reads a manifest of a lake, which is a folder or a bucket.
func parseManifest(of string, number int64, data []byte) (*Manifest, error) {
	m := new(Manifest)
	if err := json.Unmarshal(data, m); err != nil {
		return nil, fmt.Errorf("read the lake's manifest %s in %s: %w", manifestPath(number), of, err)
	}
	if m.Schema != schemaVersion {
		return nil, &SchemaError{Dir: of, Have: m.Schema, Want: schemaVersion}
	}
	return m, nil
}

// manifestNumbers lists the numbers of the commits that are kept, oldest first.
func manifestNumbers(root string) ([]int64, error) {
	entries, err := os.ReadDir(filepath.Join(root, manifestDir))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("list the lake's manifests: %w", err)
	}
	var numbers []int64
	for _, e := range entries {
		if n, ok := manifestNumber(manifestDir + "/" + e.Name()); ok {
			numbers = append(numbers, n)
		}
	}
	slices.Sort(numbers)
	return numbers, nil
}

// manifestNumber is the number of the commit whose manifest has a path.
func manifestNumber(path string) (int64, bool) {
	name, ok := strings.CutSuffix(strings.TrimPrefix(path, manifestDir+"/"), ".json")
	n, err := strconv.ParseInt(name, 10, 64)
	return n, ok && err == nil && n > 0
}
