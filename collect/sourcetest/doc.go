// Package sourcetest is the suite that every source passes, and the recordings it plays. Tests only.
//
// A recording is a txtar archive, testdata/exchanges.txtar unless the case names another. Text before
// the first exchange is a comment. Each exchange is one section:
//
//	-- 200 /jobs?limit=2&page=* --
//	Content-Type: application/json
//
//	{"jobs": []}
//	-- 404 https://other.example/boards/gone --
//
// The name is the status and the address: a path below the source's base address, or a whole address.
// A query matches in any order, and the value "*" matches any value; without a query the address
// matches that path without a query alone. Several exchanges for one address are answered one after
// the other, the last one again and again. The body begins after the first empty line; header lines
// before it may be left out, the empty line may not. "Body: thread.json" as a header line takes the
// body from a file beside the recording. A 200 without an ETag gets one made from its body ("No-ETag:
// true" prevents that), and a request that knows it is answered 304. A request that no exchange
// matches fails the test. Recordings are written by hand in the documented form of the site, with
// invented data; they never hold personal data.
package sourcetest
