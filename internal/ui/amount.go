package ui

import (
	"fmt"
	"strconv"
	"time"
)

// Bytes is a size that people read as kB, MB or GB. Tables write it to the right, as a number.
type Bytes int64

// Float64 is the size in bytes.
func (b Bytes) Float64() float64 { return float64(b) }

func (b Bytes) String() string {
	f, unit := float64(b), "B"
	for _, next := range []string{"kB", "MB", "GB", "TB"} {
		if f < 999.5 {
			break
		}
		f, unit = f/1000, next
	}
	if unit == "B" {
		return fmt.Sprintf("%d B", int64(b))
	}
	return short(f) + " " + unit
}

// Took is a length of time that people read: 240 ms, 23.7 s, 4m05s, 2h10m. Tables write it to the right, as a number.
type Took time.Duration

// Float64 is the length in seconds.
func (t Took) Float64() float64 { return time.Duration(t).Seconds() }

func (t Took) String() string {
	d := time.Duration(t)
	switch {
	case d <= 0:
		return "0 s"
	case d < time.Second:
		return fmt.Sprintf("%d ms", max(d.Milliseconds(), 1))
	case d < 59950*time.Millisecond:
		return short(d.Seconds()) + " s"
	case d < time.Hour-500*time.Millisecond:
		s := int(d.Seconds() + 0.5)
		return fmt.Sprintf("%dm%02ds", s/60, s%60)
	}
	m := int(d.Minutes() + 0.5)
	return fmt.Sprintf("%dh%02dm", m/60, m%60)
}

// short writes a number below 1000 with one digit after the point where it is below 100.
func short(f float64) string {
	if f < 99.95 {
		return strconv.FormatFloat(f, 'f', 1, 64)
	}
	return strconv.FormatFloat(f, 'f', 0, 64)
}
