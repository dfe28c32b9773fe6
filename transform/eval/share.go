package eval

// share returns hits of n, 0 when there are no cases.
func share(hits, n int) float64 {
	if n == 0 {
		return 0
	}
	return float64(hits) / float64(n)
}
