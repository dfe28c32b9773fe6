package shared

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"os"
)

// longestLine bounds a line of the real data in bytes: boards come as one line each.
const longestLine = 64 << 20

// EachLine hands over the lines of a gzipped file, each valid until the next. It ends with the first error of use.
func EachLine(path string, use func(line []byte) error) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	z, err := gzip.NewReader(bufio.NewReader(f))
	if err != nil {
		return fmt.Errorf("read %s: %w", path, err)
	}
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, longestLine)
	for lines.Scan() {
		if err := use(lines.Bytes()); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("read %s: %w", path, err)
	}
	return nil
}

// EachItem hands over the lines of a gzipped file, each read from JSON.
func EachItem[T any](path string, use func(T)) error {
	return EachLine(path, func(line []byte) error {
		var item T
		if err := json.Unmarshal(line, &item); err != nil {
			return err
		}
		use(item)
		return nil
	})
}
