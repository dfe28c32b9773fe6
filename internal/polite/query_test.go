package polite_test

import (
	"testing"

	"rung/internal/polite"
)

func TestQuery(t *testing.T) {
	for address, want := range map[string]string{
		"https://x.example/a":     "https://x.example/a?key=s+%26",
		"https://x.example/a?b=1": "https://x.example/a?b=1&key=s+%26",
	} {
		req := polite.Request{URL: address}
		polite.Query("key", "s &")(&req)
		if req.URL != want {
			t.Errorf("%s: %s, want %s", address, req.URL, want)
		}
	}
}
