package config

import (
	"path/filepath"

	"rung/internal/bucket"
)

// Lake says where the data is.
type Lake struct {
	// Dir is the folder on this machine, as an absolute path: the lake itself, or the mirror of one in a
	// bucket.
	Dir string
	// Bucket is the bucket that the lake is in. Where none is Given the lake is in Dir.
	Bucket bucket.Address `mapstructure:"-"`
	// Mirror is the setting that Dir comes from where there is a bucket.
	Mirror string
	// Offline reads the mirror as it is and asks the bucket for nothing.
	Offline bool
	// Retention says what a run does about pages that are older than the terms of their source allow.
	Retention string
	// CompactAt is how many small files a lake may have before a run merges them; 0 leaves it to "rung lake compact".
	CompactAt int `mapstructure:"compact_at"`
}

// Name says where the lake is, without anything that may be secret.
func (k *Lake) Name() string {
	if k.Bucket.Given() {
		return k.Bucket.Name()
	}
	return k.Dir
}

// Text is where the lake is as --lake takes it. It may hold what Name hides.
func (k *Lake) Text() string {
	if k.Bucket.Given() {
		return k.Bucket.Text()
	}
	return k.Dir
}

// lake finds out whether the lake is in a folder or in a bucket, and where that is on this machine.
func (l *loader) lake(k *Lake) {
	const key = "lake" + delimiter + "dir"
	if !bucket.Is(k.Dir) {
		k.Dir = l.beside(key, k.Dir)
		if k.Dir == "" {
			k.Dir = filepath.Join(dataHome(l.env), "rung", "lake")
		}
		return
	}
	if bucket.Is(k.Mirror) {
		l.note("lake.mirror", "lake.mirror: want a folder of this machine")
	}
	var err error
	if k.Bucket, err = bucket.Parse(k.Dir); err != nil {
		l.note("lake.dir", "lake.dir: "+err.Error())
		return
	}
	k.Dir = l.beside("lake"+delimiter+"mirror", k.Mirror)
	if k.Dir == "" {
		k.Dir = filepath.Join(cacheHome(l.env), "rung", "lakes", k.Bucket.Folder())
	}
}

// reportBeside is where reports on a lake go when nothing else is said.
func (l *loader) reportBeside(k *Lake) string {
	if k.Bucket.Given() {
		return filepath.Join(dataHome(l.env), "rung", "report")
	}
	return filepath.Join(filepath.Dir(k.Dir), "report")
}
