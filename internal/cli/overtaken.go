package cli

import (
	"context"
	"errors"

	"rung/collect"
	"rung/internal/job"
	"rung/internal/lake"
)

// overtaken keeps pages until another machine changes the lake, and then ends the collection: what came
// after that would not count.
type overtaken struct {
	collect.Sink
	stop context.CancelFunc
	err  error // that of the first commit that came too late
}

// PutPage keeps a page.
func (o *overtaken) PutPage(ctx context.Context, p job.Page) error {
	return o.look(o.Sink.PutPage(ctx, p))
}

// Flush publishes what was put.
func (o *overtaken) Flush(ctx context.Context) error { return o.look(o.Sink.Flush(ctx)) }

func (o *overtaken) look(err error) error {
	if o.err == nil && errors.Is(err, lake.ErrOvertaken) {
		o.err = err
		o.stop()
	}
	return err
}
