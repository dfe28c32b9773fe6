package lake

import (
	"bufio"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// staged is a data file being written in staging. It remembers the first write error, because
// Arrow's Close can return nil after a failed write, and it has no Close method of its own, because
// Arrow would call it before the file is synced.
type staged struct {
	f    *os.File
	buf  *bufio.Writer
	hash hash.Hash
	n    int64
	err  error
}

// stage makes a data file in the staging folder of a lake.
func stage(root string) (*staged, error) {
	return stageIn(filepath.Join(root, stagingDir), "*.parquet")
}

// stageBeside makes a file that will be renamed to path.
func stageBeside(path string) (*staged, error) {
	return stageIn(filepath.Dir(path), "."+filepath.Base(path)+".*")
}

func stageIn(dir, pattern string) (*staged, error) {
	f, err := os.CreateTemp(dir, pattern)
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("there is no folder %s: %w", dir, fs.ErrNotExist)
		}
		return nil, fmt.Errorf("make a file in %s: %w", dir, err)
	}
	// CreateTemp makes files for their owner only; a lake may be read by others.
	if err := f.Chmod(0o644); err != nil {
		return nil, errors.Join(fmt.Errorf("make a file in %s: %w", dir, err), f.Close(), os.Remove(f.Name()))
	}
	return &staged{f: f, buf: bufio.NewWriterSize(f, 32<<10), hash: sha256.New()}, nil
}

// Write takes bytes of the file in order. After an error it takes no more.
func (s *staged) Write(p []byte) (int, error) {
	if s.err != nil {
		return 0, s.err
	}
	n, err := s.buf.Write(p)
	s.hash.Write(p[:n])
	s.n += int64(n)
	s.err = err
	return n, err
}

// seal makes the bytes durable and returns their hash.
func (s *staged) seal() (string, error) {
	err := errors.Join(s.err, s.buf.Flush())
	if err == nil {
		err = s.f.Sync()
	}
	if err := errors.Join(err, s.f.Close()); err != nil {
		return "", fmt.Errorf("write %s: %w", s.f.Name(), err)
	}
	return hex.EncodeToString(s.hash.Sum(nil)), nil
}

// drop removes the file.
func (s *staged) drop() error {
	err := s.f.Close()
	if errors.Is(err, fs.ErrClosed) {
		err = nil
	}
	return errors.Join(err, os.Remove(s.f.Name()))
}

// writeWhole writes a small file beside its place, syncs it and renames it there.
func writeWhole(path string, data []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".new-*")
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	_, err = f.Write(data)
	err = errors.Join(err, f.Chmod(0o644), f.Sync(), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", path, errors.Join(err, os.Remove(f.Name())))
	}
	return syncDir(filepath.Dir(path))
}

// syncDir makes the names in a folder durable.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return fmt.Errorf("sync %s: %w", dir, err)
	}
	if err := errors.Join(d.Sync(), d.Close()); err != nil {
		return fmt.Errorf("sync %s: %w", dir, err)
	}
	return nil
}

// hashFile returns the SHA-256 of a file in hex.
func hashFile(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// maxFooter bounds what is read as the footer of a file.
const maxFooter = 64 << 20

// footerHash returns the SHA-256 of a Parquet file's footer in hex, with the length and the magic bytes
// that end the file.
func footerHash(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return "", err
	}
	var end [8]byte
	if _, err := f.ReadAt(end[:], info.Size()-int64(len(end))); err != nil {
		return "", fmt.Errorf("read the footer of %s: %w", path, err)
	}
	n := int64(binary.LittleEndian.Uint32(end[:4])) + int64(len(end))
	if n > info.Size() || n > maxFooter {
		return "", fmt.Errorf("read the footer of %s: a length of %d bytes is wrong", path, n)
	}
	h := sha256.New()
	if _, err := io.Copy(h, io.NewSectionReader(f, info.Size()-n, n)); err != nil {
		return "", fmt.Errorf("read the footer of %s: %w", path, err)
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
