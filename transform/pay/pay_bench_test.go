package pay_test

import (
	"strings"
	"testing"

	"rung/internal/job"
	"rung/transform/pay"
)

// advert is a plain advert of about 3 KB with as many numbers as adverts have.
var advert = `We build software for hospitals in 12 countries. Founded in 2015, we are 140 people and raised a $32M
Series B in 2022. You have 5+ years of experience with Go or Rust, you know PostgreSQL 15 and you have run systems with
100k users and 99.9% uptime. We work 40 hours a week, give 30 days of holiday and a 401(k) with a 4% match.
` + strings.Repeat(`You like to work with doctors and nurses, you ask before you build, and you can explain to a colleague
why a query is slow. You write tests because you want to sleep at night. You have seen a migration go wrong and know how
to plan one that does not. Nice to have: Kubernetes, Terraform, and some German or French.
`, 7) + `Compensation: the base salary for this role is $150,000 - $185,000 per year, plus equity (0.1% - 0.4%).
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
