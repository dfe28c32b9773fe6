package reports

import (
	"maps"
	"slices"
	"strings"

	"rung/analyze"
)

// ask is one question of a report.
type ask struct {
	// key names the answer in the files of the report; question is what is asked.
	key, question string
	args          analyze.Args
	// shown are the arguments that belong to a figure's id, keys the columns that tell rows apart.
	shown, keys []string
	// split says that the first two keys are a parameter of the question and its value: it is asked once for each.
	split bool
	// archived says that the skills it is asked about are those that archives without dates alone know well.
	archived bool
	// inside marks answers that feed the page next and are not written as tables.
	inside bool
}

// asks lists the questions of a report in the order of asking. names comes first, since it decides which
// skills have pages of their own.
var asks = []ask{
	{key: "names", question: "names", args: analyze.Args{"undated": true}, keys: []string{"skill"}},
	{key: "demand", question: "demand", keys: []string{"skill"}},
	{key: "coverage", question: "coverage", keys: []string{"source"}},
	{key: "market", question: "market", keys: []string{"month"}},
	{key: "market_by", question: "market", shown: []string{"by"}, keys: []string{"by", "value", "month"}, split: true},
	{key: "door", question: "door", keys: []string{"month"}},
	{key: "kinds", question: "kinds", keys: []string{"source", "month"}},
	{key: "volume", question: "volume", keys: []string{"month", "source"}},
	{key: "open", question: "open", keys: []string{"source", "month"}},
	{key: "pay", question: "pay", args: analyze.Args{"one_source": true}, keys: []string{"skill", "period", "employment", "country"}},
	{key: "pay_budget", question: "pay", args: analyze.Args{"kind": "budget", "undated": true, "classes": false, "countries": false, "one_source": true}, shown: []string{"budget"}, keys: []string{"skill", "period", "employment", "country"}},
	{key: "hidden_pay", question: "hidden_pay", keys: []string{"dimension", "value"}},
	{key: "charge", question: "charge", args: analyze.Args{"one_source": true}, keys: []string{"kind", "period", "level"}},
	{key: "spread_offer", question: "pay_spread", args: analyze.Args{"period": "hour", "kind": "offer", "undated": true, "one_source": true}, shown: []string{"offer"}, keys: []string{"step"}},
	{key: "spread_budget", question: "pay_spread", args: analyze.Args{"period": "hour", "kind": "budget", "undated": true, "one_source": true}, shown: []string{"budget"}, keys: []string{"step"}},
	{key: "pay_trend", question: "pay_trend", args: analyze.Args{"one_source": true}, keys: []string{"period", "month"}},
	{key: "pay_growth", question: "pay_growth", args: analyze.Args{"one_source": true}, keys: []string{"period", "skill"}},
	{key: "premium_hour", question: "premium", args: analyze.Args{"period": "hour"}, shown: []string{"hour"}, keys: []string{"skill"}},
	{key: "premium_year", question: "premium", args: analyze.Args{"period": "year"}, shown: []string{"year"}, keys: []string{"skill"}},
	{key: "ladder_hour", question: "ladder", args: analyze.Args{"period": "hour"}, shown: []string{"hour"}, keys: []string{"rung", "skill"}},
	{key: "bands_hour", question: "bands", args: analyze.Args{"period": "hour", "top": int64(0)}, shown: []string{"hour"}, keys: []string{"rung", "aspect", "name"}},
	{key: "ladder_budget_hour", question: "ladder", args: analyze.Args{"period": "hour", "kind": "budget", "undated": true}, shown: []string{"budget_hour"}, keys: []string{"rung", "skill"}},
	{key: "bands_budget_hour", question: "bands", args: analyze.Args{"period": "hour", "top": int64(0), "kind": "budget", "undated": true}, shown: []string{"budget_hour"}, keys: []string{"rung", "aspect", "name"}},
	{key: "ladder_budget", question: "ladder", args: analyze.Args{"period": "project", "kind": "budget", "undated": true}, shown: []string{"budget"}, keys: []string{"rung", "skill"}},
	{key: "bands_budget", question: "bands", args: analyze.Args{"period": "project", "top": int64(0), "kind": "budget", "undated": true}, shown: []string{"budget"}, keys: []string{"rung", "aspect", "name"}},
	{key: "ladder_project", question: "ladder", args: analyze.Args{"period": "project"}, shown: []string{"project"}, keys: []string{"rung", "skill"}},
	{key: "bands_project", question: "bands", args: analyze.Args{"period": "project", "top": int64(0)}, shown: []string{"project"}, keys: []string{"rung", "aspect", "name"}},
	{key: "ladder_year", question: "ladder", args: analyze.Args{"period": "year"}, shown: []string{"year"}, keys: []string{"rung", "skill"}},
	{key: "bands_year", question: "bands", args: analyze.Args{"period": "year", "top": int64(0)}, shown: []string{"year"}, keys: []string{"rung", "aspect", "name"}},
	{key: "pairs", question: "pairs", args: analyze.Args{"top": int64(0)}, keys: []string{"a", "b"}},
	{key: "pairs_undated", question: "pairs", args: analyze.Args{"top": int64(0), "undated": true, "skills": ""}, shown: []string{"undated"}, keys: []string{"a", "b"}, archived: true},
	{key: "next", question: "next", args: analyze.Args{"top": int64(40)}, keys: []string{"skill"}},
	{key: "roles", question: "roles", keys: []string{"role_family", "level"}},
	{key: "places", question: "places", keys: []string{"place"}},
	{key: "employers", question: "employers", keys: []string{"employer_key"}},
	{key: "competition", question: "competition", args: analyze.Args{"undated": true}, keys: []string{"skill"}},
	{key: "bids", question: "bids", args: analyze.Args{"undated": true}, keys: []string{"skill", "period"}},
	{key: "clients", question: "clients", args: analyze.Args{"undated": true}, keys: []string{"skill"}},
	{key: "proposals", question: "proposals", args: analyze.Args{"undated": true}, keys: []string{"skill"}},
	{key: "doubtful", question: "doubtful", keys: []string{"url"}},
	{key: "forecast", question: "forecast", keys: []string{"source", "month"}},
	{key: "ai", question: "ai", args: analyze.Args{"one_source": true}, keys: []string{"skill"}},
	{key: "escapes", question: "escapes", keys: []string{"skill", "neighbour"}},
	{key: "emerging", question: "emerging", keys: []string{"kind", "name"}},
	{key: "quality", question: "quality", keys: []string{"source"}},
	{key: "trend", question: "trend", args: analyze.Args{"skills": ""}, keys: []string{"skill", "source", "month"}},
	{key: "askers", question: "askers", args: analyze.Args{"skills": "", "top": int64(5)}, keys: []string{"skill", "kind", "place"}},
	{key: "examples", question: "examples", args: analyze.Args{"skills": "", "top": int64(3)}, keys: []string{"skill", "place"}},
	{key: "needs", question: "needs", inside: true},
}

// plainAsks tell the rows of questions apart that the report does not ask, or only with arguments that its ids tell. Their
// figures have ids without arguments.
var plainAsks = []ask{
	{question: "ladder", keys: []string{"rung", "skill"}},
	{question: "bands", keys: []string{"rung", "aspect", "name"}},
	{question: "premium", keys: []string{"skill"}},
	{question: "pay_spread", keys: []string{"step"}},
	{question: "needs", keys: []string{"url"}},
}

// args are the arguments of one question: those the caller gave that it takes, and its own.
func (r *Report) args(a ask) analyze.Args {
	q, err := analyze.Find(a.question)
	if err != nil {
		return a.args
	}
	args := analyze.Args{}
	for _, p := range q.Params {
		v, given := r.meta.Args[p.Name]
		if given && (p.Name != "since" || q.Window != "all" && q.Window != "") {
			args[p.Name] = v
		}
	}
	r.sameWindow(q, args)
	maps.Copy(args, a.args)
	if _, ok := args["skills"]; ok {
		// An id that no skill has, so that a lake without cards gives no rows rather than all.
		skills := r.cards
		if a.archived {
			skills = r.archived
		}
		args["skills"] = strings.Join(append(slices.Clone(skills), "-"), ",")
	}
	return args
}
