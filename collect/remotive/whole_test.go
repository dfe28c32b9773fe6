package remotive

import "testing"

// TestWhole wants absence to mean something only where the answer says that nothing is left out.
func TestWhole(t *testing.T) {
	for body, want := range map[string]bool{
		`{"total-job-count":2,"jobs":[{},{}]}`:       true,
		`{"total-job-count":"2","jobs":[{},{}]}`:     true,
		`{"total-job-count":30,"jobs":[{},{}]}`:      false,
		`{"jobs":[{},{}]}`:                           false,
		`{"total-job-count":0,"jobs":[]}`:            false,
		`{"total-job-count":{},"jobs":[{},{}]}`:      false,
		`{"total-job-count":2,"jobs":"none at all"}`: false,
	} {
		if got := whole([]byte(body)); got != want {
			t.Errorf("%s: %t, want %t", body, got, want)
		}
	}
}
