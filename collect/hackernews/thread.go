package hackernews

import "strings"

// thread is the kind of a monthly thread, and the category of its adverts.
type thread string

const (
	hiring     thread = "hiring"
	freelancer thread = "freelancer"
)

// metaThread is the key of a page's Meta that holds the kind of its thread.
const metaThread = "thread"

// threadKind reads the title of a thread. "Who wants to be hired?" holds people, not adverts, and has
// no kind.
func threadKind(title string) thread {
	title = strings.ToLower(title)
	switch {
	case strings.Contains(title, "who wants to be hired"):
		return ""
	case strings.Contains(title, "seeking freelancer?"):
		return freelancer
	case strings.Contains(title, "who is hiring"):
		return hiring
	}
	return ""
}
