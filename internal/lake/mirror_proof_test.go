package lake_test

import (
	"strings"
	"testing"

	"rung/internal/bucket/buckettest"
	"rung/internal/lake"
)

// TestSearchSeesTheBucket plants what a purge must not leave.
func TestSearchSeesTheBucket(t *testing.T) {
	for kind, address := range buckettest.Addresses(t) {
		t.Run(kind, func(t *testing.T) {
			r := remote(t, address)
			l := writing(t, machine(t, r))
			collectShown(t, l, sample()...)
			f := lake.Forget{Before: day(5)}
			done, err := l.Purge(t.Context(), "purge", f)
			must(t, err)
			for _, name := range []string{"silver/listing_versions/left.parquet", "bronze/left.parquet", "snapshots/left.json", "manifests/000000000001.json"} {
				must(t, r.Put(t.Context(), name, strings.NewReader("left"), 4, false))
				_, _, traces, err := l.Search(t.Context(), f, done)
				if err != nil || len(traces) != 1 || traces[0].Path != name+" in s3://lake" {
					t.Errorf("Search = %v, %v; want %s found", traces, err, name)
				}
				must(t, r.Delete(t.Context(), name))
			}
		})
	}
}
