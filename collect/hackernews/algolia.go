package hackernews

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"time"

	"rung/collect/wire"
	"rung/internal/job"
	"rung/internal/polite"
)

// reach is the most hits that one query of Algolia gives. Beyond it the window of time is narrowed.
const reach = 1000

type hit struct {
	ID      wire.Int  `json:"objectID"`
	Title   wire.Text `json:"title"`
	Created wire.Int  `json:"created_at_i"`
}

// answer is the part of a search's answer that paging needs.
type answer struct {
	Hits  []hit `json:"hits"`
	Total int   `json:"nbHits"`
}

func readAnswer(body []byte) (answer, error) {
	if _, err := wire.Rows(body, "hits"); err != nil {
		return answer{}, err
	}
	var a answer
	if err := json.Unmarshal(body, &a); err != nil {
		return answer{}, fmt.Errorf("read the page: %w", err)
	}
	return a, nil
}

// more says whether hits remain, and the moment up to which they are to be asked for: inclusive, since
// two comments may share a second, unless the whole answer shares one.
func (a answer) more() (before int64, ok bool) {
	if len(a.Hits) == 0 || len(a.Hits) >= a.Total && len(a.Hits) < reach {
		return 0, false
	}
	oldest, newest := int64(a.Hits[0].Created), int64(a.Hits[0].Created)
	for _, h := range a.Hits {
		oldest, newest = min(oldest, int64(h.Created)), max(newest, int64(h.Created))
	}
	if oldest == newest {
		oldest--
	}
	return oldest, oldest > 0
}

func (f *fetcher) search(tags string, filters ...string) string {
	q := url.Values{"tags": {tags}, "hitsPerPage": {strconv.Itoa(reach)}}
	if len(filters) > 0 {
		q.Set("numericFilters", strings.Join(filters, ","))
	}
	return f.run.Base + "/api/v1/search_by_date?" + q.Encode()
}

// ask gets an answer of the search, which is empty when nothing has changed. An answer that cannot be
// read, such as the page of a proxy, is asked for once more: Firebase would cost a request a comment.
func (f *fetcher) ask(ctx context.Context, scope, address string, opts ...polite.Option) (job.Page, answer, error) {
	page, err := f.run.Get(ctx, scope, address, opts...)
	if err != nil || page.Kind == job.PageUnchanged && len(page.Body) == 0 {
		return page, answer{}, err
	}
	a, err := readAnswer(page.Body)
	if err == nil {
		return page, a, nil
	}
	if page, err = f.run.Get(ctx, scope, address, polite.Always()); err != nil {
		return page, answer{}, err
	}
	a, err = readAnswer(page.Body)
	return page, a, err
}

// searchStories asks for the threads by their author: a search by words misses some. The answer is
// needed whole, so it is never asked for conditionally, and it holds no advert to keep.
func (f *fetcher) searchStories(ctx context.Context) ([]story, error) {
	var out []story
	since := fmt.Sprintf("created_at_i>=%d", f.since.Unix())
	filters := []string{since}
	for {
		_, a, err := f.ask(ctx, "threads", f.search("story,author_whoishiring", filters...), polite.Always())
		if err != nil {
			return nil, err
		}
		for _, h := range a.Hits {
			out = append(out, story{
				id: strconv.FormatInt(int64(h.ID), 10), kind: threadKind(string(h.Title)),
				created: time.Unix(int64(h.Created), 0).UTC(),
			})
		}
		before, ok := a.more()
		if !ok {
			return out, nil
		}
		filters = []string{since, fmt.Sprintf("created_at_i<=%d", before)}
	}
}

// commentsURL asks for the comments of a thread after pos, and not after before where that is set.
func (f *fetcher) commentsURL(s story, pos position, before int64) string {
	var filters []string
	if pos.until > 0 {
		filters = append(filters, fmt.Sprintf("created_at_i>%d", pos.until-int64(overlap/time.Second)))
	}
	if before > 0 {
		filters = append(filters, fmt.Sprintf("created_at_i<=%d", before))
	}
	return f.search("comment,story_"+s.id, filters...)
}

// searchComments keeps every answer that the comments after pos take. Only a thread that was once read
// to its end is asked conditionally: "unchanged" must mean that nothing is missing.
func (f *fetcher) searchComments(ctx context.Context, s story, pos position) (position, error) {
	next, before := pos, int64(0)
	for {
		address := f.commentsURL(s, pos, before)
		var ask []polite.Option
		if pos.until == 0 || pos.partial || before > 0 {
			ask = append(ask, polite.Always())
		}
		page, a, err := f.ask(ctx, s.id, address, ask...)
		if err != nil {
			return pos, err
		}
		if len(page.Body) == 0 {
			return pos, f.run.Keep(ctx, page)
		}
		for _, h := range a.Hits {
			next.saw(int64(h.Created), int64(h.ID))
		}
		upTo, more := a.more()
		if more && before == 0 && pos.until > 0 {
			if err := f.run.SetCursor(s.id, position{until: pos.until, id: pos.id, partial: true}.String()); err != nil {
				return pos, err
			}
		}
		page.Meta = map[string]string{metaThread: string(s.kind)}
		if err := f.run.Keep(ctx, page); err != nil {
			return pos, err
		}
		if before > 0 {
			f.run.Forget(address)
		}
		if !more {
			return next, nil
		}
		before = upTo
	}
}
