package reports

import (
	"fmt"
	"slices"
	"strings"

	"rung/analyze"
)

// windowText names the days of the window, and says why they are six months where three would have too few ads.
func (r *Report) windowText() string {
	d := r.answers["demand"]
	text := spanOf(d.day("since"), d.day("until"))
	if why, _ := d.Params["window"].(string); why != "" {
		text += " (" + why + ")"
	}
	return text
}

// sameWindow gives a question the days of the others, where it does not take what the report is narrowed to: it counts
// other ads, and would choose its window by them.
func (r *Report) sameWindow(q analyze.Question, args analyze.Args) {
	names := r.answers["names"]
	if names == nil || names.day("until").IsZero() || q.Window != "recent" || args["since"] != nil || args["until"] != nil {
		return
	}
	for name, v := range r.meta.Args {
		takes := slices.ContainsFunc(q.Params, func(p analyze.Param) bool { return p.Name == name })
		if !takes && strings.TrimSpace(fmt.Sprint(v)) != "" {
			args["since"], args["until"] = names.day("since"), names.day("until")
			return
		}
	}
}
