package lake

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
)

// upload sends data files to the bucket, where there is one. What the last commit lists is there already,
// but for files that were damaged. After an error some of them may be there, where the next Sweep finds
// them.
func (l *Lake) upload(ctx context.Context, files []File, damaged map[string]bool) error {
	if l.remote == nil {
		return nil
	}
	listed := make(map[string]bool)
	for _, f := range l.Manifest().Files {
		listed[f.Path] = true
	}
	return eachAtOnce(ctx, len(files), func(ctx context.Context, i int) error {
		if f := files[i]; !listed[f.Path] || damaged[f.Path] {
			return push(ctx, l.remote, f, l.path(f.Path))
		}
		return nil
	})
}

func push(ctx context.Context, r Remote, f File, path string) error {
	file, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("send %s: %w", f.Path, err)
	}
	defer file.Close()
	return r.Put(ctx, f.Path, file, f.Bytes, false)
}

// pushSmall sends a small file, such as a snapshot.
func (l *Lake) pushSmall(ctx context.Context, name string, data []byte, create bool) error {
	if l.remote == nil {
		return nil
	}
	return l.remote.Put(ctx, name, bytes.NewReader(data), int64(len(data)), create)
}

// Import makes the lake that was exported to a file in the bucket, which must hold no lake, and in the
// folder. What a broken import leaves in the bucket belongs to no lake and is overwritten by the next.
func (m Mirror) Import(ctx context.Context, file string) (man *Manifest, err error) {
	there, err := listRemote(ctx, m.Remote, manifestDir+"/")
	if err == nil && len(there) > 0 {
		err = fmt.Errorf("%w: there is a lake in %s", ErrTaken, m.Of)
	}
	if err != nil {
		return nil, fmt.Errorf("import a lake: %w", err)
	}
	if err := m.dropUnused(); err != nil {
		return nil, fmt.Errorf("import a lake: %w", err)
	}
	if man, err = Import(ctx, file, m.Dir); err != nil {
		return nil, err
	}
	if err = m.publish(ctx, man); err != nil {
		return nil, errors.Join(fmt.Errorf("import a lake: %w", err), os.RemoveAll(m.Dir))
	}
	return man, nil
}

// dropUnused removes the folder where it follows this bucket and never held a commit.
func (m Mirror) dropUnused() error {
	of, err := mirrorOf(m.Dir)
	if err != nil || of != m.Of {
		return err
	}
	numbers, err := manifestNumbers(m.Dir)
	if err != nil || len(numbers) > 0 {
		return err
	}
	return os.RemoveAll(m.Dir)
}

// publish sends all of a lake in the folder to the bucket, the manifest last.
func (m Mirror) publish(ctx context.Context, man *Manifest) error {
	if err := m.mark(); err != nil {
		return err
	}
	if err := claim(ctx, m.Remote); err != nil {
		return err
	}
	l := &Lake{dir: m.Dir, man: &Manifest{}, remote: m.Remote}
	if err := l.upload(ctx, man.Files, nil); err != nil {
		return err
	}
	data, err := os.ReadFile(m.path(manifestPath(man.Number)))
	if err != nil {
		return err
	}
	return putManifest(ctx, m.Remote, man.Number, data)
}
