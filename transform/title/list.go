package title

import (
	"strings"

	"rung/internal/job"
	"rung/transform/headline"
)

// maxRoles is the number of roles kept of one advert.
const maxRoles = 30

// roleList gathers the roles of one text. Equal roles are kept once.
type roleList struct {
	text  string
	field job.Field
	roles []job.Role
	keys  []string
	// lines holds, for each role, the line of the text that is about it alone; empty for the others.
	lines []headline.Line
}

// add reads one role and keeps it unless the list has it.
func (l *roleList) add(name string, start, end int, rule string) {
	start, end = trimSpan(l.text, start, end)
	if len(l.roles) >= maxRoles || start >= end || len(name) > maxTitle || endsInAmount(name) {
		return
	}
	r := Read(name)
	key := roleKey(r.Key, r.Family)
	if r.Family == "" || key == "" {
		return
	}
	role := job.Role{Title: roleTitle(r), Family: r.Family, Seniority: r.Seniority, EntryLevel: r.EntryLevel}
	role.Evidence = job.Evidence{Field: l.field, Start: start, End: end, Rule: rule}
	l.put(role, key)
}

// endsInAmount reports whether a name ends in a number of two digits or more: "CAD 70" is the start of a
// salary and no role, while "Engineer 2" is one.
func endsInAmount(name string) bool {
	last := name[strings.LastIndexByte(name, ' ')+1:]
	return len(last) > 1 && strings.Trim(last, "0123456789") == ""
}

// put keeps a role unless the list has it.
func (l *roleList) put(role job.Role, key string) {
	if len(l.roles) >= maxRoles {
		return
	}
	for i, k := range l.keys {
		if k != key {
			continue
		}
		// One list may offer a role on two rungs. Elsewhere the same role is the same opening.
		old := &l.roles[i]
		if old.Seniority != role.Seniority && old.Rule == role.Rule {
			continue
		}
		if old.Seniority == "" && role.Seniority != "" {
			old.Seniority, old.EntryLevel = role.Seniority, role.EntryLevel
		}
		return
	}
	l.roles = append(l.roles, role)
	l.keys = append(l.keys, key)
	l.lines = append(l.lines, headline.Line{})
}

// roleTitle returns the title of one role as shown: its core in the singular, without an article.
func roleTitle(r Reading) string {
	core := strings.TrimLeft(r.Core, "0123456789x ")
	for _, article := range []string{"a ", "an ", "A ", "An ", "the ", "The ", "our "} {
		core = strings.TrimPrefix(core, article)
	}
	last := core[strings.LastIndexByte(core, ' ')+1:]
	return core[:len(core)-len(last)] + singular(last)
}

var sameRole = strings.NewReplacer(
	"software ", "", "developer", "engineer", "back end", "backend", "front end", "frontend", "full stack", "fullstack")

// roleKey tells roles apart: by family and by the words of the title that make it another role. A backend
// software engineer is a backend engineer, and so is "Backend" in a list of openings.
func roleKey(key string, family job.Family) string {
	key = sameRole.Replace(key)
	switch {
	case key == "":
		return ""
	case technical[family] && !strings.Contains(key, " ") && key != "engineer":
		key += " engineer"
	}
	return key + " " + string(family)
}

func trimSpan(s string, start, end int) (int, int) {
	for start < end && strings.IndexByte(" \t\n*-_•|:,", s[start]) >= 0 {
		start++
	}
	for end > start && strings.IndexByte(" \t\n*-_|:,", s[end-1]) >= 0 {
		end--
	}
	return start, end
}
