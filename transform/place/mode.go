package place

import (
	"strings"

	"rung/internal/job"
)

// mode decides the way of working: what the source says, then the fields, then the body.
func (r *reader) mode(out *Reading, b *bodyReader) {
	if g := r.in.Given.Remote; g != "" {
		out.Remote = g
		out.RemoteWhy = job.Evidence{Field: job.FieldSource, Rule: "remote.given"}
		return
	}
	m, why, ok := r.decideField(r.fields)
	if !ok {
		m, why, ok = b.decide()
	}
	if ok {
		out.Remote = m
		out.RemoteWhy = job.Evidence{Field: why.field, Start: why.start, End: why.end, Rule: why.rule}
	}
}

// first returns the first cue of a class.
func first(cues []modeCue, c class) (modeCue, bool) {
	for _, x := range cues {
		if x.class == c {
			return x, true
		}
	}
	return modeCue{}, false
}

// decideField reads place fields, headers and titles, where each word is meant: who offers both ways
// offers remote work.
func (r *reader) decideField(cues []modeCue) (job.RemoteMode, modeCue, bool) {
	remote, isRemote := first(cues, saysRemote)
	hybrid, isHybrid := first(cues, saysHybrid)
	onsite, isOnsite := first(cues, saysOnsite)
	denial, isDenied := first(cues, saysNotRemote)
	trait, isTrait := first(cues, saysTrait)
	switch {
	case isHybrid && isRemote && remote.field == hybrid.field && between(remote, hybrid) < 4 && (isOnsite || !r.divided(remote, hybrid)):
		return job.Hybrid, hybrid, true
	case isRemote && isDenied && !isOnsite && !isHybrid:
		return job.Remote, remote, true
	case isRemote && !isDenied:
		return job.Remote, remote, true
	case isHybrid:
		return job.Hybrid, hybrid, true
	case isDenied:
		return job.Onsite, denial, true
	case isTrait:
		return job.Remote, trait, true
	case isOnsite:
		return job.Onsite, onsite, true
	}
	return "", modeCue{}, false
}

// divided reports whether a sign for "or" stands between two cues of the same field.
func (r *reader) divided(a, b modeCue) bool {
	if a.start > b.start {
		a, b = b, a
	}
	field := r.fieldText(a.field)
	return a.end <= b.start && strings.ContainsAny(field[a.end:b.start], "/,|+&")
}

// between returns the number of bytes between two cues.
func between(a, b modeCue) int {
	if a.start > b.start {
		a, b = b, a
	}
	return max(0, b.start-a.end)
}

// decide reads the running text, where a cue may speak of something else. Hybrid is said on
// purpose, so it wins; next a denial; remote wins over on site where both are said.
func (b *bodyReader) decide() (job.RemoteMode, modeCue, bool) {
	cues := b.cues
	if c, ok := first(cues, saysHybrid); ok {
		if label, ok := b.labelled(cues); ok {
			return job.Remote, label, true
		}
		if remote, ok := b.orRemote(cues, c); ok {
			return job.Remote, remote, true
		}
		return job.Hybrid, c, true
	}
	if c, ok := first(cues, saysNotRemote); ok {
		return job.Onsite, c, true
	}
	if c, ok := first(cues, saysRemote); ok {
		return job.Remote, c, true
	}
	if c, ok := first(cues, saysOnsite); ok {
		return job.Onsite, c, true
	}
	// A remote company that asks to move somewhere does not offer this role from anywhere.
	if c, ok := first(cues, saysTrait); ok && !b.bound {
		return job.Remote, c, true
	}
	return "", modeCue{}, false
}

// orRemote returns a remote cue that is offered beside the hybrid one: "Berlin (hybrid) or remote".
func (b *bodyReader) orRemote(cues []modeCue, hybrid modeCue) (modeCue, bool) {
	for _, c := range cues {
		if c.class == saysRemote && c.start >= hybrid.end && c.start-hybrid.end < 14 {
			if strings.Contains(strings.ToLower(b.text[hybrid.end:c.start]), " or ") {
				return c, true
			}
		}
	}
	return modeCue{}, false
}

// labelled returns a remote cue that stands behind a label: "Type: Remote", "Location: Remote".
func (b *bodyReader) labelled(cues []modeCue) (modeCue, bool) {
	for _, c := range cues {
		if c.class != saysRemote {
			continue
		}
		before := strings.TrimRight(b.text[max(0, c.start-3):c.start], " *")
		if strings.HasSuffix(before, ":") {
			return c, true
		}
	}
	return modeCue{}, false
}
