package job

import (
	"maps"
	"time"
)

// SourceState is what a source carries from run to run. It is published in the same commit as the
// pages it belongs to, so that a killed run neither skips nor repeats anything.
type SourceState struct {
	// Cursors holds a source's own position by scope, in the source's own words.
	Cursors map[string]string `json:"cursors,omitempty"`
	// Validators holds, by URL, what the last kept body of that URL came with.
	Validators map[string]Validator `json:"validators,omitempty"`
	// Gone holds scopes that answered that they no longer exist, and since when.
	Gone map[string]time.Time `json:"gone,omitempty"`
	// Started is when the last run over this source began.
	Started time.Time `json:"started,omitzero"`
	// NotBefore is the earliest moment the site allows the next request.
	NotBefore time.Time `json:"not_before,omitzero"`
}

// Validator is what a conditional request needs, and the hash of the body it speaks of.
type Validator struct {
	ETag         string `json:"etag,omitempty"`
	LastModified string `json:"last_modified,omitempty"`
	Hash         string `json:"hash,omitempty"`
}

// Clone returns a copy that shares nothing with s. Its maps are never nil.
func (s SourceState) Clone() SourceState {
	s.Cursors, s.Validators, s.Gone = copied(s.Cursors), copied(s.Validators), copied(s.Gone)
	return s
}

func copied[V any](m map[string]V) map[string]V {
	if m == nil {
		return map[string]V{}
	}
	return maps.Clone(m)
}
