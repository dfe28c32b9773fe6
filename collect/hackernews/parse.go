package hackernews

import (
	"encoding/json"
	"errors"
	"html"
	"strings"
	"time"

	"rung/collect/wire"
	"rung/internal/job"
)

// comment is a comment as Algolia's search and Firebase's items show it. The author's name is in both
// and is not read.
type comment struct {
	// ObjectID, Text, Story, StoryTitle, Parent and CreatedAt are Algolia's.
	ObjectID   wire.Text `json:"objectID"`
	Text       wire.Text `json:"comment_text"`
	Story      wire.Text `json:"story_id"`
	StoryTitle wire.Text `json:"story_title"`
	Parent     wire.Text `json:"parent_id"`
	CreatedAt  wire.Text `json:"created_at"`
	Created    wire.Int  `json:"created_at_i"`
}

// item is a comment as Firebase shows it.
type item struct {
	ID      wire.Text `json:"id"`
	Type    wire.Text `json:"type"`
	Text    wire.Text `json:"text"`
	Parent  wire.Text `json:"parent"`
	Time    wire.Int  `json:"time"`
	Deleted bool      `json:"deleted"`
	Dead    bool      `json:"dead"`
}

// Parse reads a page of Algolia's search or one item of Firebase. Replies, deleted and dead comments,
// and people who look for work are skipped. Rejects carry no sample: rows hold names of people.
func Parse(p job.Page) (job.Parsed, error) {
	var top struct {
		Hits json.RawMessage `json:"hits"`
		ID   json.RawMessage `json:"id"`
	}
	err := json.Unmarshal(p.Body, &top)
	var out job.Parsed
	switch {
	case err == nil && top.Hits == nil && top.ID != nil:
		one(p, p.Body, true, &out)
		return out, nil
	case err == nil && top.Hits == nil:
		return out, errors.New("read the page: neither hits of a search nor an item")
	}
	hits, err := wire.Rows(p.Body, "hits")
	if err != nil {
		return out, err
	}
	for _, raw := range hits {
		one(p, raw, false, &out)
	}
	return out, nil
}

// one reads a row into out.
func one(p job.Page, raw json.RawMessage, firebase bool, out *job.Parsed) {
	c, err := decode(raw, firebase)
	if err == nil && (c.Text == "" || c.Parent != c.Story && c.Story != "" || c.Parent != wire.Text(p.Scope) && p.Scope != "") {
		out.Skipped++
		return
	}
	var l job.Listing
	if err == nil {
		l, err = c.listing(p)
	}
	if err != nil {
		out.Rejects = append(out.Rejects, wire.Reject(p, string(c.ObjectID), nil, err))
		return
	}
	if l.Category == string(freelancer) && !seeksFreelancer(l.Text) {
		out.Skipped++
		return
	}
	out.Listings = append(out.Listings, l)
}

func decode(raw json.RawMessage, firebase bool) (comment, error) {
	if !firebase {
		var c comment
		if err := json.Unmarshal(raw, &c); err != nil {
			return c, err
		}
		if c.Parent == "" {
			return c, wire.Missing("parent_id")
		}
		return c, nil
	}
	var i item
	if err := json.Unmarshal(raw, &i); err != nil {
		return comment{ObjectID: i.ID}, err
	}
	if i.Deleted || i.Dead {
		i.Text = ""
	}
	return comment{ObjectID: i.ID, Text: i.Text, Parent: i.Parent, Created: i.Time}, nil
}

func (c *comment) listing(p job.Page) (job.Listing, error) {
	kind := threadKind(string(c.StoryTitle))
	if kind == "" {
		kind = thread(p.Meta[metaThread])
	}
	l := job.Listing{
		Source: p.Source, ID: string(c.ObjectID), URL: "https://news.ycombinator.com/item?id=" + string(c.ObjectID),
		Scope: string(c.Parent), Text: string(c.Text), Markup: job.HTML, Category: string(kind),
		Licence: licence, RunID: p.RunID, SeenAt: p.FetchedAt,
	}
	if l.ID == "" {
		return l, wire.Missing("objectID")
	}
	if kind == "" {
		return l, &wire.FieldError{Field: "story_title", Reason: "names no thread of adverts"}
	}
	var err error
	if l.PostedAt, err = c.posted(); err != nil {
		return l, err
	}
	if kind == freelancer {
		l.Given.Employment = []job.Employment{job.Freelance}
	}
	return l, wire.Check(&l)
}

func (c *comment) posted() (time.Time, error) {
	if c.Created != 0 {
		return wire.Unix("created_at_i", c.Created)
	}
	if c.CreatedAt == "" {
		return time.Time{}, wire.Missing("created_at_i")
	}
	return wire.Time("created_at", string(c.CreatedAt))
}

// seeksFreelancer tells the two kinds of post of a freelancer thread apart by the words it must open
// with. What says neither is left out: it may be a person.
func seeksFreelancer(text string) bool {
	head := text[:min(len(text), 400)]
	if i := strings.Index(head, "<p>"); i >= 0 {
		head = head[:i]
	}
	head = strings.ToLower(html.UnescapeString(head))
	hire := strings.Index(head, "seeking freelanc")
	work := strings.Index(head, "seeking work")
	return hire >= 0 && (work < 0 || hire < work)
}
