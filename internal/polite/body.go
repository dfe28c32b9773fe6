package polite

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

var (
	errEncoding = errors.New("content encoding not asked for")
	errHeaders  = errors.New("no answer in time")
	errIdle     = errors.New("the answer stopped coming")
	errSlow     = errors.New("the answer took too long")
)

const (
	// smallBody is the size under which a high compression ratio is no attack.
	smallBody = 1 << 20
	// maxErrorBody bounds what is read of an answer that is no page.
	maxErrorBody = 64 << 10
	// maxWindow is the largest zstd window a web client must support (RFC 8878, RFC 9659).
	maxWindow = 8 << 20
)

// answer is one answer of a host, read to its end.
type answer struct {
	status  int
	header  http.Header
	body    []byte
	retryAt time.Time
}

// exchange sends a request and reads the answer within the time limits.
func (c *Client) exchange(ctx context.Context, rt http.RoundTripper, req *Request, u *url.URL, header http.Header) (*answer, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	whole := time.AfterFunc(or(req.Timeout, c.cfg.Timeout), func() { cancel(errSlow) })
	defer whole.Stop()
	headers := time.AfterFunc(c.cfg.HeaderTimeout, func() { cancel(errHeaders) })
	defer headers.Stop()

	var body io.Reader
	if req.body != nil {
		body = bytes.NewReader(req.body)
	}
	hr, err := http.NewRequestWithContext(ctx, req.method(), u.String(), body)
	if err != nil {
		return nil, err
	}
	hr.Header = header.Clone()
	hr.Header.Set("Accept-Encoding", "gzip, zstd")
	resp, err := rt.RoundTrip(hr)
	if err != nil {
		return nil, because(ctx, err)
	}
	defer resp.Body.Close()
	headers.Stop()
	idle := time.AfterFunc(c.cfg.IdleTimeout, func() { cancel(errIdle) })
	defer idle.Stop()
	resp.Body = struct {
		io.Reader
		io.Closer
	}{touch{resp.Body, func() { idle.Reset(c.cfg.IdleTimeout) }}, resp.Body}

	a := &answer{status: resp.StatusCode, header: resp.Header}
	lim := limits{max: or(req.MaxBytes, c.cfg.MaxBody), ratio: c.cfg.MaxRatio, cut: req.cut}
	if a.status/100 != 2 {
		lim.max, lim.cut = maxErrorBody, true
	}
	a.body, err = lim.read(resp)
	if err != nil && a.status/100 == 2 {
		return nil, because(ctx, err)
	}
	return a, nil
}

// because names the limit that ended an exchange instead of "context canceled".
func because(ctx context.Context, err error) error {
	if cause := context.Cause(ctx); cause != nil {
		return cause
	}
	return err
}

// touch reports that bytes came.
type touch struct {
	io.Reader
	came func()
}

func (t touch) Read(p []byte) (int, error) {
	n, err := t.Reader.Read(p)
	if n > 0 {
		t.came()
	}
	return n, err
}

// limits bound what a body may grow to.
type limits struct {
	max   int64
	ratio int64
	// cut ends an oversized body instead of refusing it.
	cut bool
}

// read returns the decoded body. A body that is shorter than announced is io.ErrUnexpectedEOF.
func (l limits) read(resp *http.Response) ([]byte, error) {
	if resp.ContentLength > l.max && !l.cut {
		return nil, fmt.Errorf("%d bytes announced, %d allowed: %w", resp.ContentLength, l.max, ErrTooLarge)
	}
	wire := &counter{r: resp.Body}
	decoded, closer, err := decode(wire, resp.Header)
	if err != nil {
		return nil, err
	}
	defer closer()
	var buf bytes.Buffer
	if n := resp.ContentLength; n > 0 {
		buf.Grow(int(min(n, l.max)) + bytes.MinRead)
	}
	for chunk := int64(64 << 10); ; {
		n, err := io.CopyN(&buf, decoded, chunk)
		size := int64(buf.Len())
		switch {
		case size > l.max && l.cut:
			return buf.Bytes()[:l.max], nil
		case size > l.max:
			return nil, fmt.Errorf("over %d bytes: %w", l.max, ErrTooLarge)
		case size > smallBody && size > l.ratio*wire.n:
			return nil, fmt.Errorf("%d bytes unpack to over %d: %w", wire.n, size, ErrTooLarge)
		case errors.Is(err, io.EOF) && n < chunk:
			return buf.Bytes(), complete(resp, wire.n)
		case err != nil:
			return nil, err
		}
	}
}

// complete checks the length that was announced. net/http does so too; other transports may not.
func complete(resp *http.Response, got int64) error {
	if resp.ContentLength > got {
		return fmt.Errorf("%d of %d bytes came: %w", got, resp.ContentLength, io.ErrUnexpectedEOF)
	}
	return nil
}

// counter counts the bytes that came over the wire.
type counter struct {
	r io.Reader
	n int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

// decode undoes the content encoding, of which only what was asked for is accepted.
func decode(wire io.Reader, h http.Header) (io.Reader, func(), error) {
	none := func() {}
	switch coding := strings.ToLower(strings.TrimSpace(strings.Join(h.Values("Content-Encoding"), ","))); coding {
	case "", "identity":
		return wire, none, nil
	case "gzip", "x-gzip", "zstd":
		in := bufio.NewReader(wire)
		if _, err := in.Peek(1); errors.Is(err, io.EOF) {
			return in, none, nil
		}
		return unpack(coding, in)
	default:
		return nil, nil, fmt.Errorf("%w: %.40q", errEncoding, coding)
	}
}

func unpack(coding string, in io.Reader) (io.Reader, func(), error) {
	if coding == "zstd" {
		z, err := zstd.NewReader(in, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(maxWindow))
		if err != nil {
			return nil, nil, fmt.Errorf("unpack: %w", err)
		}
		return z, z.Close, nil
	}
	g, err := gzip.NewReader(in)
	if err != nil {
		return nil, nil, fmt.Errorf("unpack: %w", err)
	}
	return g, func() { _ = g.Close() }, nil
}
