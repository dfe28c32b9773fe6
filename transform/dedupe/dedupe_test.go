package dedupe_test

import (
	"fmt"
	"math/rand"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"rung/internal/job"
	"rung/transform/dedupe"
)

var day0 = time.Date(2024, 3, 1, 0, 0, 0, 0, time.UTC)

func day(n int) time.Time { return day0.AddDate(0, 0, n) }

// text returns n words that depend on seed; the first share of them is the same for all seeds.
func text(seed int64, n int, share float64) []uint32 {
	common, own := rand.New(rand.NewSource(1)), rand.New(rand.NewSource(seed))
	words := make([]string, n)
	for i := range words {
		r := own
		if float64(i) < share*float64(n) {
			r = common
		}
		words[i] = fmt.Sprintf("w%d", r.Intn(5000))
	}
	return dedupe.Signature(strings.Join(words, " "))
}

// TestLadder holds one rule a case: two listings, and whether and why they are one job.
func TestLadder(t *testing.T) {
	base := dedupe.Item{
		Source: "a", Employer: "acme", Title: "Java Developer", Place: "de berlin", Countries: []string{"DE"},
		Signature: text(7, 200, 0), Start: day(0), End: day(20),
	}
	for _, c := range []struct {
		name   string
		change func(a, b *dedupe.Item)
		want   string
	}{
		{"copies", func(a, b *dedupe.Item) {}, "key"},
		{"same address to apply", func(a, b *dedupe.Item) {
			a.ApplyURL, b.ApplyURL = "https://jobs.example.com/acme/1234?utm_source=x", "http://www.jobs.example.com/acme/1234/#top"
			b.Signature, b.Place = nil, ""
		}, "url"},
		{"same page of careers", func(a, b *dedupe.Item) {
			a.ApplyURL, b.ApplyURL = "https://example.com/careers", "https://example.com/careers"
			b.Title = "Cook"
		}, "alone"},
		{"no body", func(a, b *dedupe.Item) { b.Signature = nil }, "key_no_body"},
		{"another body", func(a, b *dedupe.Item) { b.Signature = text(8, 200, 0) }, "alone"},
		{"another city, same text", func(a, b *dedupe.Item) { b.Place = "de munich" }, "text"},
		{"another city, half the text", func(a, b *dedupe.Item) { b.Place, b.Signature = "de munich", text(9, 200, 0.6) }, "alone"},
		{"another country", func(a, b *dedupe.Item) { b.Place, b.Countries = "fr paris", []string{"FR"} }, "alone"},
		{"a country and its scope", func(a, b *dedupe.Item) { b.Place, b.Countries = "eu", []string{"EU"} }, "text"},
		{"senior and not", func(a, b *dedupe.Item) { b.Title = "Senior Java Developer" }, "alone"},
		{"rungs of the text", func(a, b *dedupe.Item) { a.Level, b.Level = job.Junior, job.Senior }, "alone"},
		{"numbers", func(a, b *dedupe.Item) { a.Title, b.Title = "Engineer I", "Engineer II" }, "alone"},
		{"stack", func(a, b *dedupe.Item) { b.Title = "JavaScript Developer" }, "alone"},
		{"words of the title in another order", func(a, b *dedupe.Item) { b.Title = "Developer, Java (m/f/d) - Remote" }, "key"},
		{"another employer", func(a, b *dedupe.Item) { b.Employer = "agency" }, "alone"},
		{"another employer, same address", func(a, b *dedupe.Item) {
			b.Employer = "agency"
			a.URL, b.URL = "https://jobs.example.com/acme/1234", "https://jobs.example.com/acme/1234"
		}, "alone"},
		{"40 days later", func(a, b *dedupe.Item) { b.Start, b.End = day(60), day(80) }, "key"},
		{"50 days later", func(a, b *dedupe.Item) { b.Start, b.End = day(70), day(80) }, "alone"},
		{"comments without a title", func(a, b *dedupe.Item) { a.Title, b.Title, b.Place = "", "", "" }, "text"},
		{"short comments without a title", func(a, b *dedupe.Item) {
			a.Title, b.Title, a.Signature, b.Signature = "", "", nil, nil
		}, "alone"},
		{"marketplace, same text", func(a, b *dedupe.Item) { a.Employer, b.Employer = "", "" }, "key"},
		{"marketplace, two sources", func(a, b *dedupe.Item) { a.Employer, b.Employer, b.Source = "", "", "b" }, "alone"},
		{"marketplace, short title alone", func(a, b *dedupe.Item) {
			a.Employer, b.Employer, a.Signature, b.Signature = "", "", nil, nil
		}, "alone"},
	} {
		a, b := base, base
		a.Key, b.Key, b.Start = 1, 2, day(1)
		c.change(&a, &b)
		got := dedupe.Group([]dedupe.Item{b, a}, dedupe.Options{})
		if got[0].Reason != c.want || (got[0].JobKey == got[1].JobKey) != (c.want != "alone") || got[1].JobKey != 1 {
			t.Errorf("%s: got %+v, want reason %q", c.name, got, c.want)
		}
	}
}

func TestAcrossCountries(t *testing.T) {
	a := dedupe.Item{Key: 1, Employer: "acme", Title: "Engineer", Place: "us", Countries: []string{"US"}, Signature: text(7, 200, 0), Start: day(0)}
	b := a
	b.Key, b.Place, b.Countries = 2, "ca", []string{"CA"}
	if got := dedupe.Group([]dedupe.Item{a, b}, dedupe.Options{AcrossCountries: true}); got[1].JobKey != 1 || got[1].Reason != dedupe.ByText {
		t.Errorf("Group across countries = %+v, want one job by text", got)
	}
}

// TestClusterAgrees: a listing that names no rung must not tie two rungs together.
func TestClusterAgrees(t *testing.T) {
	sig := text(7, 200, 0)
	item := func(key int64, level job.Seniority) dedupe.Item {
		return dedupe.Item{Key: key, Employer: "acme", Title: "Engineer", Place: "us", Level: level, Signature: sig, Start: day(int(key))}
	}
	got := dedupe.Group([]dedupe.Item{item(1, job.Senior), item(2, ""), item(3, job.Junior)}, dedupe.Options{})
	if got[0].JobKey == got[2].JobKey {
		t.Errorf("senior and junior became one job: %+v", got)
	}
}

func TestRepostsAndTwins(t *testing.T) {
	item := func(key int64, employer string, start int) dedupe.Item {
		return dedupe.Item{Key: key, Employer: employer, Title: "Engineer", Place: "us", Signature: text(7, 200, 0), Start: day(start), End: day(start + 10)}
	}
	got := dedupe.Group([]dedupe.Item{item(1, "acme", 0), item(2, "acme", 20), item(3, "acme", 100), item(4, "acme", 300), item(5, "agency", 301)}, dedupe.Options{})
	want := []dedupe.Result{
		{Key: 1, JobKey: 1, Representative: true, Reason: "key"},
		{Key: 2, JobKey: 1, Reason: "key"},
		{Key: 3, JobKey: 3, Representative: true, Reason: "alone", Reposts: 1},
		{Key: 4, JobKey: 4, Representative: true, Reason: "alone", Reposts: 2},
		{Key: 5, JobKey: 5, Representative: true, Reason: "alone", TwinOf: 1},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Group (-want +got):\n%s", diff)
	}
}

func TestSignature(t *testing.T) {
	words := strings.Fields(strings.Repeat("we build tools for people who grow food and sell it on markets near you ", 20))
	for i := range words {
		words[i] += strconv.Itoa(i % 97)
	}
	long := strings.Join(words, " ")
	if dedupe.Signature(strings.Join(words[:39], " ")) != nil {
		t.Error("39 words have a signature")
	}
	a := dedupe.Signature(strings.Join(words[:40], " "))
	if len(a) != dedupe.Size {
		t.Fatalf("40 words have a signature of %d values", len(a))
	}
	if !slices.Equal(dedupe.Signature(long), dedupe.Signature(strings.ToUpper(long)+" !")) {
		t.Error("case and signs change the signature")
	}
	if dedupe.Jaccard(nil, a) != 0 || dedupe.Jaccard(a, a) != 1 {
		t.Errorf("Jaccard(nil, a) = %v, Jaccard(a, a) = %v", dedupe.Jaccard(nil, a), dedupe.Jaccard(a, a))
	}
}

// TestJaccardEstimate compares estimates with the true share, within four standard errors on average.
func TestJaccardEstimate(t *testing.T) {
	for _, share := range []float64{0.2, 0.5, 0.8, 0.95} {
		sum, n := 0.0, 200
		for i := range n {
			sum += dedupe.Jaccard(text(int64(10+2*i), 400, share), text(int64(11+2*i), 400, share))
		}
		common := share*400 - 3
		want := common / (2*397 - common)
		if got := sum / float64(n); got < want-0.02 || got > want+0.02 {
			t.Errorf("mean estimate at %.2f of the words in common is %.3f, want %.3f", share, got, want)
		}
	}
}

// draw makes items whose fields collide often.
func draw(t *rapid.T) []dedupe.Item {
	n := rapid.IntRange(0, 24).Draw(t, "n")
	items := make([]dedupe.Item, n)
	pick := func(name string, of ...string) string { return rapid.SampledFrom(of).Draw(t, name) }
	for i := range items {
		start := rapid.IntRange(0, 200).Draw(t, "start")
		items[i] = dedupe.Item{
			Key: int64(i*7919%1009 + 1), Source: pick("source", "a", "b"), Employer: pick("employer", "", "acme", "agency"),
			Title: pick("title", "", "Java Developer", "Senior Java Developer", "Engineer II", "Engineer"), Place: pick("place", "", "us", "fr paris"),
			Level: job.Seniority(pick("level", "", "", "senior", "junior")), URL: pick("url", "", "https://x.example/jobs/1234", "https://x.example/jobs/5678"),
			Start: day(start), End: day(start + rapid.IntRange(0, 40).Draw(t, "life")), Weight: rapid.IntRange(0, 1).Draw(t, "weight"),
		}
		if c := pick("country", "", "US", "FR", "EU"); c != "" {
			items[i].Countries = []string{c}
		}
		if s := rapid.IntRange(0, 3).Draw(t, "text"); s > 0 {
			items[i].Signature = text(int64(s), 120, 0.4)
		}
	}
	return items
}

func TestGroupProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		items := draw(t)
		got := dedupe.Group(items, dedupe.Options{})
		byKey := map[int64]dedupe.Result{}
		for _, r := range got {
			byKey[r.Key] = r
		}
		order := rapid.Permutation(items).Draw(t, "order")
		for i, r := range dedupe.Group(order, dedupe.Options{}) {
			if diff := cmp.Diff(byKey[order[i].Key], r); diff != "" {
				t.Fatalf("the order of the items changes a result:\n%s", diff)
			}
		}
		checkJobs(t, items, got)
	})
}

// checkJobs checks what holds for every grouping.
func checkJobs(t *rapid.T, items []dedupe.Item, got []dedupe.Result) {
	reps, members := map[int64]int{}, map[int64][]int{}
	for i, r := range got {
		members[r.JobKey] = append(members[r.JobKey], i)
		if r.Representative {
			reps[r.JobKey]++
		}
	}
	for key, m := range members {
		if reps[key] != 1 {
			t.Fatalf("job %d has %d representatives", key, reps[key])
		}
		for _, i := range m {
			if (got[i].Reason == dedupe.Alone) != (len(m) == 1) {
				t.Fatalf("job %d of %d listings has reason %q", key, len(m), got[i].Reason)
			}
			for _, j := range m {
				a, b := items[i], items[j]
				if a.Employer != b.Employer && a.Employer != "" && b.Employer != "" || a.Level != b.Level && a.Level != "" && b.Level != "" ||
					!dedupe.SameCountry(a.Countries, b.Countries) {
					t.Fatalf("job %d holds %+v and %+v", key, a, b)
				}
			}
		}
	}
}

// TestGroupTwice: grouping one job's listings by themselves gives that job again.
func TestGroupTwice(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		items := draw(t)
		jobs := map[int64][]dedupe.Item{}
		for i, r := range dedupe.Group(items, dedupe.Options{}) {
			jobs[r.JobKey] = append(jobs[r.JobKey], items[i])
		}
		for key, members := range jobs {
			for _, r := range dedupe.Group(members, dedupe.Options{}) {
				if r.JobKey != key {
					t.Fatalf("the listings of job %d by themselves give job %d", key, r.JobKey)
				}
			}
		}
	})
}

func FuzzSignature(f *testing.F) {
	f.Add("one two three four five six", "\xff\xfe 東京 C++ .net")
	f.Add(strings.Repeat("a b c d e ", 20), strings.Repeat("a b c d f ", 20))
	f.Fuzz(func(t *testing.T, a, b string) {
		x, y := dedupe.Signature(a), dedupe.Signature(b)
		if j := dedupe.Jaccard(x, y); j < 0 || j > 1 || j != dedupe.Jaccard(y, x) {
			t.Errorf("Jaccard of %q and %q is %v", a, b, j)
		}
		dedupe.Group([]dedupe.Item{{Key: 1, URL: a, Title: b, Signature: x}, {Key: 2, URL: b, Title: a, Signature: y}}, dedupe.Options{})
	})
}

// market makes n listings: 20,000 employers, some of which post a lot from one template, a fifth copies.
func market(n int) []dedupe.Item {
	r := rand.New(rand.NewSource(1))
	levels := []job.Seniority{"", job.Junior, job.Senior, job.Lead}
	items := make([]dedupe.Item, n)
	for i := range items {
		if i > 0 && r.Intn(5) == 0 {
			items[i] = items[r.Intn(i)]
			items[i].Key, items[i].Source = int64(i+1), "copy"
			items[i].Start = items[i].Start.AddDate(0, 0, r.Intn(60))
			continue
		}
		e := int(float64(20000) * r.Float64() * r.Float64())
		sig := make([]uint32, dedupe.Size)
		template := rand.New(rand.NewSource(int64(e)))
		for k := range sig {
			if sig[k] = template.Uint32(); r.Intn(3) == 0 {
				sig[k] = r.Uint32()
			}
		}
		items[i] = dedupe.Item{
			Key: int64(i + 1), Source: "s", ID: strconv.Itoa(i), URL: fmt.Sprintf("https://jobs.example.com/e%d/%d", e, i), Employer: fmt.Sprintf("employer%d", e),
			Title: fmt.Sprintf("Engineer team%d", r.Intn(30)), Place: fmt.Sprintf("us city%d", r.Intn(40)), Countries: []string{"US"},
			Level: levels[r.Intn(4)], Signature: sig, Start: day(r.Intn(700)),
		}
		items[i].End = items[i].Start.AddDate(0, 0, 30)
	}
	return items
}

// BenchmarkGroup groups 400,000 listings: the bar is two minutes and 2 GiB.
func BenchmarkGroup(b *testing.B) {
	items := market(400_000)
	b.ReportAllocs()
	var m runtime.MemStats
	for b.Loop() {
		dedupe.Group(items, dedupe.Options{})
	}
	runtime.ReadMemStats(&m)
	b.ReportMetric(float64(m.HeapSys)/(1<<20), "MiB-heap")
}

func BenchmarkSignature(b *testing.B) {
	s := strings.Repeat("We are a small team that builds tools for people who grow food and you will work with engineers. ", 30)
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		dedupe.Signature(s)
	}
}
