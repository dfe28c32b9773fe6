package reports

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"
)

// Compare says what changed from one report to a later one. It is an error to compare reports that look at
// different ads, such as those of two countries.
func Compare(older, newer *Past, a Alerts) (Changes, error) {
	c := Changes{
		OlderGenerated: older.Generated, OlderSnapshot: older.Snapshot, OlderWindow: older.Window,
		NewerSnapshot: newer.Snapshot, NewerWindow: newer.Window, Alerts: []Change{}, Notes: []string{},
	}
	if name := otherAds(older, newer); name != "" {
		return c, fmt.Errorf("compare reports: they look at different ads: another %s", name)
	}
	market := marketChanges(older.tables["market"], newer.tables["market"], a)
	skills := skillChanges(older.tables["demand"], newer.tables["demand"], a)
	pay := payChanges(older.tables["pay"], newer.tables["pay"], newer.country(), a)
	sources := sourceChanges(older.tables["coverage"], newer.tables["coverage"], a)
	c.Alerts = append(c.Alerts, slices.Concat(market, skills, pay, sources)...)
	if older.Snapshot == newer.Snapshot {
		c.Notes = append(c.Notes, "Both reports rest on the same snapshot of the lake.")
	}
	if older.Reader != newer.Reader {
		c.Notes = append(c.Notes, "The rules that read adverts changed between the two reports, which moves figures by itself.")
	}
	if slices.ContainsFunc(sources, func(c Change) bool { return c.Kind == "source" || c.Kind == "silent" }) {
		c.Notes = append(c.Notes, "A source that joins or stops moves ranks, shares and pay; verdicts compare only sources seen in both windows.")
	}
	return c, nil
}

// verdicts are the words that say something about the direction of a skill or of the market.
var verdicts = []string{"rising", "falling", "growing", "shrinking", "no clear change"}

// turned reports whether a verdict became another one.
func turned(before, after string) bool {
	return before != after && slices.Contains(verdicts, before) && slices.Contains(verdicts, after)
}

// marketChanges compares the verdicts of the latest months that have an index.
func marketChanges(older, newer pastTable, a Alerts) []Change {
	before, _ := lastIndexed(older)
	after, month := lastIndexed(newer)
	was, is := before.text("verdict"), after.text("verdict")
	if !a.Verdicts || !turned(was, is) {
		return nil
	}
	return []Change{change("market", "market", "The market", "market/"+month[:len("2006-01")]+"/verdict",
		&Level{Value: was}, &Level{Value: is}, "was called %q and is now called %q.", was, is)}
}

// lastIndexed is the latest month with an index, and its day.
func lastIndexed(t pastTable) (pastRow, string) {
	for _, month := range slices.Backward(t.sorted()) {
		if _, ok := t[month].number("index"); ok && len(month) >= len("2006-01") {
			return t[month], month
		}
	}
	return nil, ""
}

// change makes a Change whose sentence is its name and what the format says.
func change(kind, subject, name, figure string, before, after *Level, format string, args ...any) Change {
	return Change{Kind: kind, Subject: subject, Name: name, Figure: figure, Before: before, After: after, Text: name + " " + fmt.Sprintf(format, args...)}
}

// byRank are the ids of both tables, best rank of either first.
func byRank(older, newer pastTable) []string {
	rank := map[string]float64{}
	for _, t := range []pastTable{older, newer} {
		for id, row := range t {
			r, ok := row.number("rank")
			if best, seen := rank[id]; ok && (!seen || r < best) {
				rank[id] = r
			}
		}
	}
	ids := make([]string, 0, len(rank))
	for id := range rank {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(a, b string) int { return cmp.Or(cmp.Compare(rank[a], rank[b]), cmp.Compare(a, b)) })
	return ids
}

// skillChanges compares demand: crossings of the top, ranks, shares and verdicts, in this order.
func skillChanges(older, newer pastTable, a Alerts) []Change {
	if older == nil || newer == nil {
		return nil
	}
	var crossed, moved, shares, verdict []Change
	for _, id := range byRank(older, newer) {
		was, is := older[id], newer[id]
		name := cmp.Or(is.text("skill_name"), was.text("skill_name"), id)
		if c, ok := crossing(id, name, was, is, a); ok {
			crossed = append(crossed, c)
		} else if c, ok := rankMove(id, name, was, is, a); ok {
			moved = append(moved, c)
		}
		if c, ok := shareMove(id, name, was, is, a); ok {
			shares = append(shares, c)
		}
		if a, b := was.text("verdict"), is.text("verdict"); turned(a, b) {
			verdict = append(verdict, change("verdict", id, name, "demand/"+id+"/verdict", &Level{Value: a}, &Level{Value: b}, "was %s and is now %s.", a, b))
		}
	}
	if !a.Verdicts {
		verdict = nil
	}
	return slices.Concat(crossed, moved, shares, verdict)
}

// crossing tells of a skill that entered or left the top. A skill without a rank is below all that have one.
func crossing(id, name string, was, is pastRow, a Alerts) (Change, bool) {
	before, had := was.number("rank")
	after, has := is.number("rank")
	top := float64(a.Top)
	if a.Top <= 0 || had && has && math.Abs(before-after) < float64(a.Ranks) {
		return Change{}, false
	}
	switch inside, now := had && before <= top, has && after <= top; {
	case now && !inside && had:
		return change("entered", id, name, "demand/"+id+"/rank", rankLevel(was), rankLevel(is), "entered the top %d: rank %.0f, was %.0f.", a.Top, after, before), true
	case now && !inside:
		return change("entered", id, name, "demand/"+id+"/rank", nil, rankLevel(is), "entered the top %d: rank %.0f, was not ranked.", a.Top, after), true
	case inside && !now && has:
		return change("left", id, name, "demand/"+id+"/rank", rankLevel(was), rankLevel(is), "left the top %d: rank %.0f, was %.0f.", a.Top, after, before), true
	case inside && !now:
		return change("left", id, name, "", rankLevel(was), nil, "left the top %d: not ranked any more, was %.0f.", a.Top, before), true
	}
	return Change{}, false
}

func rankLevel(r pastRow) *Level {
	l, _ := r.level("rank", "ads")
	return &l
}

// rankMove tells of a skill whose rank moved further than the ranks that the intervals allow.
func rankMove(id, name string, was, is pastRow, a Alerts) (Change, bool) {
	before, ok1 := was.level("rank", "ads")
	after, ok2 := is.level("rank", "ads")
	if a.Ranks <= 0 || !ok1 || !ok2 || !apart(before, after) || math.Abs(before.number()-after.number()) < float64(a.Ranks) {
		return Change{}, false
	}
	word := "rose"
	if after.number() > before.number() {
		word = "fell"
	}
	return change("rank", id, name, "demand/"+id+"/rank", &before, &after, "%s to rank %.0f (%.0f–%.0f), was %.0f (%.0f–%.0f).",
		word, after.number(), *after.Low, *after.High, before.number(), *before.Low, *before.High), true
}

func shareMove(id, name string, was, is pastRow, a Alerts) (Change, bool) {
	before, ok1 := was.level("share", "ads")
	after, ok2 := is.level("share", "ads")
	if a.Share <= 0 || !ok1 || !ok2 || !apart(before, after) || math.Abs(after.number()-before.number()) < a.Share {
		return Change{}, false
	}
	return change("share", id, name, "demand/"+id+"/share", &before, &after, "%s of ads.", moved(before, after, percent, "ads")), true
}

// alertPay is the number of ads below which a middle of pay is only indicative, and its moves are not told.
const alertPay = 30

// payChanges compares the middles of pay over all kinds of employment and all countries that were asked for, where both
// reports have a figure of the skill's own ads, of as many sources: one, or more.
func payChanges(older, newer pastTable, country string, a Alerts) []Change {
	var list []Change
	for _, key := range newer.sorted() {
		was, is := older[key], newer[key]
		before, ok1 := was.level("middle", "n")
		after, ok2 := is.level("middle", "n")
		if a.Pay <= 0 || !ok1 || !ok2 || is.text("employment") != "any" || !is.isOwnPay(country) || is.text("level") != was.text("level") || min(before.N, after.N) < alertPay || !apart(before, after) || math.Abs(after.number()-before.number()) < a.Pay*before.number() {
			continue
		}
		list = append(list, change("pay", is.text("skill"), is.text("skill_name"), "pay/"+key+"/middle", &before, &after,
			"by the %s: the middle %s.", is.text("period"), moved(before, after, dollars, "ads with pay")))
	}
	return list
}

// isOwnPay reports whether a row of pay holds figures of its own ads, in the country that the report is about. Older
// reports say neither country nor level.
func (r pastRow) isOwnPay(country string) bool {
	level := strings.TrimSuffix(r.text("level"), ofOneSource)
	return level != "category" && (level != "skill" || country == anyCountry) && (r.text("country") == "" || r.text("country") == country)
}

// moved says how a figure moved, with intervals and n.
func moved(before, after Level, show func(float64) string, of string) string {
	word := "rose"
	if after.number() < before.number() {
		word = "fell"
	}
	said := func(l Level) string {
		return fmt.Sprintf("%s (%s; %s %s)", show(l.number()), between(show, *l.Low, *l.High), nOf(l.N), of)
	}
	return word + " from " + said(before) + " to " + said(after)
}

func (l Level) number() float64 {
	f, _ := l.Value.(float64)
	return f
}

// apart reports whether two intervals do not meet.
func apart(a, b Level) bool { return *a.High < *b.Low || *b.High < *a.Low }

// sourceChanges tells of new sources and of those gone silent: their last ad is the same as before and,
// since then, older than the newest of all by SilentDays.
func sourceChanges(older, newer pastTable, a Alerts) []Change {
	if a.SilentDays <= 0 || older == nil {
		return nil
	}
	limit := time.Duration(a.SilentDays) * 24 * time.Hour
	gap := func(t pastTable, name string) time.Duration {
		return t["all"].day("last_day").Sub(t[name].day("last_day"))
	}
	var list []Change
	for _, name := range newer.sorted() {
		row := newer[name]
		listings, _ := row.number("listings")
		was, had := older[name]
		last := row.text("last_day")
		switch {
		case name == "all":
		case !had && listings > 0:
			list = append(list, change("source", name, "The source "+name, "coverage/"+name+"/listings", nil, &Level{Value: listings},
				"is new, with %s %s.", whole(int64(listings)), plural(int64(listings), "listing", "listings")))
		case had && last != "" && last == was.text("last_day") && gap(newer, name) >= limit && gap(older, name) < limit:
			list = append(list, change("silent", name, "The source "+name, "coverage/"+name+"/last_day", &Level{Value: was.text("last_day")}, &Level{Value: last},
				"has had no new ad since %s, %d days before the newest of all.", last, int(gap(newer, name)/(24*time.Hour))))
		}
	}
	for _, name := range older.sorted() {
		if _, has := newer[name]; !has && name != "all" {
			list = append(list, change("silent", name, "The source "+name, "", &Level{Value: older[name].text("last_day")}, nil, "is not in the lake any more."))
		}
	}
	return list
}
