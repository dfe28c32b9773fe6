// Package job holds the words the whole program speaks: pages, listings, mentions, pay.
//
// It is plain data with no behaviour but validation, and it imports nothing of ours. Parsers in
// collect fill the part of a [Listing] that the source gives, the steps of transform fill the part
// that rung reads out of it, and internal/lake writes both to Parquet.
package job
