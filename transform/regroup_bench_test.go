package transform

import (
	"fmt"
	"math/rand"
	"slices"
	"strconv"
	"testing"

	"rung/internal/job"
	"rung/transform/dedupe"
)

// aMarket makes identities of the shape of the recorded adverts: two of three have a text, employers
// write from a template, one of six is shown twice.
func aMarket(n int) []job.Identity {
	r := rand.New(rand.NewSource(1))
	ids := make([]job.Identity, n)
	for i := range ids {
		if i > 0 && r.Intn(6) == 0 {
			ids[i] = ids[r.Intn(i)]
		} else {
			ids[i] = anAdvert(r, int(float64(n/5)*r.Float64()*r.Float64()), i)
		}
		ids[i].ListingKey, ids[i].VersionKey = r.Int63(), r.Int63()
		ids[i].FirstSeen = firstDay.AddDate(0, 0, r.Intn(3000))
		ids[i].LastSeen = ids[i].FirstSeen
	}
	return ids
}

func anAdvert(r *rand.Rand, employer, i int) job.Identity {
	id := job.Identity{
		Source: "board", ID: strconv.Itoa(i), URL: fmt.Sprintf("https://jobs.example.com/e%d/%d", employer, i+1000),
		EmployerKey: fmt.Sprintf("employer%d", employer), Title: fmt.Sprintf("Engineer team%d", r.Intn(30)),
		Place: fmt.Sprintf("city%d", r.Intn(40)), Countries: []string{"US"}, Versions: 1,
	}
	if r.Intn(3) == 0 {
		return id
	}
	id.Signature = make([]uint32, dedupe.Size)
	template := rand.New(rand.NewSource(int64(employer)))
	for k := range id.Signature {
		if id.Signature[k] = template.Uint32(); r.Intn(3) == 0 {
			id.Signature[k] = r.Uint32()
		}
	}
	return id
}

// hot makes one employer post the same advert again and again.
func hot(n int) []job.Identity {
	r := rand.New(rand.NewSource(1))
	ids := make([]job.Identity, n)
	one := anAdvert(r, 1, 1)
	for i := range ids {
		ids[i] = one
		ids[i].ListingKey, ids[i].URL = int64(i+1), ""
		ids[i].FirstSeen = firstDay.AddDate(0, 0, r.Intn(3000))
	}
	return ids
}

// BenchmarkRegroup groups 1 % of 140,000 listings again; the bar is 5 % of BenchmarkGroupAll. The last
// case is one new advert beside 50,000 of the same employer and title.
func BenchmarkRegroup(b *testing.B) {
	for _, c := range []struct {
		name    string
		ids     []job.Identity
		touched int
	}{
		{"1%", aMarket(140_000), 1400},
		{"hot", hot(50_000), 1},
	} {
		b.Run(c.name, func(b *testing.B) {
			idx := newMemory()
			var keys []int64
			for i := range c.ids {
				idx.put(c.ids[i])
				keys = append(keys, c.ids[i].ListingKey)
			}
			rand.New(rand.NewSource(2)).Shuffle(len(keys), func(i, j int) { keys[i], keys[j] = keys[j], keys[i] })
			touched := slices.Clone(keys[:c.touched])
			b.ReportAllocs()
			rows := 0
			for b.Loop() {
				idx.forgetAsked()
				rows = 0
				if err := Regroup(b.Context(), touched, idx, JobOptions{AsOf: firstDay}, func(more []job.JobRow) error {
					rows += len(more)
					return nil
				}); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(rows), "rows")
			b.ReportMetric(float64(len(idx.asked.ids)), "identities")
		})
	}
}

// BenchmarkGroupAll groups 140,000 listings.
func BenchmarkGroupAll(b *testing.B) {
	ids := aMarket(140_000)
	b.ReportAllocs()
	for b.Loop() {
		Jobs(ids, JobOptions{AsOf: firstDay})
	}
}
