package lake

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"time"

	"golang.org/x/sync/errgroup"
)

const (
	// atOnce is how many files go to or come from a bucket side by side.
	atOnce = 4
	// maxManifest bounds a manifest or snapshot that comes from a bucket: some 300 bytes for each file.
	maxManifest = 256 << 20
	// maxMark bounds the file that says that there is a lake.
	maxMark = 1 << 16
)

// ErrOvertaken is returned by a commit to a bucket when another machine committed first. Nothing of the
// commit counts, and none of this process can follow: open the lake again.
var ErrOvertaken = errors.New("another machine changed this lake meanwhile")

// RemoteReader reads the files of a lake in a bucket. Names are paths relative to the lake, with slashes.
// Each request has its own limit of time.
type RemoteReader interface {
	// List hands over name, size and time of the last change of every file whose name begins with prefix,
	// in the order of names. It stops at the first error of each and returns it.
	List(ctx context.Context, prefix string, each func(name string, bytes int64, changed time.Time) error) error
	// Get writes the bytes of a file to w, at most limit of them. The error wraps fs.ErrNotExist where
	// there is no such file.
	Get(ctx context.Context, name string, limit int64, w io.Writer) error
}

// Remote is where a lake is kept for several machines. It may be used from several goroutines.
type Remote interface {
	RemoteReader
	// Put writes a file whole or not at all. With create, only one of all that create a file succeeds; the
	// error of the others wraps fs.ErrExist. After any other error the file may be there nonetheless.
	Put(ctx context.Context, name string, r io.Reader, bytes int64, create bool) error
	// Delete removes a file. One that is not there is no error.
	Delete(ctx context.Context, name string) error
}

// object is a file in a bucket.
type object struct {
	bytes   int64
	changed time.Time
}

// eachAtOnce calls work with 0 to n-1, a few at a time, until one fails.
func eachAtOnce(ctx context.Context, n int, work func(context.Context, int) error) error {
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(atOnce)
	for i := range n {
		group.Go(func() error { return work(ctx, i) })
	}
	return group.Wait()
}

// listRemote returns the files whose names begin with prefix.
func listRemote(ctx context.Context, r RemoteReader, prefix string) (map[string]object, error) {
	all := make(map[string]object)
	err := r.List(ctx, prefix, func(name string, bytes int64, changed time.Time) error {
		all[name] = object{bytes, changed}
		return nil
	})
	return all, err
}

// getSmall returns the bytes of a small file.
func getSmall(ctx context.Context, r RemoteReader, name string, limit int64) ([]byte, error) {
	var buf bytes.Buffer
	if err := r.Get(ctx, name, limit+1, &buf); err != nil {
		return nil, err
	}
	if int64(buf.Len()) > limit {
		return nil, fmt.Errorf("%s has more than %d bytes", name, limit)
	}
	return buf.Bytes(), nil
}

// claim makes sure that the bucket says that it holds a lake, and that it keeps its word on creating: the
// second of two that create the same file must fail, or two machines could overwrite each other's commits.
func claim(ctx context.Context, r Remote) error {
	data, err := json.Marshal(newMark())
	if err != nil {
		return err
	}
	data = append(data, '\n')
	for range 2 {
		err := r.Put(ctx, markFile, bytes.NewReader(data), int64(len(data)), true)
		if errors.Is(err, fs.ErrExist) {
			return nil
		}
		if err != nil {
			return err
		}
	}
	return errors.New("this bucket overwrites what was only to be created (If-None-Match), so that two machines could overwrite each other's work: use a store with conditional writes")
}

// putManifest publishes a commit to the bucket. Only the first commit of a number counts.
func putManifest(ctx context.Context, r Remote, number int64, data []byte) error {
	name := manifestPath(number)
	if err := r.Put(ctx, name, bytes.NewReader(data), int64(len(data)), true); err != nil {
		// An answer may have been lost on its way, and a second try then meets the first: look.
		there, lookErr := getSmall(ctx, r, name, maxManifest)
		switch {
		case errors.Is(lookErr, fs.ErrNotExist):
			return err
		case lookErr != nil:
			return fmt.Errorf("whether commit %d arrived is not known, the next command will find out: %w", number, errors.Join(err, lookErr))
		case !bytes.Equal(there, data):
			return fmt.Errorf("%w: commit %d is another's", ErrOvertaken, number)
		}
	}
	// A purge or sweep elsewhere may have removed the commit that had this number.
	all, err := listRemote(ctx, r, manifestDir+"/")
	if err != nil {
		return fmt.Errorf("whether commit %d is the last is not known, the next command will find out: %w", number, err)
	}
	for other := range all {
		if n, ok := manifestNumber(other); ok && n > number {
			return errors.Join(fmt.Errorf("%w: commit %d is there already", ErrOvertaken, n), r.Delete(ctx, name))
		}
	}
	return nil
}

// hashRemote says what is wrong with a data file in the bucket, if anything.
func hashRemote(ctx context.Context, r RemoteReader, f File) (reason string, err error) {
	h := sha256.New()
	n := new(counter)
	switch err := r.Get(ctx, f.Path, f.Bytes+1, io.MultiWriter(h, n)); {
	case errors.Is(err, fs.ErrNotExist):
		return "the bucket does not hold it", nil
	case err != nil:
		return "", err
	case int64(*n) != f.Bytes || hex.EncodeToString(h.Sum(nil)) != f.SHA256:
		return "what the bucket holds is not what was written", nil
	}
	return "", nil
}

// counter counts the bytes that are written to it.
type counter int64

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}
