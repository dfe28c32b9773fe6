package bucket

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"gocloud.dev/blob"
	_ "gocloud.dev/blob/azureblob" // azblob://
	"gocloud.dev/blob/fileblob"
	_ "gocloud.dev/blob/gcsblob" // gs://
	_ "gocloud.dev/blob/s3blob"  // s3://
	"gocloud.dev/gcerrors"
)

const (
	// patience is how long one small request may take with the retries of the cloud's library.
	patience = 30 * time.Second
	// slowest is the slowest transfer that is waited for, in bytes a second.
	slowest = 64 << 10
)

// Bucket is an open bucket. Its methods may be called from several goroutines.
type Bucket struct {
	blobs *blob.Bucket
	place string
	dir   string // of file://, else empty
}

// Open makes a bucket ready for use. It asks nothing of it yet, and for file:// makes the folder.
func Open(ctx context.Context, a Address) (*Bucket, error) {
	b := &Bucket{place: a.Place()}
	var err error
	if b.dir = a.Local(); b.dir != "" {
		b.blobs, err = fileblob.OpenBucket(b.dir, &fileblob.Options{CreateDir: true, NoTempDir: true, Metadata: fileblob.MetadataDontWrite})
	} else {
		b.blobs, err = blob.OpenBucket(ctx, a.open())
	}
	if err != nil {
		return nil, b.wrap("open it", err)
	}
	if a.prefix != "" {
		b.blobs = blob.PrefixedBucket(b.blobs, a.prefix)
	}
	return b, nil
}

// There reports whether there is such a bucket, as far as the credentials let us see.
func (b *Bucket) There(ctx context.Context) (bool, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	_, _, err := b.blobs.ListPage(ctx, blob.FirstPageToken, 1, nil)
	if err = b.wrap("look at it", err); errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil, err
}

// Close ends the use of the bucket.
func (b *Bucket) Close() error { return b.wrap("close it", b.blobs.Close()) }

// List hands over the name, the size in bytes and the time of the last change of every object whose name
// begins with prefix, in the order of names. It stops at the first error of each.
func (b *Bucket) List(ctx context.Context, prefix string, each func(name string, bytes int64, changed time.Time) error) error {
	objects := b.blobs.List(&blob.ListOptions{Prefix: prefix})
	for {
		o, err := b.next(ctx, objects)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return b.wrap("list "+prefix, err)
		}
		if err := each(o.Key, o.Size, o.ModTime); err != nil {
			return err
		}
	}
}

func (b *Bucket) next(ctx context.Context, objects *blob.ListIterator) (*blob.ListObject, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	return objects.Next(ctx)
}

// Get writes the bytes of an object to w, at most limit of them. The error wraps fs.ErrNotExist where there
// is no such object.
func (b *Bucket) Get(ctx context.Context, name string, limit int64, w io.Writer) error {
	ctx, cancel := context.WithTimeout(ctx, timeFor(limit))
	defer cancel()
	r, err := b.blobs.NewReader(ctx, name, nil)
	if err != nil {
		return b.wrap("read "+name, err)
	}
	defer r.Close()
	_, err = io.Copy(w, io.LimitReader(r, limit))
	return b.wrap("read "+name, err)
}

// Put writes an object of some bytes, whole or not at all. With create the error wraps fs.ErrExist where
// there is one of that name already; of several that create one at the same time only one succeeds.
// After any other error the object may be there nonetheless.
func (b *Bucket) Put(ctx context.Context, name string, r io.Reader, bytes int64, create bool) error {
	ctx, cancel := context.WithTimeout(ctx, timeFor(bytes))
	defer cancel()
	if b.dir != "" && create {
		return b.wrap("write "+name, b.createFile(name, r))
	}
	o := &blob.WriterOptions{ContentType: contentType(name), IfNotExist: create}
	if create {
		o.BufferSize = int(min(bytes, 1<<30)) + 1 // in one request, so that the condition holds for all of it
		o.BufferSize = max(o.BufferSize, 5<<20)
	}
	w, err := b.blobs.NewWriter(ctx, name, o)
	if err != nil {
		return b.wrap("write "+name, err)
	}
	n, err := io.Copy(w, r)
	if err == nil && n != bytes {
		err = fmt.Errorf("%d bytes came where %d were announced", n, bytes)
	}
	if err != nil {
		cancel() // closing it then writes nothing
		return b.wrap("write "+name, errors.Join(err, ignoreCancelled(w.Close())))
	}
	return b.wrap("write "+name, w.Close())
}

func ignoreCancelled(err error) error {
	if errors.Is(err, context.Canceled) || gcerrors.Code(err) == gcerrors.Canceled {
		return nil
	}
	return err
}

// createFile is Put with create for file://, where a second name for a file is what only one can make.
func (b *Bucket) createFile(name string, r io.Reader) error {
	path := filepath.Join(b.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".new-*")
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(f.Name()) }()
	_, err = io.Copy(f, r)
	if err := errors.Join(err, f.Chmod(0o644), f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Link(f.Name(), path)
}

// Delete removes an object. One that is not there is no error.
func (b *Bucket) Delete(ctx context.Context, name string) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	err := b.blobs.Delete(ctx, name)
	if gcerrors.Code(err) == gcerrors.NotFound {
		return nil
	}
	return b.wrap("remove "+name, err)
}

func timeFor(bytes int64) time.Duration {
	return patience + time.Duration(max(bytes, 0)/slowest)*time.Second
}

func contentType(name string) string {
	if strings.HasSuffix(name, ".json") {
		return "application/json"
	}
	return "application/octet-stream"
}
