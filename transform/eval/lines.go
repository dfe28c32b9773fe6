package eval

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
)

// eachLine decodes every line of a file of JSON lines and hands it to use.
func eachLine[T any](path string, use func(T)) error {
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("open cases: %w", err)
	}
	defer f.Close()
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 16<<20)
	for n := 1; sc.Scan(); n++ {
		var v T
		if err := json.Unmarshal(sc.Bytes(), &v); err != nil {
			return fmt.Errorf("parse %s line %d: %w", path, n, err)
		}
		use(v)
	}
	return sc.Err()
}
