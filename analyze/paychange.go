package analyze

// change of pay: paidAd is an ad of one of two windows, with the logarithm of what it offers. employer and kind are
// numbers from 0.
type paidAd struct {
	employer, kind int32
	isNow          bool
	log            float64
}

// twoWindows sums up ads of the base (0) and of the window (1).
type twoWindows struct{ n, sum [2]float64 }

// weight is how much a kind can tell: nothing where a window has none of it.
func (w *twoWindows) weight() float64 {
	if w.n[0] == 0 || w.n[1] == 0 {
		return 0
	}
	return w.n[0] * w.n[1] / (w.n[0] + w.n[1])
}

// change is that of the mean.
func (w *twoWindows) change() float64 { return w.sum[1]/w.n[1] - w.sum[0]/w.n[0] }

// slopeOf is the change within kinds.
func slopeOf(kinds []twoWindows) (slope, weight float64) {
	var moved float64
	for i := range kinds {
		if w := kinds[i].weight(); w > 0 {
			moved += w * kinds[i].change()
			weight += w
		}
	}
	return moved / weight, weight
}

// payChangeOf measures how far the mean logarithm of pay moved from the base to the window within kinds of ads, each
// kind weighing as it can tell: the slope of a regression with a constant for each kind. hashes are those of the
// employers by number.
func payChangeOf(ads []paidAd, hashes []uint64) logEstimate {
	parts, kinds := partsOf(ads)
	slope, weight := slopeOf(kinds)
	all := pushOf(ads, kinds, slope, weight, len(hashes))
	return all.estimate(slope, slopesDrawn(parts, len(kinds), hashes))
}

// payPart is what an employer has of a kind.
type payPart struct {
	employer, kind int32
	twoWindows
}

// partsOf sums up ads by employer and kind, in the order of first sight, and by kind.
func partsOf(ads []paidAd) (parts []payPart, kinds []twoWindows) {
	at := numbering[[2]int32]{}
	for _, ad := range ads {
		i, isNew := at.of([2]int32{ad.employer, ad.kind})
		if isNew {
			parts = append(parts, payPart{employer: ad.employer, kind: ad.kind})
		}
		for int(ad.kind) >= len(kinds) {
			kinds = append(kinds, twoWindows{})
		}
		for _, w := range []*twoWindows{&parts[i].twoWindows, &kinds[ad.kind]} {
			w.n[ad.window()]++
			w.sum[ad.window()] += ad.log
		}
	}
	return parts, kinds
}

func (ad *paidAd) window() int {
	if ad.isNow {
		return 1
	}
	return 0
}

// pushOf tells how far each employer moves the slope.
func pushOf(ads []paidAd, kinds []twoWindows, slope, weight float64, employers int) *influences {
	push := make([]float64, employers)
	for i := range ads {
		k := &kinds[ads[i].kind]
		if k.weight() == 0 {
			continue
		}
		all := k.n[0] + k.n[1]
		x := float64(ads[i].window()) - k.n[1]/all
		y := ads[i].log - (k.sum[0]+k.sum[1])/all
		push[ads[i].employer] += x * (y - slope*x) / weight
	}
	return influencesOf(push)
}

// slopesDrawn are the slopes of the replicates; there is none where no kind is drawn in both windows.
func slopesDrawn(parts []payPart, kinds int, hashes []uint64) []float64 {
	samples := make([]float64, replicates)
	weights := make([][]uint8, len(hashes))
	for e, hash := range hashes {
		weights[e] = make([]uint8, replicates)
		drawWeights(bootstrapSeed, hash, 0, weights[e])
	}
	sums := make([]twoWindows, kinds)
	for r := range samples {
		clear(sums)
		for i := range parts {
			p := &parts[i]
			w := float64(weights[p.employer][r])
			if w == 0 {
				continue
			}
			s := &sums[p.kind]
			for k := range s.n {
				s.n[k] += w * p.n[k]
				s.sum[k] += w * p.sum[k]
			}
		}
		samples[r], _ = slopeOf(sums)
	}
	return samples
}
