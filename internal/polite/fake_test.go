package polite

import (
	"bytes"
	"io"
	"net/http"
	"strconv"
	"sync"
	"testing"
	"time"
)

// wire is a network made of a function, with a memory.
type wire struct {
	answer func(n int, req *http.Request) (*http.Response, error)

	mu  sync.Mutex
	got []sent
}

type sent struct {
	at     time.Time
	url    string
	header http.Header
}

func (w *wire) RoundTrip(req *http.Request) (*http.Response, error) {
	w.mu.Lock()
	n := len(w.got)
	w.got = append(w.got, sent{time.Now(), req.URL.String(), req.Header.Clone()})
	w.mu.Unlock()
	resp, err := w.answer(n, req)
	if resp != nil {
		resp.Request = req
	}
	return resp, err
}

func (w *wire) sent() []sent {
	w.mu.Lock()
	defer w.mu.Unlock()
	return append([]sent(nil), w.got...)
}

// urls returns the addresses that were asked for, in order.
func (w *wire) urls() []string {
	var out []string
	for _, s := range w.sent() {
		out = append(out, s.url)
	}
	return out
}

func reply(status int, body string, header ...string) *http.Response {
	h := http.Header{}
	for i := 0; i+1 < len(header); i += 2 {
		h.Add(header[i], header[i+1])
	}
	return &http.Response{
		StatusCode: status, Status: strconv.Itoa(status), Header: h,
		Body: io.NopCloser(bytes.NewReader([]byte(body))), ContentLength: int64(len(body)),
	}
}

// fake returns a client over a function, on the clock of the bubble it is made in.
func fake(t *testing.T, answer func(n int, req *http.Request) (*http.Response, error), adjust ...func(*Config)) (*Client, *wire) {
	t.Helper()
	w := &wire{answer: answer}
	cfg := Config{Version: "1.2", Home: "https://rung.example", Contact: "me@example.org", Now: time.Now, Transport: w}
	for _, f := range adjust {
		f(&cfg)
	}
	return New(cfg), w
}

// live returns a client for a server on this machine, in a hurry.
func live(t *testing.T, base string, adjust ...func(*Config)) *Client {
	t.Helper()
	cfg := Config{Now: time.Now, Jitter: func() float64 { return 0 }, Rate: 10_000}
	for _, f := range adjust {
		f(&cfg)
	}
	return New(cfg).For(Site{Base: base})
}
