package collect_test

import (
	"strings"
	"testing"

	"rung/collect"
)

func TestChecks(t *testing.T) {
	for _, c := range []struct {
		check func(string) error
		value string
		want  string // of the error, empty for none
	}{
		{collect.Whole(1, 0), "1", ""},
		{collect.Whole(1, 0), " 700 ", ""},
		{collect.Whole(1, 0), "0", "want a whole number of 1 or more"},
		{collect.Whole(0, 0), "-1", "of 0 or more"},
		{collect.Whole(1, 90), "91", "from 1 to 90"},
		{collect.Whole(1, 90), "1.5", "from 1 to 90"},
		{collect.Whole(1, 90), "many", "from 1 to 90"},
		{collect.OneOf("hiring", "freelancer"), "hiring", ""},
		{collect.OneOf("hiring", "freelancer"), "hirring", `want one of hiring, freelancer: did you mean "hiring"?`},
		{collect.Month, "2015-01", ""},
		{collect.Month, "2015-13", "want a month such as 2015-01"},
		{collect.Month, "January", "want a month such as 2015-01"},
		{collect.Address, "https://example.com/x", ""},
		{collect.Address, "http://127.0.0.1:80", ""},
		{collect.Address, "example.com", "want an address that begins with http"},
		{collect.Address, "ftp://example.com", "want an address that begins with http"},
		{collect.Address, "https://", "want an address that begins with http"},
	} {
		err := c.check(c.value)
		if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: %v, want %q", c.value, err, c.want)
		}
	}
}
