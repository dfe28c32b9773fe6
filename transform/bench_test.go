package transform_test

import (
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"rung/internal/job"
	"rung/internal/shared"
)

// comments reads the posts of some real hiring threads.
func comments(b *testing.B, files int) []job.Listing {
	b.Helper()
	names, err := filepath.Glob(filepath.Join(shared.Dir(b, "corpus", "hackernews"), "20*.gz"))
	if err != nil || len(names) < files {
		b.Fatalf("%d threads, %v", len(names), err)
	}
	var list []job.Listing
	for _, name := range names[len(names)-files:] {
		err := shared.EachItem(name, func(c struct {
			ID, Time   int64
			Type, Text string
		},
		) {
			if c.Type == "comment" {
				list = append(list, job.Listing{
					Source: "hackernews", ID: strconv.FormatInt(c.ID, 10), Text: c.Text, Markup: job.HTML, PostedAt: time.Unix(c.Time, 0).UTC(),
				})
			}
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	return list
}

// BenchmarkRead reads real posts on every core, by all steps, and prints listings/s beside MB/s.
func BenchmarkRead(b *testing.B) {
	list, r := comments(b, 12), reader(b)
	bytes := 0
	for i := range list {
		bytes += len(list[i].Text)
	}
	b.SetBytes(int64(bytes / len(list)))
	b.RunParallel(func(pb *testing.PB) {
		for i := 0; pb.Next(); i++ {
			l := list[i%len(list)]
			if err := r.Read(&l); err != nil {
				b.Errorf("%s: %v", l.ID, err)
				return
			}
		}
	})
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "listings/s")
}
