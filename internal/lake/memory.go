package lake

import (
	"fmt"
	"sync/atomic"
)

// DefaultMemory is how much memory a process may take while listings are read and compared, in MiB.
const DefaultMemory = 2048

// leastSQL is how much DuckDB needs for its part at least, in MiB.
const leastSQL = 64

// budget is an amount of memory in MiB; 0 is the default one. A quarter goes to DuckDB, which takes up to half as
// much again for what it does not count.
type budget struct{ mb atomic.Int64 }

func (b *budget) get() int64 {
	if mb := b.mb.Load(); mb > 0 {
		return mb
	}
	return DefaultMemory
}

// limit is the statement that bounds a database. What does not fit goes to its temp_directory.
func (b *budget) limit() string {
	return fmt.Sprintf("set memory_limit = '%dMiB'", max(leastSQL, b.get()/4))
}

// SetMemory sets how much memory the process may take while listings are read and compared, in MiB; 0 is
// DefaultMemory. Databases that are open already keep their bounds.
func (l *Lake) SetMemory(mb int) { l.db.memory.mb.Store(int64(mb)) }

// HeapLimit is the part of the budget that is left to the heap of Go, in bytes.
func (l *Lake) HeapLimit() int64 { return l.db.memory.get() << 20 * 3 / 8 }

// Fit says how many rows to hold at a time where the default budget has room for n.
func (l *Lake) Fit(n int) int { return max(1, int(int64(n)*l.db.memory.get()/DefaultMemory)) }
