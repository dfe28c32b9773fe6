package cell

import "fmt"

const (
	// openMB is what a worker takes to open DuckDB: its code comes into memory, and the tables get names.
	openMB = 28
	// leastMB is the least that DuckDB can answer anything within.
	leastMB = 64
)

// mostMB is the most that a worker may take where so much was asked for. The quarter above is for what DuckDB does
// not count: what it reads into, values that are handed on.
func mostMB(askedMB int) int { return askedMB + askedMB/4 }

// forDuckDB is DuckDB's part of what was asked for, in MiB: the program itself takes memory too. heldMB is what
// the process holds before DuckDB is opened, 0 where that is not known. The error names the least that is enough.
func forDuckDB(askedMB, heldMB int) (int, error) {
	if askedMB <= 0 || heldMB <= 0 {
		return askedMB, nil
	}
	base := heldMB + openMB
	if askedMB < enough(heldMB) {
		return 0, fmt.Errorf("%d MiB of memory is too little: rung itself takes %d of it, want at least %d", askedMB, base, enough(heldMB))
	}
	return askedMB - base, nil
}

// enough is the least that must be asked for, in MiB, where the program itself holds so much.
func enough(heldMB int) int { return heldMB + openMB + leastMB }

// EnoughMB is the least Spec.MemoryMB that a worker takes, in MiB, told from what this process, which is the same
// program, holds; 0 where that is not known.
func EnoughMB() int {
	held := residentMB()
	if held <= 0 {
		return 0
	}
	return enough(held)
}
