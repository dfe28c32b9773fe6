package cli

import (
	"context"
	"io"
	"log/slog"
	"sync/atomic"
	"time"

	"rung/internal/lake"
	"rung/internal/ui"
)

// traffic is a bucket that counts what goes to and comes from it, and says on a terminal what takes long.
type traffic struct {
	lake.Remote
	place  string
	status *ui.Status

	calls, sent, fetched, onTheWay atomic.Int64
}

// long is how many bytes take so long that a line says so.
const long = 1 << 20

// traffic shows what it counts where somebody looks on.
func (a *app) traffic(place string) *traffic {
	return &traffic{place: place, status: ui.NewStatus(a.err, a.errTTY && !a.flags.quiet, a.now)}
}

// fetching tells of files before they come.
func (t *traffic) fetching(files int, bytes int64) {
	t.status.Set("fetching %d files, %.1f MB from %s", files, mega(bytes), t.place)
}

// List counts a call for every thousand files, as the stores do.
func (t *traffic) List(ctx context.Context, prefix string, each func(string, int64, time.Time) error) error {
	const page = 1000
	files := 0
	t.calls.Add(1)
	return t.Remote.List(ctx, prefix, func(name string, bytes int64, changed time.Time) error {
		if files++; files > 1 && files%page == 1 {
			t.calls.Add(1)
		}
		return each(name, bytes, changed)
	})
}

// Get counts what comes.
func (t *traffic) Get(ctx context.Context, name string, limit int64, w io.Writer) error {
	t.calls.Add(1)
	return t.Remote.Get(ctx, name, limit, io.MultiWriter(w, &tally{&t.fetched}))
}

// Put counts what goes, and says so while it does where that takes a while.
func (t *traffic) Put(ctx context.Context, name string, r io.Reader, bytes int64, create bool) error {
	t.calls.Add(1)
	t.sent.Add(bytes)
	if bytes >= long {
		t.status.Set("sending %.1f MB to %s", mega(t.onTheWay.Add(bytes)), t.place)
		defer func() {
			if t.onTheWay.Add(-bytes) == 0 {
				t.status.Clear()
			}
		}()
	}
	return t.Remote.Put(ctx, name, r, bytes, create)
}

// Delete counts a call.
func (t *traffic) Delete(ctx context.Context, name string) error {
	t.calls.Add(1)
	return t.Remote.Delete(ctx, name)
}

// log says what a command asked of the bucket, which its owner may bill. The nil traffic says nothing.
func (t *traffic) log(log *slog.Logger) {
	if t != nil {
		log.Info("bucket", "bucket", t.place, "calls", t.calls.Load(), "sent_bytes", t.sent.Load(), "fetched_bytes", t.fetched.Load())
	}
}

// tally counts the bytes that are written to it.
type tally struct{ n *atomic.Int64 }

func (t *tally) Write(p []byte) (int, error) {
	t.n.Add(int64(len(p)))
	return len(p), nil
}
