package collect

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"rung/internal/near"
)

// Whole checks that a value is a whole number, at least least and, unless most is 0, at most most.
func Whole(least, most int) func(string) error {
	return func(value string) error {
		n, err := strconv.Atoi(strings.TrimSpace(value))
		switch {
		case err == nil && n >= least && (most == 0 || n <= most):
			return nil
		case most == 0:
			return fmt.Errorf("want a whole number of %d or more", least)
		}
		return fmt.Errorf("want a whole number from %d to %d", least, most)
	}
}

// OneOf checks that a value is one of a list.
func OneOf(values ...string) func(string) error {
	return func(value string) error {
		if slices.Contains(values, value) {
			return nil
		}
		return fmt.Errorf("want one of %s%s", strings.Join(values, ", "), near.Hint(value, values))
	}
}

// Month checks that a value is a month such as 2015-01.
func Month(value string) error {
	if _, err := time.Parse("2006-01", value); err != nil {
		return errors.New("want a month such as 2015-01")
	}
	return nil
}

// Address checks that a value is the address of a site.
func Address(value string) error {
	if u, err := url.Parse(value); err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return errors.New("want an address that begins with http:// or https://")
	}
	return nil
}
