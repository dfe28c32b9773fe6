package hackernews

import (
	"fmt"
	"strconv"
	"strings"
)

// position is how far a thread has been read: "time/id" of the newest comment, with "?" behind it while
// a listing that takes several answers is under way, or "closed".
type position struct {
	until   int64
	id      int64
	partial bool
	closed  bool
}

func parsePosition(s string) (position, error) {
	switch s {
	case "":
		return position{}, nil
	case "closed":
		return position{closed: true}, nil
	}
	rest, partial := strings.CutSuffix(s, "?")
	until, id, _ := strings.Cut(rest, "/")
	p := position{partial: partial}
	var err1, err2 error
	p.until, err1 = strconv.ParseInt(until, 10, 64)
	p.id, err2 = strconv.ParseInt(id, 10, 64)
	if err1 != nil || err2 != nil {
		return position{}, fmt.Errorf("read the cursor: %q is no position in a thread", s)
	}
	return p, nil
}

// String returns the form that parsePosition reads.
func (p position) String() string {
	switch {
	case p.closed:
		return "closed"
	case p.partial:
		return fmt.Sprintf("%d/%d?", p.until, p.id)
	case p == position{}:
		return ""
	}
	return fmt.Sprintf("%d/%d", p.until, p.id)
}

// saw moves p to a comment if that is newer.
func (p *position) saw(at, id int64) {
	p.until, p.id = max(p.until, at), max(p.id, id)
}
