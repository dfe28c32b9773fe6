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
	if _, ok := c.standIn(u); ok {
		return c.inside, nil
	}
	if privateName(u.Hostname()) {
		return nil, ErrPrivateAddress
	}
	return c.public, nil
}

// standIn returns the longest private base that an address belongs to. An address at the host and port
// of a base, but not below it, belongs to the bare host.
func (c *Client) standIn(u *url.URL) (root string, ok bool) {
	origin := u.Scheme + "://" + u.Host
	for _, base := range c.bases {
		if u.Scheme != base.Scheme || u.Host != base.Host {
			continue
		}
		root, ok = or(root, origin), true
		if path := base.EscapedPath(); below(u.EscapedPath(), path) && len(origin+path) > len(root) {
			root = origin + path
		}
	}
	return root, ok
}

// root returns the scheme, host and path that play the part of a site's root for u.
func (c *Client) root(u *url.URL) string {
	if root, ok := c.standIn(u); ok {
		return root
	}
	return u.Scheme + "://" + u.Host
}

func below(path, root string) bool {
	return len(path) >= len(root) && path[:len(root)] == root && (len(path) == len(root) || path[len(root)] == '/')
}
