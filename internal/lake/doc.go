// Package lake keeps everything rung collects and reads: Parquet files in Hive-style folders and
// one manifest that says which of them count.
//
// Arrow writes the files and only DuckDB reads them; no other package imports either. A file is
// written in staging, synced, counted by DuckDB, then renamed to its final place. A commit is one
// manifest, published by one rename, that lists every live file with its hash together with the
// state of the sources, so data and state can never disagree. Readers follow the manifest and
// never a glob, so what a killed run leaves behind is invisible and is swept later.
//
// Layout:
//
//	lake.json                                  what this folder is, and its format version
//	manifests/000000000042.json                commit 42; the highest number counts
//	bronze/source=hackernews/date=2024-05-01/  pages as they came
//	bronze/source=hackernews/month=2024-05/    the same after compaction
//	silver/mentions/source=…/month=2024-05/    tables made from them, by the month they came in
//	snapshots/2024-q2.json                     a commit that was given a name
//	staging/                                   files being written; never read
package lake
