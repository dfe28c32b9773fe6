package board

import (
	"strings"

	"rung/internal/job"
)

// plain writes a value as words: "mid_senior_level" and "Mid-Senior level" alike.
func plain(s string) string {
	if len(s) > 100 {
		return ""
	}
	return strings.Join(strings.Fields(strings.ToLower(strings.NewReplacer("-", " ", "_", " ", "/", " ").Replace(s))), " ")
}

// Workplace reads the values by which sites say where the work is done.
func Workplace(s string) job.RemoteMode {
	switch plain(s) {
	case "remote", "fully remote", "fully":
		return job.Remote
	case "hybrid":
		return job.Hybrid
	case "on site", "onsite", "none":
		return job.Onsite
	}
	return ""
}

// Level reads the levels of experience that sites let employers choose from. Levels that span several
// rungs ("associate", "mid-senior", "experienced") give none: the title knows better.
func Level(s string) (level job.Seniority, entry bool) {
	switch plain(s) {
	case "internship", "intern":
		return job.Intern, false
	case "entry level", "entry":
		return job.Junior, true
	case "student", "student school", "student college":
		return "", true
	case "mid level":
		return job.Mid, false
	case "manager":
		return job.Manager, false
	case "director":
		return job.Director, false
	case "executive", "senior executive":
		return job.Executive, false
	}
	return "", false
}
