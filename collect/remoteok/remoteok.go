// Package remoteok collects the feed of Remote OK, the newest hundred or so adverts in one answer.
package remoteok

import (
	"context"
	"fmt"
	"regexp"
	"time"

	"rung/collect"
	"rung/collect/wire"
	"rung/internal/job"
)

const (
	licence = "Remote OK API terms: follow-link and credit"
	scope   = "feed"
)

// Source returns the source.
func Source() collect.Source {
	return collect.Source{
		ByDefault: true,
		Name:      "remoteok", Title: "Remote OK", Home: "https://remoteok.com",
		BaseURL: "https://remoteok.com", Access: collect.API,
		Terms: collect.Terms{
			Verdict: collect.Conditional,
			Why:     "The API's terms allow use with a link that search engines follow and the source's name.",
			URL:     "https://remoteok.com/api", ReadOn: "2026-11-22",
			Asks: []string{
				"Link back to the advert's address on Remote OK, without nofollow.",
				"Name Remote OK as the source.",
				"Do not use the logo.",
				"Ask at most once an hour: answers may be cached that long.",
			},
			Credit:  "Jobs from Remote OK (https://remoteok.com)",
			Licence: licence, MinInterval: time.Hour, Rate: 1,
		},
		Gives: []string{"pay", "text", "place"},
		Life:  collect.Life{Days: 30},
		Fetch: Fetch, Parse: Parse,
	}
}

// Fetch asks for the feed once. The body is kept without the mark of the asker, so that it is the same
// for the same adverts; see [scrub].
func Fetch(ctx context.Context, r *collect.Run) error {
	page, err := r.Get(ctx, scope, r.Base+"/api")
	if err != nil {
		return err
	}
	if page.Kind == job.PageGone {
		return fmt.Errorf("get the feed: it answered %d", page.Status)
	}
	if page.Kind == job.PageBody {
		if _, err := wire.Rows(page.Body, ""); err != nil {
			return err
		}
		// Without kind and hash, Keep compares what is left with what it kept before.
		page.Body, page.Kind, page.Hash = scrub(page.Body), "", ""
	}
	return r.Keep(ctx, page)
}

var mark = regexp.MustCompile(`(Please mention the word )[^"]{1,80} and tag [^" ]{1,200}( when applying to show you read the job post completely) \(#[^")]{0,200}\)`)

// scrub takes the word and the tag out of the sentence against robots in each advert. The tag is the
// network address of whoever asks, in base64, and the word is another one each time.
func scrub(body []byte) []byte { return mark.ReplaceAll(body, []byte("$1$2")) }
