package polite

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

func TestIsPrivate(t *testing.T) {
	for addr, want := range map[string]bool{
		"127.0.0.1": true, "127.255.255.254": true, "10.1.2.3": true, "172.16.0.1": true, "172.31.255.255": true,
		"192.168.1.1": true, "169.254.169.254": true, "100.64.0.1": true, "100.127.255.255": true, "0.0.0.0": true,
		"0.1.2.3": true, "224.0.0.1": true, "239.255.255.250": true, "255.255.255.255": true, "240.0.0.1": true,
		"198.18.0.1": true, "192.0.2.1": true, "203.0.113.9": true, "192.0.0.192": true,
		"::1": true, "::": true, "fe80::1": true, "fe80::1%eth0": true, "fc00::1": true, "fd12:3456::1": true,
		"ff02::1": true, "fec0::1": true, "2001:db8::1": true, "2001::1": true, "100::1": true,
		"::ffff:127.0.0.1": true, "::ffff:10.0.0.1": true, "::ffff:169.254.169.254": true, "::127.0.0.1": true,
		"64:ff9b::7f00:1": true, "64:ff9b::a9fe:a9fe": true, "64:ff9b:1::1": true, "2002:7f00:1::": true, "2002:a00:1::1": true,

		"1.1.1.1": false, "8.8.8.8": false, "172.32.0.1": false, "100.128.0.1": false, "192.169.0.1": false, "11.0.0.1": false,
		"2606:4700::1111": false, "2a00:1450:4001::1": false, "::ffff:8.8.8.8": false, "64:ff9b::808:808": false, "2002:808:808::1": false,
	} {
		if got := isPrivate(netip.MustParseAddr(addr)); got != want {
			t.Errorf("isPrivate(%s) = %v, want %v", addr, got, want)
		}
	}
	if !isPrivate(netip.Addr{}) {
		t.Error("no address at all is dialled")
	}
}

func TestIsPrivateHost(t *testing.T) {
	for address, want := range map[string]bool{
		"http://127.0.0.1:8077/hn.algolia.com": true, "http://localhost": true, "http://LOCALHOST.": true, "http://a.localhost": true,
		"http://[::1]:80": true, "http://[::ffff:127.0.0.1]": true, "http://[fe80::1%25eth0]/": true,
		"http://127.1": true, "http://2130706433": true, "http://0x7f000001": true, "http://0x7f.1": true, "http://0177.0.0.1": true, "http://1.2.3.4.5": true,
		"http://replay:8077": true, "http://nas.local": true, "http://metadata.google.internal": true, "http://router.lan": true, "http://10.0.0.8/x": true,
		"https://example.com": false, "https://1.1.1.1": false, "https://jobs.example.co.uk.": false, "https://4chan.org": false, "https://x.0xdead.io": false,
		"": false, "://": false, "relative": false,
	} {
		if got := IsPrivateHost(address); got != want {
			t.Errorf("IsPrivateHost(%q) = %v, want %v", address, got, want)
		}
	}
}

// TestPrivateAddressesAreNotDialled runs a server on this machine that must never hear of us.
func TestPrivateAddressesAreNotDialled(t *testing.T) {
	var heard atomic.Int64
	srv := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { heard.Add(1) }))
	defer srv.Close()
	port := srv.URL[strings.LastIndexByte(srv.URL, ':'):]
	c := New(Config{Now: time.Now, Rate: 1000})
	for _, host := range []string{"127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "0", "0.0.0.0", "LocalHost.", "[::]"} {
		if _, err := c.Do(t.Context(), Request{URL: "http://" + host + port}); !errors.Is(err, ErrPrivateAddress) {
			t.Errorf("%s: error %v, want %v", host, err, ErrPrivateAddress)
		}
	}
	// A name is judged by what it resolves to at the moment of dialling: the transport is asked
	// directly, as if the name had looked public.
	u, _ := url.Parse("http://localhost" + port)
	resp, err := c.public.RoundTrip(&http.Request{Method: http.MethodGet, URL: u, Header: http.Header{}})
	if err == nil {
		resp.Body.Close()
	}
	if !errors.Is(err, ErrPrivateAddress) {
		t.Errorf("a name that resolves to this machine: error %v, want %v", err, ErrPrivateAddress)
	}
	if heard.Load() > 0 {
		t.Errorf("the server heard %d requests", heard.Load())
	}
}

// TestStandInIsOneDoor lets a base on this machine redirect to another port of it.
func TestStandInIsOneDoor(t *testing.T) {
	var heard atomic.Int64
	inner := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { heard.Add(1) }))
	defer inner.Close()
	outer := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/out" {
			http.Redirect(w, r, inner.URL, http.StatusFound)
			return
		}
		if r.URL.Path == "/in" {
			http.Redirect(w, r, "/page", http.StatusFound)
		}
	}))
	defer outer.Close()
	c := live(t, outer.URL)
	if _, err := c.Do(t.Context(), Request{URL: outer.URL + "/in"}); err != nil {
		t.Errorf("a redirect within the base: %v", err)
	}
	if _, err := c.Do(t.Context(), Request{URL: outer.URL + "/out"}); !errors.Is(err, ErrPrivateAddress) || heard.Load() > 0 {
		t.Errorf("a redirect to another port: error %v, heard %d", err, heard.Load())
	}
	// The pool of open connections must not lend the door to others.
	if _, err := c.For(Site{Base: "https://example.com"}).Do(t.Context(), Request{URL: outer.URL + "/page"}); !errors.Is(err, ErrPrivateAddress) {
		t.Errorf("another source used the door: %v", err)
	}
	further := New(Config{Now: time.Now, Rate: 1000, PrivateBases: []string{"https://example.org", outer.URL + "/x"}})
	if _, err := further.For(Site{Base: "https://example.com"}).Do(t.Context(), Request{URL: outer.URL + "/page"}); err != nil {
		t.Errorf("a further base of the user's: %v", err)
	}
}

func TestRoots(t *testing.T) {
	c := New(Config{Now: time.Now, PrivateBases: []string{"http://localhost:1/b", "http://localhost:1/b/c/", "https://public.example/x"}}).For(Site{Base: "http://localhost:1/a"})
	for address, want := range map[string]string{
		"http://localhost:1/a":         "http://localhost:1/a",
		"http://localhost:1/a/jobs?x":  "http://localhost:1/a",
		"http://localhost:1/ab":        "http://localhost:1",
		"http://localhost:1/b/jobs":    "http://localhost:1/b",
		"http://localhost:1/b/c/jobs":  "http://localhost:1/b/c",
		"http://localhost:2/a/jobs":    "http://localhost:2",
		"https://localhost:1/a/jobs":   "https://localhost:1",
		"https://public.example/x/1":   "https://public.example",
		"https://other.example:8443/a": "https://other.example:8443",
	} {
		u, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		if got := c.root(u); got != want {
			t.Errorf("root(%s) = %s, want %s", address, got, want)
		}
	}
}
