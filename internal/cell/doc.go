// Package cell answers the SQL of a user in a process of its own, so that no statement can hold up, kill or
// outgrow the program that asks.
//
// [Open] starts the same binary again as a worker, which calls [Serve]. Frames go over its standard input and
// output: what to open, statements and interrupts in; columns, rows and errors out. The parent keeps the
// time. At a deadline, or when its context ends, it asks the worker to interrupt the statement and, where
// that does not help within [Grace], kills it. The next statement starts a new worker.
//
// A worker needs little and is allowed no more: it reads the lake's files, writes to its pipe, and takes the
// memory that its limits say. What holds it to that beside DuckDB's own settings (see lake.Session) depends
// on the system; [Fences] says what does. It ends with its parent, whatever ends that: it stops when its
// input ends, and on Linux the kernel kills it with the parent.
package cell
