// Package buckettest gives tests buckets to work with: a folder, and an S3 server in the same process.
package buckettest

import (
	"net/http/httptest"
	"testing"

	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"
)

// Env are the variables with which the S3 server takes requests, and with which nothing of this machine is
// asked for credentials.
func Env() map[string]string {
	return map[string]string{
		"AWS_ACCESS_KEY_ID": "key", "AWS_SECRET_ACCESS_KEY": "hunter2", "AWS_REGION": "eu-central-1",
		"AWS_EC2_METADATA_DISABLED": "true", "AWS_CONFIG_FILE": "/dev/null", "AWS_SHARED_CREDENTIALS_FILE": "/dev/null",
	}
}

// S3 serves an empty bucket until the test ends and returns its address. Env must be set to use it.
func S3(t testing.TB) string {
	t.Helper()
	store := s3mem.New()
	if err := store.CreateBucket("lake"); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(gofakes3.New(store).Server())
	t.Cleanup(server.Close)
	return "s3://lake/years/all?use_path_style=true&endpoint=" + server.URL
}

// Addresses are those of an empty folder and of an empty bucket of S3, by kind. It sets Env for the test.
func Addresses(t *testing.T) map[string]string {
	t.Helper()
	for name, value := range Env() {
		t.Setenv(name, value)
	}
	return map[string]string{"file": "file://" + t.TempDir(), "s3": S3(t)}
}
