package wire_test

import (
	"strings"
	"testing"

	"rung/collect/wire"
	"rung/internal/job"
)

func TestNested(t *testing.T) {
	for _, c := range []struct {
		body string
		path []string
		want int
		err  string
	}{
		{`{"hits": {"hits": [1, 2]}}`, []string{"hits", "hits"}, 2, ""},
		{`{"rows": []}`, []string{"rows"}, 0, ""},
		{`{"hits": {}}`, []string{"hits", "hits"}, 0, `no field "hits"`},
		{`{}`, []string{"a", "b", "c"}, 0, `no field "a"`},
		{`{"a": null}`, []string{"a", "b"}, 0, `no field "b"`},
		{`{"a": 7}`, []string{"a", "b"}, 0, "cannot unmarshal"},
		{`[]`, []string{"a", "b"}, 0, "cannot unmarshal"},
		{`{"a": {"b": {}}}`, []string{"a", "b"}, 0, "not an array"},
		{``, []string{"a", "b"}, 0, "empty"},
		{`<html>`, []string{"a", "b"}, 0, "HTML"},
	} {
		rows, err := wire.Nested([]byte(c.body), c.path...)
		if len(rows) != c.want || (err == nil) != (c.err == "") || err != nil && !strings.Contains(err.Error(), c.err) {
			t.Errorf("Nested(%s, %q) = %d rows, %v; want %d and an error about %q", c.body, c.path, len(rows), err, c.want, c.err)
		}
	}
}

func TestWeb(t *testing.T) {
	for in, want := range map[wire.Text]string{
		" https://a.example/x ": "https://a.example/x", "http://å.example": "http://å.example",
		"mailto:a@b.example": "", "www.a.example": "", "": "", "https://": "", "ask us": "", "http://[::1": "",
	} {
		if got := wire.Web(in); got != want {
			t.Errorf("Web(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestWithoutSamples(t *testing.T) {
	out := wire.WithoutSamples(job.Parsed{Rejects: []job.Reject{{Reason: "why", Sample: "+49 30 1234"}}})
	if r := out.Rejects[0]; r.Sample != "" || r.Reason != "why" {
		t.Errorf("%+v", r)
	}
}
