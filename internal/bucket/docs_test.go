package bucket_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"rung/internal/bucket"
	"rung/internal/bucket/buckettest"
)

// addressIn finds the addresses that a page shows, but for those with a placeholder in them.
var addressIn = regexp.MustCompile("(?:s3|gs|azblob|file)://[^\\s\"'`<>|)]+")

// TestAddressesOfDocs reads the addresses in docs/buckets.md as rung does, and has the cloud's library take the
// parameters of those for S3.
func TestAddressesOfDocs(t *testing.T) {
	buckettest.Addresses(t) // sets what opens a bucket
	credentials := filepath.Join(t.TempDir(), "config")
	if err := os.WriteFile(credentials, []byte("[profile work]\nregion = eu-central-1\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("AWS_CONFIG_FILE", credentials)
	page, err := os.ReadFile(filepath.Join("..", "..", "docs", "buckets.md"))
	if err != nil {
		t.Fatal(err)
	}
	kinds := map[string]int{}
	for _, address := range addressIn.FindAllString(string(page), -1) {
		address = strings.TrimRight(address, ".,;:")
		a, err := bucket.Parse(address)
		if err != nil {
			t.Errorf("%s: %v", address, err)
			continue
		}
		if strings.Contains(a.Name(), "********") {
			t.Errorf("%s: a parameter is not known: %s", address, a.Name())
		}
		scheme, _, _ := strings.Cut(address, ":")
		kinds[scheme]++
		if scheme != "s3" {
			continue
		}
		b, err := bucket.Open(t.Context(), a)
		if err != nil {
			t.Errorf("%s: %v", address, err)
			continue
		}
		_ = b.Close()
	}
	if kinds["s3"] < 3 || kinds["gs"] == 0 || kinds["azblob"] == 0 || kinds["file"] == 0 {
		t.Errorf("the page shows addresses %v, want some of each kind", kinds)
	}
}
