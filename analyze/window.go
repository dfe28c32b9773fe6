package analyze

import (
	"context"
	"fmt"
	"maps"
	"strconv"
	"time"
)

// windowSQL chooses the window of a question and what it is compared with, windowAdsSQL counts ads that want something;
// see the files' headers.
var windowSQL, windowAdsSQL = sqlText("sql/window.sql"), sqlText("sql/window_ads.sql")

// leastSource is how many ads a source must have in a window and in its base to be compared, where a question lets
// nobody choose: the default of demand, so that the pages of a report have one base.
const leastSource = 30

// leastWindow is how many ads three months must have, else a question looks at six.
const leastWindow = 100

// filters are the parameters that say which ads a window is chosen for.
var filters = []string{"source", "country", "employment", "role", "level", "remote", "place"}

// windowAds are how many of the ads asked for the three and the six months have that end with a window.
type windowAds struct{ three, six int64 }

// resolveWindow replaces since and until with the days that are used and adds base_since, base_until and base, or where
// nothing can be compared comparable_since and comparable_until, the latest window that can be. All are null where the
// lake holds no dated ads. It adds window, which says why, where the days are six months instead of three.
func resolveWindow(ctx context.Context, db Querier, window string, values map[string]any) error {
	given := map[string]any{"window": window, "least": int64(leastSource), "since": values["since"], "until": values["until"]}
	for _, name := range filters {
		given[name] = values[name]
	}
	if least, ok := values["min_source"]; ok {
		given["least"] = least
	}
	days, ads, err := chooseWindow(ctx, db, given)
	if err != nil {
		return err
	}
	until, isKnown := days["until"].(time.Time)
	if isKnown && window == "recent" && values["since"] == nil && values["until"] == nil {
		if ads, err = ads.wanting(ctx, db, until, values); err != nil {
			return err
		}
		if why := ads.whySix(); why != "" {
			given["since"], given["until"] = firstOfSix(until), until
			if days, _, err = chooseWindow(ctx, db, given); err != nil {
				return err
			}
			days["window"] = why
		}
	}
	maps.Copy(values, days)
	return nil
}

// chooseWindow returns the days of a window and of its base, by the names of the parameters that hold them.
func chooseWindow(ctx context.Context, db Querier, given map[string]any) (days map[string]any, ads windowAds, err error) {
	t, err := query(ctx, db, windowSQL, given)
	if err != nil {
		return nil, ads, fmt.Errorf("choose the window: %w", err)
	}
	days = map[string]any{}
	for i, c := range t.Columns {
		days[c.Name] = t.Rows[0][i]
	}
	ads.three, _ = days["of_three"].(int64)
	ads.six, _ = days["of_six"].(int64)
	delete(days, "of_three")
	delete(days, "of_six")
	return days, ads, nil
}

// wanting counts only the ads that want the one skill or the category asked for, if any is.
func (w windowAds) wanting(ctx context.Context, db Querier, until time.Time, values map[string]any) (windowAds, error) {
	given := map[string]any{"until": until, "skill": values["skill"], "category": values["category"]}
	if given["skill"] == nil && given["category"] == nil {
		return w, nil
	}
	for _, name := range filters {
		given[name] = values[name]
	}
	t, err := query(ctx, db, windowAdsSQL, given)
	if err != nil {
		return w, fmt.Errorf("count the ads of the window: %w", err)
	}
	w.three, _ = t.Rows[0][0].(int64)
	w.six, _ = t.Rows[0][1].(int64)
	return w, nil
}

// whySix says why a question looks at six months: three have too few of the ads asked for, and six have more. It is
// empty where three will do.
func (w windowAds) whySix() string {
	if w.three >= leastWindow || w.six <= w.three {
		return ""
	}
	ads := "only " + strconv.FormatInt(w.three, 10) + " ads"
	switch w.three {
	case 0:
		ads = "no ad"
	case 1:
		ads = "only 1 ad"
	}
	return "six months, since three have " + ads
}

// firstOfSix is the first day of the six months that end with the month of a day.
func firstOfSix(until time.Time) time.Time {
	return time.Date(until.Year(), until.Month()-5, 1, 0, 0, 0, 0, time.UTC)
}
