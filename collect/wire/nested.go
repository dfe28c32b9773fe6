package wire

import (
	"encoding/json"
	"fmt"
	"net/url"
	"strings"

	"rung/internal/job"
)

// Nested returns the elements of the array at the end of a path of keys, such as hits, hits.
func Nested(body []byte, path ...string) ([]json.RawMessage, error) {
	if err := shape(body); err != nil {
		return nil, err
	}
	last := len(path) - 1
	for _, key := range path[:last] {
		var top map[string]json.RawMessage
		if err := json.Unmarshal(body, &top); err != nil {
			return nil, fmt.Errorf("read the page: %w", err)
		}
		next, ok := top[key]
		if !ok {
			return nil, fmt.Errorf("read the page: no field %q", key)
		}
		body = next
	}
	return Rows(body, path[last])
}

// Web returns t when it is an address of the web, else "". Fields for addresses hold mail addresses,
// bare names and sentences too.
func Web(t Text) string {
	s := strings.TrimSpace(string(t))
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return ""
	}
	return s
}

// WithoutSamples drops the samples of rejected rows, for sources whose rows hold personal data.
func WithoutSamples(in job.Parsed) job.Parsed {
	for i := range in.Rejects {
		in.Rejects[i].Sample = ""
	}
	return in
}
