package wire_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"rung/collect/wire"
	"rung/internal/job"
)

type row struct {
	ID    wire.Text  `json:"id"`
	Pay   wire.Float `json:"pay"`
	Count wire.Int   `json:"count"`
	Place struct {
		Name wire.Text `json:"name"`
	} `json:"place"`
}

func TestValues(t *testing.T) {
	for _, c := range []struct{ in, id, field string }{
		{`{"id":"a","pay":1.5,"count":3}`, "a", ""},
		{`{"id":17,"pay":"1.5","count":"3"}`, "17", ""},
		{`{"id":null,"pay":null,"count":null,"place":null}`, "", ""},
		{`{}`, "", ""},
		{`{"id":true,"pay":"","count":""}`, "true", ""},
		{`{"id":"a","pay":"lots"}`, "a", "pay"},
		{`{"id":"a","pay":"NaN"}`, "a", "pay"},
		{`{"id":"a","pay":"1e999"}`, "a", "pay"},
		{`{"id":"a","count":1.5}`, "a", "count"},
		{`{"id":"a","place":{"name":["x"]}}`, "a", "place.name"},
		{`{"id":"a","place":"Berlin"}`, "a", "place"},
	} {
		var r row
		err := json.Unmarshal([]byte(c.in), &r)
		if (err != nil) != (c.field != "") {
			t.Errorf("%s: error %v, want one: %t", c.in, err, c.field != "")
		}
		if string(r.ID) != c.id {
			t.Errorf("%s: id %q, want %q", c.in, r.ID, c.id)
		}
		if err == nil {
			continue
		}
		if got := wire.Reject(job.Page{}, "", nil, err); got.Field != c.field {
			t.Errorf("%s: field %q, want %q (%s)", c.in, got.Field, c.field, got.Reason)
		}
	}
}

func TestRows(t *testing.T) {
	for _, c := range []struct {
		in, key string
		n       int
		err     string
	}{
		{`{"jobs":[{},1]}`, "jobs", 2, ""},
		{`[1,2,3]`, "", 3, ""},
		{`{"jobs":[]}`, "jobs", 0, ""},
		{``, "jobs", 0, "empty"},
		{`<html>`, "jobs", 0, "HTML"},
		{`{"offers":[]}`, "jobs", 0, `no field "jobs"`},
		{`{"jobs":{}}`, "jobs", 0, `"jobs" is not an array`},
		{`{"jobs":null}`, "jobs", 0, `"jobs" is not an array`},
		{`{}`, "", 0, "not an array"},
		{`{"jobs":[{]}`, "jobs", 0, "invalid character"},
	} {
		rows, err := wire.Rows([]byte(c.in), c.key)
		if len(rows) != c.n {
			t.Errorf("Rows(%s, %q): %d rows, want %d", c.in, c.key, len(rows), c.n)
		}
		if c.err == "" && err != nil || c.err != "" && (err == nil || !strings.Contains(err.Error(), c.err)) {
			t.Errorf("Rows(%s, %q): error %v, want %q", c.in, c.key, err, c.err)
		}
	}
}

func TestTime(t *testing.T) {
	for in, want := range map[string]string{
		"2026-04-17T05:58:03-04:00":     "2026-04-17T09:58:03Z",
		"2026-07-08T19:48:19.767+00:00": "2026-07-08T19:48:19.767Z",
		"2026-07-08T19:48:19":           "2026-07-08T19:48:19Z",
		"2026-08-05 10:10:39 UTC":       "2026-08-05T10:10:39Z",
		"2026-08-05":                    "2026-08-05T00:00:00Z",
		"0001-01-01T00:00:00Z":          "",
		"soon":                          "",
	} {
		got, err := wire.Time("posted", in)
		if want == "" {
			if err == nil {
				t.Errorf("Time(%q) = %v, want an error", in, got)
			}
			continue
		}
		if err != nil || got.Format(time.RFC3339Nano) != want {
			t.Errorf("Time(%q) = %v, %v, want %s", in, got.Format(time.RFC3339Nano), err, want)
		}
	}
}
