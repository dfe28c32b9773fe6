package polite

import (
	"net/http"
	"net/url"
	"strings"
	"time"
)

// Request is one page to ask for.
type Request struct {
	URL string
	// Header is sent besides the client's own. It does not follow a redirect to another host.
	Header http.Header
	// ETag and LastModified make the request conditional, byte for byte as they were received.
	ETag         string
	LastModified string
	// Crawl asks robots.txt first.
	Crawl bool
	// MaxBytes and Timeout replace the client's limits where they are not zero.
	MaxBytes int64
	Timeout  time.Duration
	// Always keeps a caller that holds validators from sending them.
	Always bool
	// SameHost makes a redirect to another host an error.
	SameHost bool

	// body and mediaType are set by Post.
	body      []byte
	mediaType string
	// cut makes a body over MaxBytes end there without an error; for robots.txt only.
	cut bool
}

func (r *Request) method() string {
	if r.body != nil {
		return http.MethodPost
	}
	return http.MethodGet
}

// Option adjusts a request.
type Option func(*Request)

// Header adds a header line. It is not sent on to another host.
func Header(key, value string) Option {
	return func(r *Request) {
		if r.Header == nil {
			r.Header = http.Header{}
		}
		r.Header.Set(key, value)
	}
}

// Query adds a parameter to the address that is asked for, and to no address that is kept: a key.
func Query(key, value string) Option {
	return func(r *Request) {
		mark := "?"
		if strings.Contains(r.URL, "?") {
			mark = "&"
		}
		r.URL += mark + url.QueryEscape(key) + "=" + url.QueryEscape(value)
	}
}

// MaxBytes bounds the body after decompression.
func MaxBytes(n int64) Option { return func(r *Request) { r.MaxBytes = n } }

// Timeout bounds one attempt as a whole.
func Timeout(d time.Duration) Option { return func(r *Request) { r.Timeout = d } }

// Always asks for the body even when it is known.
func Always() Option { return func(r *Request) { r.Always = true } }

// SameHost refuses a redirect to another host with [ErrElsewhere], for sites that answer so instead of
// with 404.
func SameHost() Option { return func(r *Request) { r.SameHost = true } }

// Crawl asks robots.txt whether the page may be read.
func Crawl() Option { return func(r *Request) { r.Crawl = true } }

// Post sends body, for interfaces that take their questions that way (GraphQL, a token). It must
// change nothing on the other side: it is retried like any question, and never redirected.
func Post(mediaType string, body []byte) Option {
	return func(r *Request) { r.mediaType, r.body, r.Always = mediaType, append([]byte{}, body...), true }
}

// Response is a whole answer of status 2xx, or 304 to a conditional request.
type Response struct {
	// URL is the address that answered, after redirects.
	URL       string
	Status    int
	Header    http.Header
	Body      []byte
	FetchedAt time.Time
	// Stats is filled when Do returns an error, too.
	Stats Stats
}

// Stats is what a request, or all requests of a client, took.
type Stats struct {
	// Requests counts what was sent, robots.txt and redirects included; Answers what came back.
	Requests int64
	Answers  int64
	Retries  int64
	// Waited is the time spent on politeness: turns, rates, Retry-After, backoff.
	Waited time.Duration
	// Bytes is the size of the bodies after decompression.
	Bytes int64
}

func (s *Stats) add(o Stats) {
	s.Requests += o.Requests
	s.Answers += o.Answers
	s.Retries += o.Retries
	s.Waited += o.Waited
	s.Bytes += o.Bytes
}
