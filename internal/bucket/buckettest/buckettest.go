// Package buckettest gives tests buckets to work with: a folder, and an S3 server in the same process.
package buckettest

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"
)

// name is the bucket that a server holds, and prefix the folder in it that tests use.
const (
	name   = "lake"
	prefix = "years/all/"
)

// Env are the variables with which the S3 server takes requests, and with which nothing of this machine is
// asked for credentials.
func Env() map[string]string {
	return map[string]string{
		"AWS_ACCESS_KEY_ID": "key", "AWS_SECRET_ACCESS_KEY": "hunter2", "AWS_REGION": "eu-central-1",
		"AWS_EC2_METADATA_DISABLED": "true", "AWS_CONFIG_FILE": "/dev/null", "AWS_SHARED_CREDENTIALS_FILE": "/dev/null",
	}
}

// Server is an S3 server with one bucket, and with faults that a test chooses.
type Server struct {
	server *httptest.Server
	store  *s3mem.Backend

	mu       sync.Mutex
	fault    func(*http.Request) string
	requests int
}

// NewServer serves an empty bucket until Close.
func NewServer() (*Server, error) {
	s := &Server{store: s3mem.New()}
	if err := s.store.CreateBucket(name); err != nil {
		return nil, err
	}
	s3 := gofakes3.New(s.store).Server()
	s.server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if code := s.faultOf(r); code != "" {
			_, _ = io.Copy(io.Discard, r.Body)
			refuse(w, code)
			return
		}
		s3.ServeHTTP(w, r)
	}))
	return s, nil
}

// statuses are those that S3 answers with its codes.
var statuses = map[string]int{
	"AccessDenied": http.StatusForbidden, "InternalError": http.StatusInternalServerError, "SlowDown": http.StatusServiceUnavailable,
	"InvalidAccessKeyId": http.StatusForbidden,
}

// refuse answers as S3 does.
func refuse(w http.ResponseWriter, code string) {
	w.Header().Set("Content-Type", "application/xml")
	w.WriteHeader(statuses[code])
	fmt.Fprintf(w, "<?xml version=\"1.0\"?>\n<Error><Code>%s</Code><Message>a fault of a test</Message></Error>", code)
}

func (s *Server) faultOf(r *http.Request) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.requests++
	if s.fault == nil {
		return ""
	}
	return s.fault(r)
}

// Close ends the server.
func (s *Server) Close() { s.server.Close() }

// Address is that of a folder in the bucket.
func (s *Server) Address() string {
	return "s3://" + name + "/" + strings.TrimSuffix(prefix, "/") + "?use_path_style=true&endpoint=" + s.server.URL
}

// Fault has requests refused from now on with the code of S3 that it returns, or done where that is empty. It
// is called for one request at a time. Nil takes it away.
func (s *Server) Fault(of func(*http.Request) string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.fault = of
}

// Requests is how many requests came since it was called last.
func (s *Server) Requests() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := s.requests
	s.requests = 0
	return n
}

// Change replaces the first object of the folder whose name begins so, or removes it where the new bytes are
// nil, and returns its name.
func (s *Server) Change(begin string, change func([]byte) []byte) (string, error) {
	all := gofakes3.Prefix{HasPrefix: true, Prefix: prefix + begin}
	list, err := s.store.ListBucket(name, &all, gofakes3.ListBucketPage{})
	if err != nil {
		return "", err
	}
	if len(list.Contents) == 0 {
		return "", fmt.Errorf("no object begins with %s", begin)
	}
	key := list.Contents[0].Key
	o, err := s.store.GetObject(name, key, nil)
	if err != nil {
		return "", err
	}
	data, err := io.ReadAll(o.Contents)
	if err != nil {
		return "", err
	}
	if data = change(data); data == nil {
		_, err = s.store.DeleteObject(name, key)
	} else {
		_, err = s.store.PutObject(name, key, map[string]string{}, bytes.NewReader(data), int64(len(data)), nil)
	}
	return strings.TrimPrefix(key, prefix), err
}

// S3 serves an empty bucket until the test ends and returns its address. Env must be set to use it.
func S3(t testing.TB) string {
	t.Helper()
	return Serve(t).Address()
}

// Serve serves an empty bucket until the test ends. It sets no variables.
func Serve(t testing.TB) *Server {
	t.Helper()
	s, err := NewServer()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}

// Addresses are those of an empty folder and of an empty bucket of S3, by kind. It sets Env for the test.
func Addresses(t *testing.T) map[string]string {
	t.Helper()
	for name, value := range Env() {
		t.Setenv(name, value)
	}
	return map[string]string{"file": "file://" + t.TempDir(), "s3": S3(t)}
}
