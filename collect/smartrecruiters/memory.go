package smartrecruiters

import (
	"encoding/json"
	"maps"
	"slices"
)

// memory is what is known of a board from run to run.
type memory struct {
	// Total is how many adverts the list held, for pages that answer that they have not changed.
	Total int
	// Full are the ids whose text is kept, Without those that have no page of their own.
	Full, Without map[string]bool
	// More says that texts are still to be asked for.
	More bool
}

// kept is memory as it is written.
type kept struct {
	Total   int      `json:"total"`
	Full    []string `json:"full,omitempty"`
	Without []string `json:"without,omitempty"`
	More    bool     `json:"more,omitempty"`
}

// remember reads a cursor. One that cannot be read is none: texts are asked for again.
func remember(cursor string) *memory {
	var k kept
	_ = json.Unmarshal([]byte(cursor), &k)
	m := &memory{Total: k.Total, More: k.More, Full: map[string]bool{}, Without: map[string]bool{}}
	for _, id := range k.Full {
		m.Full[id] = true
	}
	for _, id := range k.Without {
		m.Without[id] = true
	}
	return m
}

// String writes the memory for a cursor, always the same way.
func (m *memory) String() string {
	data, err := json.Marshal(kept{m.Total, slices.Sorted(maps.Keys(m.Full)), slices.Sorted(maps.Keys(m.Without)), m.More})
	if err != nil {
		return ""
	}
	return string(data)
}

func (m *memory) asked(id string) bool { return m.Full[id] || m.Without[id] }

// prune forgets adverts that are not listed any more.
func (m *memory) prune(listed map[string]bool) {
	for _, ids := range []map[string]bool{m.Full, m.Without} {
		maps.DeleteFunc(ids, func(id string, _ bool) bool { return !listed[id] })
	}
}

// detailed returns the ids of a page whose text is kept.
func (m *memory) detailed(list postings) []string {
	var out []string
	for _, p := range list.Content {
		if m.Full[string(p.ID)] {
			out = append(out, string(p.ID))
		}
	}
	return out
}
