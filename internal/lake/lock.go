package lake

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/gofrs/flock"
)

// ErrLocked is returned when another process is changing the lake.
var ErrLocked = errors.New("another run is using this lake")

// lock takes the lake's write lock without waiting and writes owner into the lock file, so that a
// second run can say who holds it. The system frees the lock when the process ends, however it ends.
func lock(root, owner string) (*flock.Flock, error) {
	path := filepath.Join(root, lockFile)
	l := flock.New(path)
	ok, err := l.TryLock()
	if err != nil {
		return nil, fmt.Errorf("lock the lake: %w", err)
	}
	if !ok {
		holder, _ := os.ReadFile(path)
		return nil, fmt.Errorf("%w: %s holds %s", ErrLocked, strings.TrimSpace(string(holder)), path)
	}
	if err := os.WriteFile(path, []byte(owner+"\n"), 0o644); err != nil {
		return nil, errors.Join(fmt.Errorf("lock the lake: %w", err), l.Unlock())
	}
	return l, nil
}
