package cli

import (
	"fmt"
	"hash/fnv"
	"strconv"
	"strings"
	"time"
)

// times are the moments of a day or a week at which runs begin. Empty hours mean every hour.
type times struct {
	minutes, hours []int
	// monday is true for runs once a week.
	monday bool
}

// morning is the hour of runs that come once a day or less.
const morning = 5

// timesOf spreads runs evenly. minute is when the first of an hour begins. Calendars know only periods
// that divide an hour, a day or a week.
func timesOf(every time.Duration, minute int) (times, error) {
	const day = 24 * time.Hour
	step := int(every / time.Minute)
	switch {
	case every == 7*day:
		return times{minutes: []int{minute}, hours: []int{morning}, monday: true}, nil
	case every == day:
		return times{minutes: []int{minute}, hours: []int{morning}}, nil
	case every == time.Hour:
		return times{minutes: []int{minute}}, nil
	case every >= 5*time.Minute && every < time.Hour && time.Hour%every == 0 && every%time.Minute == 0:
		return times{minutes: steps(minute%step, step, 60)}, nil
	case every > time.Hour && every < day && day%every == 0 && every%time.Hour == 0:
		h := int(every / time.Hour)
		return times{minutes: []int{minute}, hours: steps(morning%h, h, 24)}, nil
	}
	p := period(every)
	return times{}, usage(`take one such as 30m, 6h, 1d or 1w; --on-calendar takes any time that systemd knows`,
		"--every %s does not divide an hour, a day or a week evenly", p.String())
}

// steps lists the numbers below end that are a multiple of step after first.
func steps(first, step, end int) []int {
	var list []int
	for n := first; n < end; n += step {
		list = append(list, n)
	}
	return list
}

// minuteOf picks a minute that stays the same for a lake and differs between them, so that sites do not
// see everybody at once.
func minuteOf(lake string) int {
	h := fnv.New32a()
	_, _ = h.Write([]byte(lake))
	return int(h.Sum32() % 60)
}

// commas writes numbers with commas, "*" for none.
func commas(format string, numbers []int) string {
	if len(numbers) == 0 {
		return "*"
	}
	var texts []string
	for _, n := range numbers {
		texts = append(texts, fmt.Sprintf(format, n))
	}
	return strings.Join(texts, ",")
}

// cron is the times as the first five fields of a crontab.
func (t times) cron() string {
	day := "*"
	if t.monday {
		day = "1"
	}
	return commas("%d", t.minutes) + " " + commas("%d", t.hours) + " * * " + day
}

// calendar is the times as OnCalendar of systemd.
func (t times) calendar() string {
	day := ""
	if t.monday {
		day = "Mon "
	}
	return day + "*-*-* " + commas("%02d", t.hours) + ":" + commas("%02d", t.minutes) + ":00"
}

// launchdTime is one key of StartCalendarInterval.
type launchdTime struct {
	Key   string
	Value int
}

// launchd is the times as entries of StartCalendarInterval.
func (t times) launchd() [][]launchdTime {
	hours := t.hours
	if len(hours) == 0 {
		hours = []int{-1}
	}
	var list [][]launchdTime
	for _, h := range hours {
		for _, m := range t.minutes {
			var entry []launchdTime
			if t.monday {
				entry = append(entry, launchdTime{"Weekday", 1})
			}
			if h >= 0 {
				entry = append(entry, launchdTime{"Hour", h})
			}
			list = append(list, append(entry, launchdTime{"Minute", m}))
		}
	}
	return list
}

// delayOf is how much later than in time a run may begin, for systemd.
func delayOf(every time.Duration) string {
	return strconv.Itoa(int(min(every/4, 30*time.Minute)/time.Minute)) + "min"
}
