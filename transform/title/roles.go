package title

import (
	"slices"

	"rung/internal/job"
	"rung/transform/headline"
)

const (
	// maxBody is how far into an advert roles are searched for.
	maxBody = 8000
	// maxLabel is the length of the longest line start that can name a role.
	maxLabel = 80
	// maxList is the same for a line that lists several with commas.
	maxList = 300
)

// findRoles finds the openings of an advert without a title: in the parts of its header, in lines of the
// body that are labels, and in sentences that say who is sought.
func findRoles(in Input, cues []cue) *roleList {
	l := &roleList{text: in.Text, field: job.FieldText}
	var fields []headline.Part
	for _, p := range in.Headline.Parts {
		if p.Kind != headline.Role {
			continue
		}
		if from := hireIn(cues, p); from > 0 {
			l.addSought(from, p.End)
		} else if l.namesDoer(p.Start, p.End) {
			l.addPart(p.Start, p.End, "role.header")
		} else {
			fields = append(fields, p)
		}
	}
	header := len(l.roles)
	l.addLabels(in.Headline.Body)
	l.dropGeneral(header)
	l.addSentences(in.Headline.Body, cues)
	// "Machine Learning" in a header may be the stack. It is a role where no other is named.
	for _, p := range fields {
		if len(l.roles) == 0 || l.roles[len(l.roles)-1].Rule == "role.field" || l.known(p.Text) {
			l.addPart(p.Start, p.End, "role.field")
		}
	}
	return l
}

// hireIn returns where a part goes on after "we are hiring", or 0.
func hireIn(cues []cue, p headline.Part) int {
	at := 0
	for _, c := range cues {
		if c.kind == hire && c.start >= p.Start && c.end+4 <= p.End {
			at = c.end
		}
	}
	return at
}

// namesDoer reports whether text[start:end] has a noun for a person.
func (l *roleList) namesDoer(start, end int) bool {
	for _, c := range l.chunks(start, end) {
		if c.names() {
			return true
		}
	}
	return false
}

// known reports whether the list has the role that a field alone stands for.
func (l *roleList) known(text string) bool {
	r := Read(text)
	key := roleKey(r.Key, r.Family)
	return slices.Contains(l.keys, key)
}

// dropGeneral drops a header's "Software Engineers" where the body lists at least two roles by name.
func (l *roleList) dropGeneral(header int) {
	if header != 1 || len(l.roles) < 3 || l.roles[0].Family != general {
		return
	}
	builders := 0
	for _, r := range l.roles[1:] {
		if technical[r.Family] {
			builders++
		}
	}
	if builders >= 2 {
		l.roles, l.keys, l.lines = l.roles[1:], l.keys[1:], l.lines[1:]
	}
}
