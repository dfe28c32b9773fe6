package cli

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"rung/internal/lake"
)

// checkReal refuses to collect into a lake that holds a made-up market: afterwards nobody could tell what is real, and
// the notice on its reports would be half true.
func checkReal(l *lake.Lake, name string) error {
	if l.Manifest().Notice == "" {
		return nil
	}
	return usage("choose another lake with --lake DIR, RUNG_LAKE or lake.dir",
		"the lake %s holds a made-up market: nothing real is collected into it", name)
}

// checkDemo refuses a folder for the demo that holds a lake or settings of something else: it would write over them.
func checkDemo(dir string) error {
	const hint = "choose another folder with --out DIR"
	settings := filepath.Join(dir, "config.yaml")
	data, err := os.ReadFile(settings)
	if err == nil && !bytes.HasPrefix(data, []byte(demoMark)) {
		return usage(hint, "%s was not written by \"rung demo\": it stays as it is", settings)
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return usage(hint, "read the settings of the demo: %w", err)
	}
	name := filepath.Join(dir, "lake")
	err = using(func(l *lake.Lake) error {
		if m := l.Manifest(); len(m.Files) == 0 || m.Notice == demoNotice {
			return nil
		}
		return usage(hint, "the lake %s was not made by \"rung demo\": no made-up market is put into it", name)
	})(lake.Open(name))
	if errors.Is(err, lake.ErrNoLake) {
		return nil
	}
	return err
}
