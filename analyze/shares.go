package analyze

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"gonum.org/v1/gonum/stat/distuv"
)

// ratio declares the interval of a share: the part that one count by employer is of another. Its ends go into
// the columns name_low and name_high.
type ratio struct {
	name string
	// of and among are fields of the lists in by_employer; among is allEmployers for the first field of the
	// row of all employers.
	of, among int
}

const allEmployers = -1

// readRatio reads "name = field / field", where the second may be all.
func readRatio(line string, fields []string) (ratio, error) {
	name, parts, ok := strings.Cut(line, "=")
	of, among, isRatio := strings.Cut(parts, "/")
	r := ratio{strings.TrimSpace(name), slices.Index(fields, strings.TrimSpace(of)), slices.Index(fields, strings.TrimSpace(among))}
	if !ok || !isRatio || r.of < 0 || r.among < 0 && strings.TrimSpace(among) != "all" {
		return ratio{}, fmt.Errorf("interval %q is not of the form: name = count / count, or / all", line)
	}
	return r, nil
}

// shareTally holds the counts of by_employer. The sum of field f of row r is number r*fields+f.
type shareTally struct {
	*tally
	fields int
	// all is the row of all employers, or -1.
	all int
}

func readShares(t *Table, fields int) (*shareTally, error) {
	var given []contribution
	hashes, err := t.lists("by_employer", fields, func(row int, employer int32, counts []any) {
		for f, v := range counts {
			if n := whole(v); n > 0 {
				given = append(given, contribution{employer, int32(row*fields + f), uint32(n)})
			}
		}
	})
	if err != nil {
		return nil, err
	}
	all := slices.IndexFunc(t.Rows, func(row []any) bool { return row[0] == nil })
	return &shareTally{newTally(len(t.Rows)*fields, hashes, given), fields, all}, nil
}

// share is one share of one row.
type share struct {
	row, of, among int32
	isOfAll        bool
	value, n       float64
	// sizes are those of the employers that n is of, with and without count those who have any of the share, and who
	// are not all in it.
	sizes         sizes
	with, without float64
	influences    influences
	variance      float64
	logVariance   float64
}

// interval is Wilson's at 95 %, on the number of independent ads that the variance over replicates tells.
func (s *share) interval() (low, high float64) { return s.within(s.student().Quantile(0.975)) }

// student is the t distribution that the share follows. Where the sizes of employers tell more degrees of freedom than
// their influences, which take even a share of rare, independent ads for unsure, both are believed by half.
func (s *share) student() distuv.StudentsT {
	own, sized := s.influences.freedom(), s.sizes.freedom(min(s.with, s.without))
	if sized > own && own > 0 {
		return studentOf(2 / (1/own + 1/sized))
	}
	return studentOf(own)
}

// within is the interval that so many standard errors make.
func (s *share) within(errors float64) (low, high float64) {
	if s.n == 0 {
		return math.NaN(), math.NaN()
	}
	return wilson(s.value, s.independent(), errors)
}

// independent is the number of independent ads that tell as much of the share as its ads do.
func (s *share) independent() float64 {
	return s.influences.effective(s.value, s.n, s.sizes.first*s.sizes.first/s.sizes.second, s.variance)
}

// shares measures each ratio in every row; the shares of a ratio follow each other. Logarithms have their variance
// where they are ranked.
func (t *shareTally) shares(ratios []ratio, areRanked bool) []share {
	rows := t.sums / max(t.fields, 1)
	list := make([]share, 0, len(ratios)*rows)
	for _, r := range ratios {
		first := len(list)
		for i := range rows {
			list = append(list, t.share(i, r))
		}
		t.measure(list[first:], r)
	}
	t.vary(list)
	if areRanked {
		t.varyLogs(list)
	}
	return list
}

func (t *shareTally) share(row int, r ratio) share {
	s := share{row: int32(row), of: int32(row*t.fields + r.of), among: int32(row*t.fields + r.among), isOfAll: r.among == allEmployers}
	if s.isOfAll {
		s.among = int32(t.all * t.fields)
	}
	if s.n = t.totals[s.among]; s.n > 0 {
		s.value = t.totals[s.of] / s.n
	}
	return s
}

// vary sets the variances over replicates.
func (t *shareTally) vary(list []share) {
	centers := make([]float64, len(list))
	for i := range list {
		centers[i] = list[i].value
	}
	variances := t.variances(centers, func(b block, i int, out []float64) {
		for r := range out {
			out[r] = list[i].drawn(b, r)
		}
	})
	for i := range list {
		list[i].variance = variances[i]
	}
}

// varyLogs sets the variances of the logarithms of the shares of all.
func (t *shareTally) varyLogs(list []share) {
	var ofAll []*share
	var centers []float64
	for i := range list {
		if list[i].isOfAll {
			ofAll, centers = append(ofAll, &list[i]), append(centers, list[i].logarithm())
		}
	}
	variances := t.variances(centers, func(b block, i int, out []float64) {
		of, among := b.sum(ofAll[i].of), b.sum(ofAll[i].among)
		for r := range out {
			out[r] = logShare(float64(of[r]), float64(among[r]))
		}
	})
	for i, s := range ofAll {
		s.logVariance = variances[i]
	}
}

// drawn is the share in a replicate, no number where none of its ads is drawn.
func (s *share) drawn(b block, r int) float64 {
	return float64(b.sum(s.of)[r]) / float64(b.sum(s.among)[r])
}

// logarithm is that of the share.
func (s *share) logarithm() float64 { return logShare(s.value*s.n, s.n) }

// logShare is the logarithm of a share, with half an ad more, so that there is one where no ad is.
func logShare(of, among float64) float64 { return math.Log((of + 0.5) / (among + 1)) }

// measure sums up the influences of employers. For a share of all, those without the row's ads matter too:
// they are counted in one go, and taken off again for those with.
func (t *shareTally) measure(list []share, r ratio) {
	var all sizes
	counts := make([]float64, t.fields)
	for e := range t.employers {
		of := t.of(e)
		var size float64
		if r.among == allEmployers {
			size = t.sizeOf(of)
			all.add(size)
		}
		for len(of) > 0 {
			row := int(of[0].sum) / t.fields
			clear(counts)
			for ; len(of) > 0 && int(of[0].sum)/t.fields == row; of = of[1:] {
				counts[int(of[0].sum)%t.fields] = float64(of[0].count)
			}
			list[row].add(counts, r, size)
		}
	}
	for i := range list {
		if s := &list[i]; s.isOfAll {
			p := s.value * s.value
			s.influences.employers, s.sizes, s.without = all.employers, all, s.without+all.employers
			s.influences.squares += p * all.second
			s.influences.fourth += p * p * all.fourth
		}
	}
}

// sizeOf is what an employer has of all ads.
func (t *shareTally) sizeOf(of []contribution) float64 {
	for _, c := range of {
		if int(c.sum) == t.all*t.fields {
			return float64(c.count)
		}
	}
	return 0
}

func (s *share) add(counts []float64, r ratio, size float64) {
	of := counts[r.of]
	if of > 0 {
		s.with++
	}
	if s.isOfAll {
		if of >= size {
			s.without-- // of all employers, whom measure adds
		}
		u, without := of-s.value*size, s.value*size
		s.influences.squares += u*u - without*without
		s.influences.fourth += u*u*u*u - without*without*without*without
		return
	}
	if n := counts[r.among]; n > 0 {
		if of < n {
			s.without++
		}
		s.influences.employers++
		s.influences.add(of - s.value*n)
		s.sizes.add(n)
	}
}
