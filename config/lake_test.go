package config_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"rung/config"
)

// TestBucketPlaces wants an address kept as it is, and a folder of this machine for what is copied and written.
func TestBucketPlaces(t *testing.T) {
	const address = "s3://lake/a/b?region=eu&endpoint=http://minio:9000"
	env := []string{"XDG_CACHE_HOME=/cache", "XDG_DATA_HOME=/data"}
	for _, c := range []struct {
		name, file string
		env        []string
		flags      []config.Flag
		dir, out   string
	}{
		{"in a file", "lake: {dir: '" + address + "'}", nil, nil, "/cache/rung/lakes/s3-lake-a-b-*", "/data/rung/report"},
		{"bare in a file", "lake:\n  dir: " + address, nil, nil, "/cache/rung/lakes/s3-lake-a-b-*", "/data/rung/report"},
		{"in RUNG_LAKE", "", []string{"RUNG_LAKE=" + address}, nil, "/cache/rung/lakes/s3-lake-a-b-*", "/data/rung/report"},
		{"in --lake", "lake: {dir: other}", nil, []config.Flag{{Key: "lake.dir", Name: "lake", Value: address}}, "/cache/rung/lakes/s3-lake-a-b-*", "/data/rung/report"},
		{"with a mirror", "lake: {dir: '" + address + "', mirror: copy}\nreport: {out: r}", nil, nil, "FILE/copy", "FILE/r"},
		{"with a mirror from outside", "lake: {dir: '" + address + "'}", []string{"RUNG_LAKE_MIRROR=/copy"}, nil, "/copy", "/data/rung/report"},
	} {
		got, err := load(t, c.file, append(c.env, env...), c.flags...)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		dir, out := strings.Replace(c.dir, "FILE", filepath.Dir(got.File), 1), strings.Replace(c.out, "FILE", filepath.Dir(got.File), 1)
		if ok, _ := filepath.Match(dir, got.Lake.Dir); !ok || got.Report.Out != out {
			t.Errorf("%s: folder %q and report %q, want %q and %q", c.name, got.Lake.Dir, got.Report.Out, dir, out)
		}
		if want := "s3://lake/a/b?endpoint=http://minio:9000&region=eu"; got.Lake.Name() != want || got.Lake.Text() != address {
			t.Errorf("%s: name %q and text %q, want %q and %q", c.name, got.Lake.Name(), got.Lake.Text(), want, address)
		}
	}
}

// TestFolderLake keeps what is said of mirrors away from a lake in a folder.
func TestFolderLake(t *testing.T) {
	c, err := load(t, "lake: {dir: /srv/lake, mirror: /srv/copy, offline: true}", nil)
	if err != nil || c.Lake.Dir != "/srv/lake" || c.Lake.Bucket.Given() || c.Lake.Name() != "/srv/lake" || c.Lake.Text() != "/srv/lake" {
		t.Errorf("the lake is %+v, %v", c, err)
	}
}

func TestWrongAddresses(t *testing.T) {
	for address, want := range map[string]string{
		"s3://key:hunter2@lake": "put it into the environment",
		"s3:/lake/hunter2":      "no bucket is named",
		"ftp://lake/hunter2":    "s3://BUCKET",
		"s3://":                 "no bucket is named",
		"file://lake/x":         "an absolute path",
	} {
		_, err := load(t, "", []string{"RUNG_LAKE=" + address})
		if err == nil || !strings.HasPrefix(err.Error(), "lake.dir: ") || !strings.HasSuffix(err.Error(), " ($RUNG_LAKE)") || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%s: error %v, want one that names the setting and its origin, says %q and hides the rest", address, err, want)
		}
	}
	_, err := load(t, "lake: {dir: 's3://lake', mirror: 's3://copy'}", nil)
	if err == nil || !strings.Contains(err.Error(), "lake.mirror: ") || !strings.HasSuffix(err.Error(), "config.yaml:1)") {
		t.Errorf("a mirror in a bucket: error %v, want one that names lake.mirror and its line", err)
	}
}

// TestSecretsOfAddresses prints none of what an address may hold.
func TestSecretsOfAddresses(t *testing.T) {
	c, err := load(t, "", []string{"RUNG_LAKE=azblob://lake?storage_account=acc&sig=hunter2"})
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(c.Settings(), func(s config.Setting) bool { return s.Key == "lake.dir" })
	if got, want := c.Settings()[i].Value, "azblob://lake?sig=********&storage_account=acc"; got != want {
		t.Errorf("lake.dir is shown as %q, want %q", got, want)
	}
}
