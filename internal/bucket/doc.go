// Package bucket keeps files in object storage: Amazon S3 and what speaks its protocol, Google Cloud
// Storage, Azure Blob Storage, or a folder that stands for one of them in tests.
//
// It knows nothing of lakes. Credentials come from the usual chain of each cloud (variables, files, the
// machine's own role), which the clouds' libraries read themselves; see docs/buckets.md. Nothing that may
// be secret is ever part of a name or of an error.
package bucket
