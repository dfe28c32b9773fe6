package job

// Block is a set of listings that are compared with each other when vacancies are looked for, named by a
// hash of what its members share. It depends on nothing but the listing itself.
type Block struct {
	// Key names the block. Keys of different sets meet by chance alone, and then cost time, not truth.
	Key int64
	// Twin marks blocks of like texts, whoever shows them. All others are tie blocks: two listings can be
	// one job, or one the repost of the other, only where a chain of tie blocks leads from one to the other.
	Twin bool
	// Owner stands for the employer of a listing in a twin block, 0 in tie blocks. A twin block whose
	// listings have one owner links nothing.
	Owner int64
}
