package cell

import (
	"encoding/json"

	"rung/internal/lake"
)

// Spec is what a worker opens.
type Spec struct {
	Lake lake.Handle `json:"lake"`
	// MemoryMB bounds the worker, of which DuckDB gets what the program itself leaves; Threads bounds DuckDB.
	// 0 is DuckDB's own default.
	MemoryMB int `json:"memory_mb"`
	Threads  int `json:"threads"`
	// Views is for the caller's own preparation of a session.
	Views json.RawMessage `json:"views,omitempty"`
}

// Fences are what holds a worker beside the settings of DuckDB.
type Fences struct {
	// Landlock is the version of Linux's Landlock by which the worker can read the lake and nothing else,
	// write nothing and reach no network; 0 where there is none, and Why says why.
	Landlock int    `json:"landlock"`
	Why      string `json:"why,omitempty"`
	// MemoryMB is how much the worker may hold in all before the system refuses it more; 0 is no bound.
	MemoryMB int `json:"memory_mb"`
	// WritesNothing is true where the system refuses every byte that the worker would add to a file.
	WritesNothing bool `json:"writes_nothing"`
}

// ready says that a worker waits for statements.
type ready struct {
	Fences  Fences        `json:"fences"`
	Damaged []lake.Damage `json:"damaged,omitempty"`
}

// ask is a statement. Seq counts them.
type ask struct {
	Seq   int64  `json:"seq"`
	Query string `json:"query"`
	Args  []arg  `json:"args,omitempty"`
}

// arg is an argument of a statement, by name or by place, as lake.AppendValue writes it.
type arg struct {
	Name  string `json:"name,omitempty"`
	Value []byte `json:"value"`
}

// interrupt stops a statement, if it still runs.
type interrupt struct {
	Seq int64 `json:"seq"`
}

// head is what a result looks like. Damaged are the files that the session leaves out by now.
type head struct {
	Columns []column      `json:"columns"`
	Damaged []lake.Damage `json:"damaged,omitempty"`
}

type column struct {
	Name string `json:"name"`
	Type string `json:"type"`
}

// failure is an error of a statement.
type failure struct {
	Message string        `json:"message"`
	Refused bool          `json:"refused,omitempty"`
	Damaged []lake.Damage `json:"damaged,omitempty"`
}
