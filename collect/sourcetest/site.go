package sourcetest

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"sync"
	"time"
)

// Seen is one request that a site got.
type Seen struct {
	At     time.Time
	URL    *url.URL
	Header http.Header
	// Status is what it was answered, 0 when nothing was recorded for it.
	Status int
}

// Conditional reports whether the request carried a validator.
func (s Seen) Conditional() bool {
	return s.Header.Get("If-None-Match") != "" || s.Header.Get("If-Modified-Since") != ""
}

// Site plays a recording. It is an http.RoundTripper, so no network is touched.
type Site struct {
	Recording *Recording
	// Before, when it is set, may answer a request instead of the recording. It is given how many
	// requests came before.
	Before func(n int, req *http.Request) *http.Response

	mu      sync.Mutex
	seen    []Seen
	missing []string
}

// RoundTrip answers a request from the recording.
func (s *Site) RoundTrip(req *http.Request) (*http.Response, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := req.Context().Err(); err != nil {
		return nil, err
	}
	resp := s.answer(req)
	resp.Request = req
	s.seen = append(s.seen, Seen{At: time.Now(), URL: req.URL, Header: req.Header.Clone(), Status: resp.StatusCode})
	return resp, nil
}

func (s *Site) answer(req *http.Request) *http.Response {
	if s.Before != nil {
		if resp := s.Before(len(s.seen), req); resp != nil {
			return resp
		}
	}
	x := s.Recording.find(req.URL)
	switch {
	case x == nil && req.URL.Path == "/robots.txt":
		return Answer(http.StatusNotFound, nil, nil)
	case x == nil:
		s.missing = append(s.missing, fmt.Sprintf("%s %s", req.Method, req.URL))
		return Answer(http.StatusNotImplemented, nil, nil)
	case x.status == http.StatusOK && knows(req.Header, x.header):
		return Answer(http.StatusNotModified, http.Header{"Etag": {x.header.Get("ETag")}}, nil)
	}
	return Answer(x.status, x.header.Clone(), x.body)
}

func knows(asked, has http.Header) bool {
	if tag := has.Get("ETag"); tag != "" && asked.Get("If-None-Match") != "" {
		return asked.Get("If-None-Match") == tag
	}
	modified := has.Get("Last-Modified")
	return modified != "" && asked.Get("If-Modified-Since") == modified
}

// Seen returns the requests so far.
func (s *Site) Seen() []Seen {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Seen(nil), s.seen...)
}

// Missing returns the requests that nothing was recorded for.
func (s *Site) Missing() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string(nil), s.missing...)
}

// Answer makes a response.
func Answer(status int, h http.Header, body []byte) *http.Response {
	if h == nil {
		h = http.Header{}
	}
	return &http.Response{
		Status: fmt.Sprintf("%d %s", status, http.StatusText(status)), StatusCode: status, Header: h,
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Body: io.NopCloser(bytes.NewReader(body)), ContentLength: int64(len(body)),
	}
}
