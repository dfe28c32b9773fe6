package cli

import (
	"errors"
	"io/fs"
	"strings"

	"rung/internal/bucket"
)

// bucketHints are what to do about what the libraries of the clouds say, by words of theirs.
var bucketHints = []struct{ words, hint string }{
	{"RequestTimeTooSkewed", "the clock of this machine is wrong: set it"},
	{"ExpiredToken", "the credentials are over: log in again"},
	{"InvalidAccessKeyId", "the bucket's owner does not know this key: look at AWS_ACCESS_KEY_ID, AWS_PROFILE and the endpoint"},
	{"SignatureDoesNotMatch", "the secret does not belong to the key: look at AWS_SECRET_ACCESS_KEY"},
	{"PermanentRedirect", "the bucket is in another region: name it in the address, as in s3://BUCKET?region=eu-central-1"},
	{"egion", "name the region in the address, as in s3://BUCKET?region=eu-central-1, or set AWS_REGION"},
	{"redential", `no credentials were found: "rung doctor" tells more, docs/buckets.md what each cloud takes`},
	{"NoSuchBucket", noBucketHint},
	{"ContainerNotFound", noBucketHint},
	{"unknown query parameter", "docs/buckets.md lists the parameters of addresses"},
}

const noBucketHint = "look at lake.dir, or make the bucket first with the tools of its owner"

// bucketHint says what to do about an error of a bucket; it is empty for any other.
func bucketHint(err error) string {
	if errors.Is(err, errNoBucket) {
		return noBucketHint
	}
	e, ok := errors.AsType[*bucket.Error](err)
	if !ok {
		return ""
	}
	if errors.Is(e, fs.ErrPermission) {
		return `the credentials do not allow that: "rung doctor" tells what they allow, docs/buckets.md what rung needs`
	}
	for _, h := range bucketHints {
		if strings.Contains(e.Error(), h.words) {
			return h.hint
		}
	}
	return `what was committed is safe, and nothing is half there: run the same command again when the bucket answers. "rung doctor" looks at it, RUNG_LAKE_OFFLINE=1 reads the copy on this machine`
}
