package lake_test

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"rung/internal/job"
	"rung/internal/lake"
)

// adverts makes listings of about 6 KB with eight mentions from a number of sources over months.
func adverts(n, sources, months int) []*job.Listing {
	rnd := rand.New(rand.NewPCG(1, 2))
	words := make([]string, 4000)
	for i := range words {
		words[i] = strconv.FormatUint(uint64(rnd.Uint32N(1<<uint(8+i%16))), 16)
	}
	all := make([]*job.Listing, n)
	for i := range all {
		l := listing(strconv.Itoa(i))
		l.Source = fmt.Sprint("source-", i*sources/n)
		l.SeenAt = noon.AddDate(0, i%months, 0)
		var text strings.Builder
		for text.Len() < 6000 {
			text.WriteString(words[int(float64(len(words))*rnd.Float64()*rnd.Float64())])
			text.WriteByte(' ')
		}
		l.Text = text.String()
		for k := range 6 {
			m := l.Read.Mentions[0]
			m.Skill = fmt.Sprint("skill-", rnd.IntN(400), k)
			l.Read.Mentions = append(l.Read.Mentions, m)
		}
		l.Read.Signature = make([]uint32, 64)
		for k := range l.Read.Signature {
			l.Read.Signature[k] = rnd.Uint32()
		}
		all[i] = l
	}
	return all
}

func BenchmarkPutListing(b *testing.B) {
	for _, parts := range [][2]int{{5, 1}, {25, 12}} {
		b.Run(fmt.Sprintf("partitions=%d", parts[0]*parts[1]), func(b *testing.B) {
			all := adverts(20_000, parts[0], parts[1])
			var bytes int64
			for _, r := range all {
				bytes += int64(len(r.Text))
			}
			b.SetBytes(bytes)
			for b.Loop() {
				l := openWrite(b)
				s := l.Silver("bench")
				for _, r := range all {
					must(b, s.PutListing(r))
				}
				must(b, s.Commit(b.Context(), nil, ""))
			}
			b.ReportMetric(float64(len(all))*float64(b.N)/b.Elapsed().Seconds(), "listings/s")
		})
	}
}

func BenchmarkPages(b *testing.B) {
	l := openWrite(b)
	w := l.Bronze("bench", clock)
	var bytes int64
	for i, r := range adverts(2_500, 1, 1) {
		must(b, w.PutPage(b.Context(), page("board", i, r.Text)))
		bytes += int64(len(r.Text))
	}
	must(b, w.Flush(b.Context()))
	b.SetBytes(bytes)
	for b.Loop() {
		readAll(b, l, l.AllBronze())
	}
}

func BenchmarkOpenViews(b *testing.B) {
	l := openWrite(b)
	fill(b, l, adverts(2_000, 5, 1)...)
	for b.Loop() {
		r, err := lake.Open(l.Dir())
		must(b, err)
		_, err = r.DB(b.Context())
		must(b, err)
		must(b, r.Close())
	}
	b.ReportMetric(float64(len(l.Manifest().Files)), "files")
}

func BenchmarkOpenSession(b *testing.B) {
	l := openWrite(b)
	fill(b, l, adverts(2_000, 5, 1)...)
	for b.Loop() {
		s, err := l.Query(b.Context(), lake.Limits{})
		must(b, err)
		must(b, s.Close())
	}
}
