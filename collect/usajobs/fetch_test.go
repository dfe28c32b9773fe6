package usajobs_test

import (
	"strings"
	"testing"

	"rung/collect/sourcetest"
	"rung/collect/usajobs"
)

// TestWithoutEmail wants a key without its address told, before anything is asked.
func TestWithoutEmail(t *testing.T) {
	c := keyed
	c.Settings.Options = map[string][]string{"key": {"k3y-of-mine"}}
	record, seen := sourcetest.Once(t, usajobs.Source(), c)
	if len(seen) > 0 || !strings.Contains(record.Message, "email is missing") {
		t.Errorf("%d requests, message %q", len(seen), record.Message)
	}
}

// TestSearchHeaders wants the search to show key and address, and the announcements neither.
func TestSearchHeaders(t *testing.T) {
	c := keyed
	c.Settings.Options = map[string][]string{"key": {"k3y-of-mine"}, "email": {"me@rung.example"}, "series": {"2210"}, "history_months": {"2"}}
	record, seen := sourcetest.Once(t, usajobs.Source(), c)
	if len(seen) != 4 {
		t.Fatalf("%d requests, want one search and three pages of announcements: %+v", len(seen), record)
	}
	for i, s := range seen {
		key, agent := s.Header.Get("Authorization-Key"), s.Header.Get("User-Agent")
		if search := i == 0; search != (key == "k3y-of-mine") || search != (agent == "me@rung.example") {
			t.Errorf("%s: key %q, agent %q", s.URL, key, agent)
		}
	}
}
