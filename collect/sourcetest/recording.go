package sourcetest

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"net/textproto"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/tools/txtar"
)

// exchange is one recorded answer.
type exchange struct {
	status int
	url    *url.URL
	header http.Header
	body   []byte
	// served is true once the answer was given.
	served bool
}

// Recording is the answers of a site.
type Recording struct {
	exchanges []*exchange
}

// Load reads a recording. Paths in it are below base.
func Load(file, base string) (*Recording, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("read recording: %w", err)
	}
	rec := &Recording{}
	for _, f := range txtar.Parse(data).Files {
		x, err := newExchange(f, base, filepath.Dir(file))
		if err != nil {
			return nil, fmt.Errorf("recording %s: section %q: %w", file, f.Name, err)
		}
		rec.exchanges = append(rec.exchanges, x)
	}
	if len(rec.exchanges) == 0 {
		return nil, fmt.Errorf("recording %s holds no exchange", file)
	}
	return rec, nil
}

func newExchange(f txtar.File, base, dir string) (*exchange, error) {
	code, address, ok := strings.Cut(f.Name, " ")
	status, err := strconv.Atoi(code)
	if !ok || err != nil {
		return nil, fmt.Errorf("want a status and an address")
	}
	if strings.HasPrefix(address, "/") {
		address = strings.TrimRight(base, "/") + address
	}
	u, err := url.Parse(address)
	if err != nil {
		return nil, err
	}
	in := bufio.NewReader(bytes.NewReader(f.Data))
	head, err := textproto.NewReader(in).ReadMIMEHeader()
	if err != nil && len(bytes.TrimSpace(f.Data)) > 0 {
		return nil, fmt.Errorf("header lines and an empty line must come before the body: %w", err)
	}
	x := &exchange{status: status, url: u, header: http.Header(head)}
	if x.header == nil {
		x.header = http.Header{}
	}
	var body bytes.Buffer
	if _, err := in.WriteTo(&body); err != nil {
		return nil, err
	}
	x.body = body.Bytes()
	return x, x.finish(dir)
}

// finish takes the body from a file and makes an ETag, as the header lines ask.
func (x *exchange) finish(dir string) error {
	if name := x.header.Get("Body"); name != "" {
		body, err := os.ReadFile(filepath.Join(dir, filepath.Base(name)))
		if err != nil {
			return err
		}
		x.body = body
	}
	if x.status == http.StatusOK && x.header.Get("ETag") == "" && x.header.Get("No-ETag") == "" {
		sum := sha256.Sum256(x.body)
		x.header.Set("ETag", strconv.Quote(hex.EncodeToString(sum[:8])))
	}
	if x.header.Get("Content-Type") == "" {
		x.header.Set("Content-Type", guessType(x.body))
	}
	x.header.Del("Body")
	x.header.Del("No-ETag")
	return nil
}

func guessType(body []byte) string {
	switch trimmed := bytes.TrimSpace(body); {
	case bytes.HasPrefix(trimmed, []byte("{")), bytes.HasPrefix(trimmed, []byte("[")):
		return "application/json"
	case bytes.HasPrefix(trimmed, []byte("<?xml")):
		return "application/xml"
	default:
		return http.DetectContentType(body)
	}
}

// find returns the next answer for an address, nil when there is none.
func (r *Recording) find(u *url.URL) *exchange {
	var found *exchange
	for _, x := range r.exchanges {
		if !x.matches(u) {
			continue
		}
		found = x
		if !x.served {
			break
		}
	}
	if found != nil {
		found.served = true
	}
	return found
}

func (x *exchange) matches(u *url.URL) bool {
	if x.url.Host != u.Host || x.url.EscapedPath() != u.EscapedPath() {
		return false
	}
	want, got := x.url.Query(), u.Query()
	if len(want) != len(got) {
		return false
	}
	for key, values := range want {
		if len(values) != len(got[key]) {
			return false
		}
		for i, v := range values {
			if v != "*" && v != got[key][i] {
				return false
			}
		}
	}
	return true
}
