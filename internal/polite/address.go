package polite

import (
	"fmt"
	"net/netip"
	"net/url"
	"strings"
	"syscall"
)

// closed are the networks that are never dialled from a public base: IANA's special-purpose registries
// for IPv4 and IPv6, without those that netip names itself.
var closed = prefixes(
	"0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15",
	"198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4",
	"::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "3fff::/20", "5f00::/16", "fec0::/10",
)

var (
	nat64   = netip.MustParsePrefix("64:ff9b::/96")
	sixTo4  = netip.MustParsePrefix("2002::/16")
	private = []string{".localhost", ".local", ".internal", ".lan", ".home.arpa", ".intranet", ".corp"}
)

func prefixes(list ...string) []netip.Prefix {
	out := make([]netip.Prefix, len(list))
	for i, p := range list {
		out[i] = netip.MustParsePrefix(p)
	}
	return out
}

// isPrivate reports whether an address lies outside the public internet. IPv4 inside IPv6 (mapped,
// NAT64, 6to4) is judged by the IPv4 address.
func isPrivate(a netip.Addr) bool {
	a = a.Unmap().WithZone("")
	if !a.IsValid() || a.IsLoopback() || a.IsPrivate() || a.IsLinkLocalUnicast() || a.IsMulticast() || a.IsUnspecified() {
		return true
	}
	b := a.As16()
	switch {
	case nat64.Contains(a):
		return isPrivate(netip.AddrFrom4([4]byte(b[12:16])))
	case sixTo4.Contains(a):
		return isPrivate(netip.AddrFrom4([4]byte(b[2:6])))
	}
	for _, p := range closed {
		if p.Contains(a) {
			return true
		}
	}
	return false
}

// IsPrivateHost reports whether the host of an address is meant to be inside a private network by its
// spelling alone: a private address, a name without dots, or a name under a private suffix. Numbers
// that some resolvers read as IPv4 (127.1, 0x7f.1, 2130706433) count as private.
func IsPrivateHost(address string) bool {
	u, err := url.Parse(address)
	return err == nil && u.Hostname() != "" && privateName(u.Hostname())
}

func privateName(host string) bool {
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	if a, err := netip.ParseAddr(host); err == nil {
		return isPrivate(a)
	}
	last := host[strings.LastIndexByte(host, '.')+1:]
	if last == host || endsInNumber(last) {
		return true
	}
	for _, suffix := range private {
		if strings.HasSuffix(host, suffix) {
			return true
		}
	}
	return false
}

// endsInNumber is the URL standard's test for a host that is read as an IPv4 address.
func endsInNumber(label string) bool {
	digits, hex := label, false
	if rest, ok := strings.CutPrefix(label, "0x"); ok {
		digits, hex = rest, true
	}
	for _, r := range digits {
		if (r < '0' || r > '9') && (!hex || r < 'a' || r > 'f') {
			return false
		}
	}
	return label != ""
}

// refusePrivate is a net.Dialer's Control: it sees the address that is really dialled, after any name
// was resolved, so neither a redirect nor a changing name gets round it.
func refusePrivate(_, address string, _ syscall.RawConn) error {
	at, err := netip.ParseAddrPort(address)
	if err != nil {
		return fmt.Errorf("%w: %s", ErrPrivateAddress, address)
	}
	if isPrivate(at.Addr()) {
		return fmt.Errorf("%w: %s", ErrPrivateAddress, at.Addr())
	}
	return nil
}
