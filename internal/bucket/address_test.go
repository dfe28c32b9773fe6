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
		"file://hunter2/x", "file:///x?hunter2=1", "s3://%zz:hunter2@x", "://hunter2", "s3:hunter2", "gs:/hunter2",
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

func TestIs(t *testing.T) {
	for text, want := range map[string]bool{
		"s3://lake": true, "gs:/lake": true, "azblob:lake": true, "file:///x": true, "ftp://x": true,
		"": false, "lake": false, "/srv/lake": false, "./s3": false, "C:/lake": false, "a:b": false,
	} {
		if got := bucket.Is(text); got != want {
			t.Errorf("Is(%q) = %v, want %v", text, got, want)
		}
	}
}

// TestFolder wants one folder for an address however it is written, and another for every other address.
func TestFolder(t *testing.T) {
	folders := map[string]string{}
	for _, c := range []struct{ address, like string }{
		{"s3://lake", "s3-lake-"},
		{"s3://lake/a/b/?region=eu&endpoint=http://x", "s3-lake-a-b-"},
		{"s3://lake/a-b?region=eu", "s3-lake-a-b-"},
		{"s3://lake/a/b?region=us", "s3-lake-a-b-"},
		{"azblob://lake/" + strings.Repeat("é/", 200) + "x", "azblob-lake-C3-A9-"},
		{"file:///tmp/x y", "file-tmp-x-20y-"},
	} {
		a, err := bucket.Parse(c.address)
		if err != nil {
			t.Fatal(err)
		}
		got := a.Folder()
		if !strings.HasPrefix(got, c.like) || strings.ContainsAny(got, "/\\:?*") || len(got) > 100 {
			t.Errorf("Folder(%q) = %q, want a name like %q", c.address, got, c.like)
		}
		if other, ok := folders[got]; ok {
			t.Errorf("%q and %q share the folder %q", c.address, other, got)
		}
		folders[got] = c.address
	}
	a, _ := bucket.Parse("s3://lake/a/b/?region=eu&endpoint=http://x")
	b, _ := bucket.Parse("s3://lake/a/b?endpoint=http://x&region=eu")
	if a.Folder() != b.Folder() {
		t.Errorf("one address has two folders, %q and %q", a.Folder(), b.Folder())
	}
	if (bucket.Address{}).Given() || !a.Given() || !strings.Contains(a.Text(), "/b/?") {
		t.Errorf("Given and Text of %q are %v and %q", a.Name(), a.Given(), a.Text())
	}
}
