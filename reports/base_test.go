package reports_test

import (
	"strings"
	"testing"
)

// TestNothingToCompare builds a report whose window no source shares with a window before: the archive ended long before
// the board began. It says so, names the last window that compares, and when there will be one again, and the page of
// sources shows who is silent.
func TestNothingToCompare(t *testing.T) {
	r := build(t, open(t, []string{"archive"}, "testdata/small.sql", "testdata/ended.sql"), meta())
	got := string(written(t, r)["report.md"])
	for _, want := range []string{
		// From the first lead.
		"with nothing to compare it with: no source was fairly watched, with enough ads, both in it and in a window before; " +
			"the last window of this length that compares is November 2023 to January 2024 (--since 2023-11 --until 2024-01)",
		// Nobody looked from 2 to 16 September, so October is the first month since: March 2025 ends six of them.
		"rise or fall: nothing to compare with; a window before from March 2025",
		"no year before to compare it with; the first month with one is October 2025",
		"archive since January 2024",
		"| archive | no run recorded | no run recorded | 1 June 2023 | 20 January 2024 | 20 January 2024 | no gap",
		"| board | 29 October 2024 | failed | 1 August 2024 | 20 October 2024 | not silent | 2024-09-02 to 2024-09-16",
		"| shut | no run recorded | refused | no dated ad | no dated ad | no dated ad | no gap",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("the report does not say %q", want)
		}
	}
	if strings.Contains(got, "compared with A") || strings.Contains(got, "compared with M") {
		t.Error("the report names a base")
	}
}
