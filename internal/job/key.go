package job

import (
	"crypto/sha256"
	"encoding/binary"
)

// ListingKey is a stable number for a listing: the first 63 bits of a SHA-256 over source and id.
func ListingKey(source, id string) int64 { return key(source, id) }

// VersionKey is a stable number for one version of a listing.
func VersionKey(source, id, contentHash string) int64 { return key(source, id, contentHash) }

func key(parts ...string) int64 {
	h := sha256.New()
	for _, p := range parts {
		var n [8]byte
		binary.BigEndian.PutUint64(n[:], uint64(len(p)))
		h.Write(n[:])
		h.Write([]byte(p))
	}
	return int64(binary.BigEndian.Uint64(h.Sum(nil)[:8]) >> 1)
}
