package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"time"

	"rung/config"
	"rung/internal/bucket"
	"rung/internal/lake"
)

// skewed is how far the clocks of a bucket and of this machine may be apart before it is worth a word: what
// is left behind is told by its age. S3 itself refuses requests beyond 15 minutes.
const skewed = 2 * time.Minute

// checkBucket looks whether the bucket of a lake does what a lake needs, and whether it can be reached. Of a
// lake in a folder it says nothing.
func (a *app) checkBucket(ctx context.Context, c *config.Config) (found []finding, reachable bool) {
	if !c.Lake.Bucket.Given() {
		return nil, true
	}
	if c.Lake.Offline {
		return []finding{{"bucket", "note", c.Lake.Name() + " is not asked, because lake.offline is set"}}, true
	}
	b, err := bucket.Open(ctx, c.Lake.Bucket)
	if err != nil {
		return []finding{bucketFault(err)}, false
	}
	defer b.Close()
	switch there, err := b.There(ctx); {
	case err != nil:
		return []finding{bucketFault(err)}, false
	case !there:
		return []finding{bucketFault(fmt.Errorf("%w: %s", errNoBucket, c.Lake.Bucket.Place()))}, false
	}
	found = []finding{{"bucket", "ok", c.Lake.Name() + " can be reached and listed"}}
	return append(found, (&examiner{bucket: b, now: a.now}).examine(ctx, runID(a.now().UTC()))...), true
}

// bucketFault is a fault with what to do about it.
func bucketFault(err error) finding {
	text := err.Error()
	if hint := bucketHint(err); hint != "" {
		text += ": " + hint
	}
	return finding{"bucket", "fault", text}
}

// examiner tries what a lake asks of a bucket, with one small object that it removes again.
type examiner struct {
	bucket lake.Remote
	now    func() time.Time
}

func (e *examiner) examine(ctx context.Context, id string) []finding {
	name, text := "doctor/"+id, "written by rung doctor\n"
	put := func() error { return e.bucket.Put(ctx, name, strings.NewReader(text), int64(len(text)), true) }
	err := put()
	if errors.Is(err, fs.ErrPermission) {
		return []finding{{"bucket", "note", "these credentials may only read: SQL and reports work, collecting and transforming do not"}}
	}
	if err != nil {
		return []finding{bucketFault(err)}
	}
	var found []finding
	if err := put(); errors.Is(err, fs.ErrExist) {
		found = append(found, finding{"bucket", "ok", "it takes new objects, and only the first of two that create the same"})
	} else if err != nil {
		found = append(found, bucketFault(err))
	} else {
		found = append(found, finding{"bucket", "fault", "it overwrites what was only to be created (If-None-Match): two machines could overwrite each other's commits, so rung does not write to it. Use a store with conditional writes"})
	}
	var got bytes.Buffer
	if err := e.bucket.Get(ctx, name, int64(len(text))+1, &got); err != nil {
		found = append(found, bucketFault(err))
	} else if got.String() != text {
		found = append(found, finding{"bucket", "fault", fmt.Sprintf("it gave back %d bytes other than those written", got.Len())})
	}
	found = append(found, e.clock(ctx, name)...)
	if err := e.bucket.Delete(ctx, name); err != nil {
		f := bucketFault(fmt.Errorf("%w; compaction and purges must remove, and %s is still there", err, name))
		return append(found, f)
	}
	return append(found, finding{"bucket", "ok", "what was written can be read and removed"})
}

// clock compares the bucket's clock with that of this machine.
func (e *examiner) clock(ctx context.Context, name string) []finding {
	var written time.Time
	err := e.bucket.List(ctx, name, func(_ string, _ int64, changed time.Time) error {
		written = changed
		return nil
	})
	switch apart := e.now().Sub(written); {
	case err != nil:
		return []finding{bucketFault(err)}
	case written.IsZero():
		return []finding{{"bucket", "fault", "it does not list what was just written: rung needs a store whose lists are up to date"}}
	case apart.Abs() > skewed:
		return []finding{{"clock", "note", fmt.Sprintf("the clocks of the bucket and of this machine are %s apart: set this one by the network", apart.Abs().Round(time.Second))}}
	}
	return []finding{{"clock", "ok", "the bucket's clock and this machine's agree"}}
}
