package lake

import "maps"

// Handle is what another process on this machine needs to read the same commit of the same lake.
type Handle struct {
	// Dir is the lake's folder as an absolute path.
	Dir string `json:"dir"`
	// Number is that of the commit, Files are its files.
	Number int64  `json:"number"`
	Files  []File `json:"files"`
	// Bad holds the paths of files that were found damaged, and why.
	Bad map[string]string `json:"bad,omitempty"`
}

// Handle describes the commit that this lake reads.
func (l *Lake) Handle() Handle {
	l.mu.Lock()
	defer l.mu.Unlock()
	return Handle{Dir: l.dir, Number: l.man.Number, Files: l.man.Files, Bad: maps.Clone(l.bad)}
}

// OpenHandle opens the commit of a handle for reading. It reads no manifest.
func OpenHandle(h Handle) *Lake {
	bad := maps.Clone(h.Bad)
	if bad == nil {
		bad = make(map[string]string)
	}
	return &Lake{
		dir: h.Dir, man: &Manifest{Number: h.Number, Schema: schemaVersion, Files: h.Files}, bad: bad,
		sound: make(map[string]bool), db: newEngine(h.Dir),
	}
}
