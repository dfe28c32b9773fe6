package cli

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// period is a flag that holds a length of time above 0, such as 90m, 6h, 1d or 1w.
type period time.Duration

func (p *period) Type() string { return "period" }

// String writes whole days and hours without the zeros that time.Duration adds.
func (p *period) String() string {
	d := time.Duration(*p)
	const day = 24 * time.Hour
	switch {
	case d == 0:
		return ""
	case d%day == 0:
		return fmt.Sprintf("%dd", d/day)
	case d%time.Hour == 0:
		return fmt.Sprintf("%dh", d/time.Hour)
	case d%time.Minute == 0:
		return fmt.Sprintf("%dm", d/time.Minute)
	}
	return d.String()
}

func (p *period) Set(text string) error {
	unit := time.Duration(0)
	if n := len(text); n > 0 {
		unit = map[byte]time.Duration{'d': 24 * time.Hour, 'w': 7 * 24 * time.Hour}[text[n-1]]
	}
	var d time.Duration
	var err error
	if unit > 0 {
		var n int
		n, err = strconv.Atoi(strings.TrimSpace(text[:len(text)-1]))
		d = time.Duration(n) * unit
		if n > 10_000 {
			err = strconv.ErrRange
		}
	} else {
		d, err = time.ParseDuration(text)
	}
	if err != nil || d <= 0 {
		return errors.New("want a length of time such as 90m, 6h or 1d")
	}
	*p = period(d)
	return nil
}
