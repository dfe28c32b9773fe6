package analyze_test

import (
	"math"
	"testing"

	"rung/analyze"
)

// TestMeanHalf works out four employers by hand: of 2 ads of 1 and 1, of 1 ad of 0, of 1 of 1 and of 2 of 0 and 0. The mean
// is 1/2, what employers have beyond it is 1, -1/2, 1/2 and -1, with the squares 2.5; the error is sqrt(2.5 * 4/3) / 6 =
// 0.3043, and t of 3 degrees of freedom about 3.18.
func TestMeanHalf(t *testing.T) {
	db := empty(t, analyze.DefaultSettings())
	var got float64
	row := db.QueryRowContext(t.Context(), `
		select mean_half(sum(v) / sum(n), sum(n), count(*), sum(v * v), sum(v * n), sum(n * n))
		from (values (2, 2), (0, 1), (1, 1), (0, 2)) as t (v, n)`)
	if err := row.Scan(&got); err != nil || math.Abs(got-3.18*0.3043) > 0.02 {
		t.Errorf("got %.4f, %v, want 0.968", got, err)
	}
	var one any
	if err := db.QueryRowContext(t.Context(), "select mean_half(0.5, 3, 1, 2.25, 4.5, 9)").Scan(&one); err != nil || one != nil {
		t.Errorf("one employer: got %v, %v, want null", one, err)
	}
}

// TestMeanHalfHolds draws 2,000 samples of 8 to 67 employers of 1 to 9 ads, each leaning its own way, and counts how
// often the interval holds the true mean, 0.5.
func TestMeanHalfHolds(t *testing.T) {
	db := empty(t, analyze.DefaultSettings())
	var rate float64
	row := db.QueryRowContext(t.Context(), `
		with ads as (
			select
				s, e, a, 1 + hash(s, e, 'size') % 9 as size,
				(hash(s, e, 'lean') % 1000 + hash(s, e, a, 'own') % 1000 + 1) / 2000 as v
			from range(2000) as r (s), range(67) as q (e), range(9) as p (a)
			where e < 8 + s % 60 and a < 1 + hash(s, e, 'size') % 9
		),
		employers as (select s, e, sum(v) as v, count(*) as n from ads group by s, e),
		samples as (
			select s, sum(v) / sum(n) as mean, mean_half(sum(v) / sum(n), sum(n), count(*), sum(v * v), sum(v * n), sum(n * n)) as half
			from employers group by s
		)
		select avg(cast(abs(mean - 0.5) <= half as integer)) from samples`)
	if err := row.Scan(&rate); err != nil || rate < 0.93 || rate > 0.97 {
		t.Errorf("the interval holds the mean in %.3f of the samples, %v; want 0.95", rate, err)
	}
	t.Logf("it holds in %.3f", rate)
}
