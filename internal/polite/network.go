package polite

import (
	"net"
	"net/http"
	"net/url"
	"syscall"
	"time"
)

// network returns a transport whose connections were checked by control when they were dialled. It
// leaves decompression, redirects and cookies to us, and uses no proxy: behind one the address that is
// really reached could not be checked.
func network(cfg Config, control func(network, address string, c syscall.RawConn) error) http.RoundTripper {
	dialer := &net.Dialer{Timeout: 15 * time.Second, KeepAlive: 30 * time.Second, Control: control}
	return &http.Transport{
		DialContext:            dialer.DialContext,
		DisableCompression:     true,
		ForceAttemptHTTP2:      true,
		MaxIdleConns:           64,
		MaxIdleConnsPerHost:    2,
		IdleConnTimeout:        90 * time.Second,
		TLSHandshakeTimeout:    15 * time.Second,
		MaxResponseHeaderBytes: 256 << 10,
		ResponseHeaderTimeout:  cfg.HeaderTimeout,
	}
}

// transport picks the way to an address. Connections into a private network live in a pool of their
// own, so that no client can reach through one that another was allowed to open.
func (c *Client) transport(u *url.URL) (http.RoundTripper, error) {
	if c.standsIn(u) {
		return c.inside, nil
	}
	if privateName(u.Hostname()) {
		return nil, ErrPrivateAddress
	}
	return c.public, nil
}

// standsIn reports whether an address belongs to the private base that the user set.
func (c *Client) standsIn(u *url.URL) bool {
	return c.base != nil && u.Scheme == c.base.Scheme && u.Host == c.base.Host
}

// root returns the scheme, host and path that play the part of a site's root for u.
func (c *Client) root(u *url.URL) string {
	origin := u.Scheme + "://" + u.Host
	if c.standsIn(u) && below(u.EscapedPath(), c.base.EscapedPath()) {
		return origin + c.base.EscapedPath()
	}
	return origin
}

func below(path, root string) bool {
	return len(path) >= len(root) && path[:len(root)] == root && (len(path) == len(root) || path[len(root)] == '/')
}
