package bucket_test

import (
	"strings"
	"testing"

	"rung/internal/bucket"
)

func TestName(t *testing.T) {
	for _, c := range []struct{ address, want string }{
		{"s3://lake", "s3://lake"},
		{"s3://lake/", "s3://lake"},
		{"s3://lake/a/b/?region=eu&endpoint=https://u:hunter2@minio:9000/?k=hunter2", "s3://lake/a/b?endpoint=https://minio:9000/&region=eu"},
		{"azblob://lake?sig=hunter2&storage_account=acc", "azblob://lake?sig=********&storage_account=acc"},
		{"gs://lake?access_id=hunter2", "gs://lake?access_id=********"},
		{"file:///tmp/x", "file:///tmp/x"},
	} {
		a, err := bucket.Parse(c.address)
		if err != nil {
			t.Errorf("Parse(%q) = %v", c.address, err)
			continue
		}
		if got := a.Name(); got != c.want {
			t.Errorf("Name(%q) = %q, want %q", c.address, got, c.want)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for _, address := range []string{
		"s3://key:hunter2@lake", "s3:///hunter2", "ftp://hunter2/x", "s3://lake/../hunter2", "s3://lake/a//hunter2",
		"file://hunter2/x", "file:///x?hunter2=1", "s3://%zz:hunter2@x", "://hunter2",
	} {
		a, err := bucket.Parse(address)
		if err == nil {
			t.Errorf("Parse(%q) = %q, want an error", address, a.Name())
			continue
		}
		if strings.Contains(err.Error(), "hunter2") && !strings.Contains(address, "lake/") {
			t.Errorf("Parse(%q) says %q", address, err)
		}
		if got := bucket.Hide(address); strings.Contains(got, "hunter2") {
			t.Errorf("Hide(%q) = %q", address, got)
		}
	}
}
