package hackernews

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"rung/collect/wire"
	"rung/internal/job"
	"rung/internal/polite"
)

// most failures of single comments before a thread is given up for this run.
const patience = 5

// fireItem is the part of an item that fetching needs.
type fireItem struct {
	ID    wire.Int  `json:"id"`
	Title wire.Text `json:"title"`
	Time  wire.Int  `json:"time"`
	Kids  []int64   `json:"kids"`
}

// fire asks Firebase for a path and reads the answer into v.
func (f *fetcher) fire(ctx context.Context, scope, path string, v any) (job.Page, error) {
	page, err := f.run.Get(ctx, scope, strings.TrimRight(f.firebase, "/")+path, polite.Always())
	if err != nil {
		return page, err
	}
	if err := json.Unmarshal(page.Body, v); err != nil {
		return page, fmt.Errorf("read the item: %w", err)
	}
	return page, nil
}

// firebaseStories looks through what the account submitted, newest first, until it is too old.
func (f *fetcher) firebaseStories(ctx context.Context) ([]story, error) {
	var user struct {
		Submitted []int64 `json:"submitted"`
	}
	if _, err := f.fire(ctx, "threads", "/v0/user/whoishiring.json", &user); err != nil {
		return nil, err
	}
	var out []story
	for _, id := range user.Submitted {
		var i fireItem
		if _, err := f.fire(ctx, "threads", itemPath(id), &i); err != nil {
			return nil, err
		}
		created := time.Unix(int64(i.Time), 0).UTC()
		if i.Time > 0 && created.Before(f.since) {
			break
		}
		out = append(out, story{id: strconv.FormatInt(id, 10), kind: threadKind(string(i.Title)), created: created})
	}
	return out, nil
}

// firebaseComments asks for each comment of a thread that is newer than pos: ids grow with time. It
// costs a request each, so it is the second choice.
func (f *fetcher) firebaseComments(ctx context.Context, s story, pos position) (position, error) {
	id, err := strconv.ParseInt(s.id, 10, 64)
	if err != nil {
		return pos, fmt.Errorf("read the thread's id: %w", err)
	}
	var thread fireItem
	if _, err := f.fire(ctx, s.id, itemPath(id), &thread); err != nil {
		return pos, err
	}
	next, failures := pos, []error(nil)
	for _, kid := range thread.Kids {
		if kid <= pos.id && !pos.partial {
			continue
		}
		if err := f.kid(ctx, s, kid, &next); err != nil {
			if failures = append(failures, err); ctx.Err() != nil || len(failures) >= patience {
				break
			}
		}
	}
	if err := errors.Join(failures...); err != nil {
		return pos, err
	}
	return next, nil
}

func (f *fetcher) kid(ctx context.Context, s story, id int64, next *position) error {
	var i fireItem
	page, err := f.fire(ctx, s.id, itemPath(id), &i)
	if err != nil {
		return err
	}
	if bytes.Equal(bytes.TrimSpace(page.Body), []byte("null")) {
		return nil
	}
	page.Meta = map[string]string{metaThread: string(s.kind)}
	if err := f.run.Keep(ctx, page); err != nil {
		return err
	}
	// An item never needs to be asked for again, so its validators would only fill the state.
	f.run.Forget(page.URL)
	next.saw(int64(i.Time), id)
	return nil
}

func itemPath(id int64) string { return "/v0/item/" + strconv.FormatInt(id, 10) + ".json" }
