package bucket

import (
	"context"
	"errors"
	"io/fs"
	"regexp"
	"strings"

	"gocloud.dev/gcerrors"
)

// Error says what a bucket did not do. It wraps fs.ErrNotExist, fs.ErrExist or fs.ErrPermission where
// that was why.
type Error struct {
	// Place is the bucket's address without parameters, and Op what was asked of it.
	Place, Op string
	Err       error
}

func (e *Error) Error() string { return e.Place + ": " + e.Op + ": " + oneLine(e.Err.Error()) }

func (e *Error) Unwrap() error { return e.Err }

// why is an error with the reason that it wraps; its text is that of the error.
type why struct{ reason, err error }

func (w *why) Error() string   { return w.err.Error() }
func (w *why) Unwrap() []error { return []error{w.reason, w.err} }

// wrap makes an Error of what a library said.
func (b *Bucket) wrap(op string, err error) error {
	if err == nil {
		return nil
	}
	switch gcerrors.Code(err) {
	case gcerrors.NotFound:
		// Azure's hosts are named for accounts, so that a network without names looks like one that lacks all.
		if !strings.Contains(err.Error(), "no such host") {
			err = &why{fs.ErrNotExist, err}
		}
	case gcerrors.FailedPrecondition, gcerrors.AlreadyExists:
		err = &why{fs.ErrExist, err}
	case gcerrors.PermissionDenied:
		err = &why{fs.ErrPermission, err}
	default:
		switch text := err.Error(); {
		case strings.Contains(text, "ConditionalRequestConflict"): // S3, while another request creates the same object
			err = &why{fs.ErrExist, err}
		case strings.Contains(text, "AuthorizationPermissionMismatch"), strings.Contains(text, "AuthorizationFailure"): // Azure
			err = &why{fs.ErrPermission, err}
		}
	}
	if errors.Is(err, context.DeadlineExceeded) {
		err = &why{err, errors.New("no answer in time")}
	}
	return &Error{Place: b.place, Op: op, Err: err}
}

var (
	// parameters follow an address; those of a shared access signature are a password.
	parameters = regexp.MustCompile(`(\w://[^\s"'?]*)\?[^\s"']*`)
	rulers     = regexp.MustCompile(`-{3,}`)
	// twice is what gocloud.dev says in front: the name, which we say, and a code, which says nothing.
	twice = regexp.MustCompile(`blob \(key "[^"]*"\) \(code=\w+\): |blob \(code=\w+\): |, RequestID: , HostID: `)
)

// oneLine makes an error of a cloud's library readable and takes the parameters out of its addresses.
func oneLine(text string) string {
	text = twice.ReplaceAllString(rulers.ReplaceAllString(parameters.ReplaceAllString(text, "$1"), " "), "")
	return strings.Join(strings.Fields(text), " ")
}
