package lake

import (
	"fmt"
	"slices"
	"testing"
)

// TestCut wants the files of one source and year in one part, whatever their table, and parts that are large
// enough.
func TestCut(t *testing.T) {
	var files []File
	for year := 2020; year < 2024; year++ {
		for month := 1; month <= 12; month++ {
			for _, source := range []string{"a", "b"} {
				for _, table := range ofVersions() {
					// What compaction joined stands in the first month.
					at := month
					if table == mentions.Name {
						at = 1
					}
					path := fmt.Sprintf("silver/%s/source=%s/month=%d-%02d/%d.parquet", table, source, year, at, len(files))
					files = append(files, File{Table: table, Source: source, Path: path, Rows: 10})
				}
			}
		}
	}
	for _, c := range []struct {
		enough int64
		parts  int
	}{{1, 8}, {120, 8}, {121, 4}, {500, 2}, {1_000_000, 1}} {
		parts := cut(files, c.enough)
		where, n := map[string]int{}, 0
		for i, p := range parts {
			n += len(p.files)
			for _, f := range p.files {
				if was, ok := where[partKey(f)]; ok && was != i {
					t.Errorf("%d: %s is in the parts %d and %d", c.enough, partKey(f), was, i)
				}
				where[partKey(f)] = i
			}
			if i < len(parts)-1 && p.versions < c.enough {
				t.Errorf("part %d has %d versions, want %d", i, p.versions, c.enough)
			}
		}
		if len(parts) != c.parts || n != len(files) {
			t.Errorf("with %d versions to a part there are %d parts of %d files, want %d of %d", c.enough, len(parts), n, c.parts, len(files))
		}
	}
	slices.Reverse(files)
	if parts := cut(files, 121); len(parts) != 4 {
		t.Errorf("files in another order make %d parts", len(parts))
	}
	if parts := cut(nil, 1); len(parts) != 0 {
		t.Errorf("no files make %d parts", len(parts))
	}
}
