package pay_test

import (
	"strings"
	"testing"

	"rung/internal/job"
	"rung/transform/pay"
)

// advert is a plain advert of about 3 KB with the numbers that adverts have.
var advert = strings.Repeat(`We build software for hospitals in 12 countries. Founded in 2015, we are 140 people and raised a
$32M Series B in 2022. You have 5+ years of experience with Go or Rust, you know PostgreSQL 15 and you have run systems
with 100k users and 99.9% uptime. We work 40 hours a week, give 30 days of holiday and a 401(k) with a 4% match.
`, 8) + `Compensation: the base salary for this role is $150,000 - $185,000 per year, plus equity (0.1% - 0.4%).
Benefits: $2,000 learning budget, $100/month for your phone, health insurance for you and your family.
Apply by mail before 15 March 2026.
`

func BenchmarkRead(b *testing.B) {
	b.SetBytes(int64(len(advert)))
	b.ReportAllocs()
	var got []job.Pay
	for b.Loop() {
		got = pay.Read(pay.Input{Title: "Senior Backend Engineer", Text: advert, Country: "US"})
	}
	if len(got) != 1 || got[0].Min != 150000 || got[0].Max != 185000 || got[0].Period != job.Year {
		b.Fatalf("read %+v, want 150000-185000 a year", got)
	}
}
