package analyze

import (
	"math"
	"slices"
	"time"

	"gonum.org/v1/gonum/stat"
)

const (
	// leastMonths is the history below which months of a year cannot be compared.
	leastMonths = 36
	// factorMonths is how far back factors look, so that they follow a year that changes its shape.
	factorMonths = 60
	// aheadMonths is how far a forecast reaches, trialMonths how many months it is tried out from.
	aheadMonths, trialMonths = 6, 24
)

// series is one source's new jobs by the day in months without a gap, as natural logarithms.
type series struct {
	source string
	first  time.Time
	logs   []float64
	jobs   []int64
	// monthsAgo is how far the last month lies before the end of the window.
	monthsAgo int64
}

// forecast adjusts each source's months for the season and looks ahead. Its rows are those of
// forecast.sql: one a month, a source's rows together and in order.
func forecast(rows *Table) (*Table, error) {
	answer := &Table{SQL: rows.SQL, Columns: forecastColumns()}
	for _, s := range readSeries(rows) {
		answer.Rows = append(answer.Rows, s.rows()...)
	}
	return answer, nil
}

func forecastColumns() []Column {
	columns := []Column{{Name: "source", Type: "text"}, {Name: "month", Type: "date"}, {Name: "jobs", Type: "integer"}}
	for _, name := range []string{"adjusted", "factor", "forecast", "forecast_low", "forecast_high", "error", "naive_error"} {
		columns = append(columns, Column{Name: name, Type: "number"})
	}
	return append(columns, Column{Name: "note", Type: "text"})
}

// readSeries gathers the months of each source after its last gap.
func readSeries(rows *Table) []series {
	var all []series
	for _, row := range rows.Rows {
		source, month, jobs := row[0].(string), row[1].(time.Time), row[2].(int64)
		last := len(all) - 1
		switch {
		case last < 0 || all[last].source != source:
			all = append(all, series{source: source, first: month})
		case !all[last].month(len(all[last].logs)).Equal(month):
			all[last] = series{source: source, first: month}
		}
		s := &all[len(all)-1]
		s.logs = append(s.logs, math.Log(float64(jobs)/float64(row[3].(int64))))
		s.jobs = append(s.jobs, jobs)
		s.monthsAgo = row[4].(int64)
	}
	return all
}

func (s *series) month(i int) time.Time { return s.first.AddDate(0, i, 0) }

// total turns the logarithm of jobs by the day into jobs of month i.
func (s *series) total(i int, log float64) float64 {
	return math.Exp(log) * float64(s.month(i+1).AddDate(0, 0, -1).Day())
}

func (s *series) rows() [][]any {
	n := len(s.logs)
	if n < leastMonths {
		note := "too short a history to know the season: under three years without a gap"
		return [][]any{{s.source, s.month(n - 1), s.jobs[n-1], nil, nil, nil, nil, nil, nil, nil, note}}
	}
	factors := s.factors(n)
	var out [][]any
	for i, log := range s.logs {
		f := factors[s.month(i).Month()]
		out = append(out, []any{s.source, s.month(i), s.jobs[i], s.total(i, log-f), math.Exp(f), nil, nil, nil, nil, nil, nil})
	}
	return append(out, s.ahead(factors)...)
}

// factors are, by month of the year, how far its logarithms lie from the mean of the year around them,
// known from the first n months alone. They add up to nothing over a year.
func (s *series) factors(n int) [13]float64 {
	around := [13][]float64{}
	for i := max(6, n-factorMonths); i+6 < n; i++ {
		// Thirteen months of which the ends count half: each month of the year weighs the same.
		mean := (s.logs[i-6] + s.logs[i+6]) / 24
		for _, log := range s.logs[i-5 : i+6] {
			mean += log / 12
		}
		m := s.month(i).Month()
		around[m] = append(around[m], s.logs[i]-mean)
	}
	var factors [13]float64
	sum := 0.0
	for m := time.January; m <= time.December; m++ {
		factors[m] = median(around[m])
		sum += factors[m]
	}
	for m := time.January; m <= time.December; m++ {
		factors[m] -= sum / 12
	}
	return factors
}

func median(values []float64) float64 {
	if len(values) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(values))
	half := len(sorted) / 2
	return (sorted[half] + sorted[(len(sorted)-1)/2]) / 2
}

// guess says what month n-1+h will bring from the first n months: the mean of the last three, adjusted.
func (s *series) guess(n, h int, factors [13]float64) float64 {
	level := 0.0
	for i := n - 3; i < n; i++ {
		level += (s.logs[i] - factors[s.month(i).Month()]) / 3
	}
	return level + factors[s.month(n-1+h).Month()]
}

// trial is how a way to look h months ahead did on the past.
type trial struct {
	// error and naive are mean absolute errors as a part of what came; naive says "as a year before".
	error, naive float64
	// spread is the root of the mean square of the errors of the logarithms.
	spread float64
	n      int
}

// try looks h months ahead from each of the last months of which it is known what followed, knowing
// nothing but what was known then.
func (s *series) try(h int) trial {
	var misses, parts, naives []float64
	last := len(s.logs) - h
	for n := max(leastMonths, last-trialMonths+1); n <= last; n++ {
		came, at := s.logs[n-1+h], n-1+h
		guess := s.guess(n, h, s.factors(n))
		misses = append(misses, (guess-came)*(guess-came))
		parts = append(parts, math.Abs(math.Expm1(guess-came)))
		naives = append(naives, math.Abs(math.Expm1(s.logs[at-12]-came)))
	}
	if len(misses) == 0 {
		return trial{}
	}
	return trial{stat.Mean(parts, nil), stat.Mean(naives, nil), math.Sqrt(stat.Mean(misses, nil)), len(misses)}
}

// ahead are the rows of the months to come, or one row that says why there are none.
func (s *series) ahead(factors [13]float64) [][]any {
	n := len(s.logs)
	without := func(note string) [][]any {
		return [][]any{{s.source, s.month(n), nil, nil, nil, nil, nil, nil, nil, nil, note}}
	}
	if s.monthsAgo > 1 {
		return without("no forecast: the source ends before the window does")
	}
	var out [][]any
	for h := 1; h <= aheadMonths; h++ {
		t := s.try(h)
		if t.n < trialMonths/2 {
			return without("no forecast: too short a history to try one out on")
		}
		i := n - 1 + h
		row := []any{s.source, s.month(i), nil, nil, math.Exp(factors[s.month(i).Month()]), nil, nil, nil, t.error, t.naive, nil}
		if t.error < t.naive {
			guess := s.guess(n, h, factors)
			row[5], row[6], row[7] = s.total(i, guess), s.total(i, guess-1.96*t.spread), s.total(i, guess+1.96*t.spread)
		} else {
			row[10] = "no forecast: it would be no better than the same month a year before"
		}
		out = append(out, row)
	}
	return out
}
