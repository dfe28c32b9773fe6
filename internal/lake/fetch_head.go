package lake

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// head is what a bucket knows of its commits: the newest, and the names of all that are kept.
type head struct {
	number    int64 // 0 where nothing was committed yet
	man       *Manifest
	data      []byte // of the manifest, nil where the folder has it
	manifests map[string]object
	pruner    *pruner
}

// head reads the newest manifest and brings the snapshots.
func (m Mirror) head(ctx context.Context) (*head, error) {
	manifests, err := listRemote(ctx, m.Remote, manifestDir+"/")
	if err != nil {
		return nil, err
	}
	if err := m.clean(); err != nil {
		return nil, err
	}
	h := &head{man: &Manifest{Schema: schemaVersion}, manifests: manifests, pruner: &pruner{dir: m.Dir, gone: make(map[string]bool)}}
	for name := range manifests {
		if n, ok := manifestNumber(name); ok {
			h.number = max(h.number, n)
		}
	}
	if h.number > 0 {
		name := manifestPath(h.number)
		if h.data, err = m.small(ctx, name, manifests[name]); err != nil {
			return nil, err
		}
		if h.man, err = h.read(m); err != nil {
			return nil, err
		}
	}
	return h, m.fetchSnapshots(ctx, h.pruner)
}

func (h *head) read(m Mirror) (*Manifest, error) {
	if h.data == nil {
		return readManifest(m.Dir, h.number)
	}
	man, err := parseManifest(m.Of, h.number, h.data)
	if err == nil {
		err = man.checkPaths()
	}
	return man, err
}

// place puts the manifest into the folder, after the files that it lists, and drops there what the bucket
// dropped.
func (h *head) place(m Mirror) error {
	if h.data != nil {
		name := manifestPath(h.number)
		if err := m.placeSmall(name, h.data, h.manifests[name]); err != nil {
			return err
		}
	}
	return h.pruner.prune(h.manifests)
}

// fetchSnapshots brings the snapshots and drops those that the bucket dropped.
func (m Mirror) fetchSnapshots(ctx context.Context, p *pruner) error {
	there, err := listRemote(ctx, m.Remote, snapshotDir+"/")
	if err != nil {
		return err
	}
	for name, o := range there {
		if !isSnapshot(name) {
			continue
		}
		data, err := m.small(ctx, name, o)
		if err == nil && data != nil {
			err = checkSnapshot(data)
		}
		if err != nil {
			return fmt.Errorf("fetch %s: %w", name, err)
		}
		if data != nil {
			p.forget(name)
			if err := m.placeSmall(name, data, o); err != nil {
				return err
			}
		}
	}
	return p.dropSnapshots(there)
}

func isSnapshot(name string) bool {
	base, ok := strings.CutSuffix(strings.TrimPrefix(name, snapshotDir+"/"), ".json")
	return ok && snapshotName.MatchString(base)
}

func checkSnapshot(data []byte) error {
	var s Snapshot
	if err := json.Unmarshal(data, &s); err != nil {
		return err
	}
	if s.Manifest == nil {
		return errors.New("it holds no manifest")
	}
	return s.Manifest.checkPaths()
}

// checkPaths makes sure that a manifest from elsewhere leads to no other place of this machine.
func (m *Manifest) checkPaths() error {
	for _, f := range m.Files {
		if !dataPath(f.Path) || f.Bytes < 0 {
			return fmt.Errorf("%q of %d bytes is no data file of a lake", f.Path, f.Bytes)
		}
	}
	return nil
}

// small returns the bytes of a manifest or snapshot, nil where the folder has it already.
func (m Mirror) small(ctx context.Context, name string, o object) ([]byte, error) {
	info, err := os.Lstat(m.path(name))
	if err == nil && info.Size() == o.bytes && info.ModTime().Equal(o.changed) {
		return nil, nil
	}
	return getSmall(ctx, m.Remote, name, maxManifest)
}

// placeSmall writes a manifest or snapshot. The copy gets the time of the original, so that another
// original of the same name is told from it.
func (m Mirror) placeSmall(name string, data []byte, o object) error {
	if err := writeWhole(m.path(name), data); err != nil {
		return err
	}
	return os.Chtimes(m.path(name), time.Time{}, o.changed)
}

// pruner drops from the folder of a mirror what its bucket dropped.
type pruner struct {
	dir  string
	gone map[string]bool // files that a commit or snapshot listed that is gone
}

// forget notes the files of a snapshot that goes or is replaced.
func (p *pruner) forget(name string) {
	s, err := readSnapshot(p.dir, strings.TrimSuffix(filepath.Base(name), ".json"))
	if err == nil {
		p.list(s.Manifest)
	}
}

func (p *pruner) list(m *Manifest) {
	for _, f := range m.Files {
		p.gone[f.Path] = true
	}
}

func (p *pruner) dropSnapshots(there map[string]object) error {
	entries, err := os.ReadDir(filepath.Join(p.dir, snapshotDir))
	if err != nil {
		return err
	}
	for _, e := range entries {
		name := snapshotDir + "/" + e.Name()
		if _, ok := there[name]; ok || !isSnapshot(name) {
			continue
		}
		p.forget(name)
		if err := os.Remove(filepath.Join(p.dir, snapshotDir, e.Name())); err != nil {
			return err
		}
	}
	return nil
}

// prune removes manifests that the bucket does not have, and then the files that only what is gone listed.
func (p *pruner) prune(there map[string]object) error {
	numbers, err := manifestNumbers(p.dir)
	if err != nil {
		return err
	}
	for _, n := range numbers {
		if _, ok := there[manifestPath(n)]; ok {
			continue
		}
		if m, err := readManifest(p.dir, n); err == nil {
			p.list(m)
		}
		if err := os.Remove(filepath.Join(p.dir, filepath.FromSlash(manifestPath(n)))); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	if len(p.gone) == 0 {
		return nil
	}
	known, err := knownFiles(p.dir)
	if err != nil {
		return err
	}
	for path := range p.gone {
		if known[path] || !dataPath(path) {
			continue
		}
		if err := os.Remove(filepath.Join(p.dir, filepath.FromSlash(path))); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// knownFiles are the paths that a manifest or snapshot of a folder lists.
func knownFiles(dir string) (map[string]bool, error) {
	known := make(map[string]bool)
	err := eachListed(dir, func(f File) { known[f.Path] = true })
	return known, err
}

// eachListed hands over the files that the manifests and then the snapshots of a folder list, each as often as it is listed.
func eachListed(dir string, use func(File)) error {
	numbers, err := manifestNumbers(dir)
	if err != nil {
		return err
	}
	for _, n := range numbers {
		m, err := readManifest(dir, n)
		if err != nil {
			return err
		}
		for _, f := range m.Files {
			use(f)
		}
	}
	snapshots, err := (&Lake{dir: dir}).Snapshots()
	for _, s := range snapshots {
		for _, f := range s.Manifest.Files {
			use(f)
		}
	}
	return err
}
