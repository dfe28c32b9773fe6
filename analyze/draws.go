package analyze

// draws weighs the employers of products anew, a block of replicates at a time.
type draws struct {
	*products
	// weights are those of each employer in every replicate of the block.
	weights [][blockSize]uint8
	sum     []float64
}

func newDraws(p *products) *draws {
	return &draws{products: p, weights: make([][blockSize]uint8, len(p.employers)), sum: make([]float64, p.size())}
}

// begin draws the weights of the block whose first replicate is given.
func (d *draws) begin(first int) {
	for i, e := range d.employers {
		drawWeights(bootstrapSeed, e, first, d.weights[i][:])
	}
}

// replicate sums up one replicate of the block. The sum is overwritten by the next.
func (d *draws) replicate(r int) []float64 {
	clear(d.sum)
	for i := range d.employers {
		if times := d.weights[i][r]; times > 0 {
			d.add(d.sum, i, float64(times))
		}
	}
	return d.sum
}
