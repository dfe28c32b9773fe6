package polite

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"
)

var (
	// ErrTooLarge means that a body, or what it unpacks to, is over its limit. Nothing of it is kept.
	ErrTooLarge = errors.New("larger than allowed")
	// ErrDisallowed means that robots.txt forbids the page, or could not be asked.
	ErrDisallowed = errors.New("disallowed by robots.txt")
	// ErrPrivateAddress means that an address inside a private network was about to be dialled.
	ErrPrivateAddress = errors.New("private address refused")
	// ErrBlocked means that the site refuses us (401 or 403), or that it failed so often in a row
	// that it is left alone for the rest of the run.
	ErrBlocked = errors.New("the site refuses to answer")
	// ErrRedirects means that a page redirects more than five times.
	ErrRedirects = errors.New("too many redirects")
	// ErrElsewhere means that a page that was wanted from one host redirects to another.
	ErrElsewhere = errors.New("sent to another host")
	// ErrAddress means that an address is not one to ask: wrong scheme, credentials in it, too long.
	ErrAddress = errors.New("address not usable")
)

// StatusError is an answer that is neither a body nor "unchanged".
type StatusError struct {
	// URL is the address without its query, which may hold secrets.
	URL    string
	Status int
	// RetryAt is when the site wants to be asked again, zero when it does not say.
	RetryAt time.Time
}

func (e *StatusError) Error() string {
	text := fmt.Sprintf("get %s: %d %s", e.URL, e.Status, http.StatusText(e.Status))
	if !e.RetryAt.IsZero() {
		text += ", asks to come back at " + e.RetryAt.UTC().Format(time.RFC3339)
	}
	return text
}

// Is lets errors.Is find ErrBlocked in a 401 or 403.
func (e *StatusError) Is(target error) bool {
	return target == ErrBlocked && (e.Status == http.StatusUnauthorized || e.Status == http.StatusForbidden)
}

// Clean returns err without the queries of addresses that net/http puts into its errors.
func Clean(err error) error {
	var u *url.Error
	if !errors.As(err, &u) {
		return err
	}
	return fmt.Errorf("get %s: %w", Strip(u.URL), u.Err)
}

// Strip returns an address without credentials, query and fragment, fit for a log or an error.
func Strip(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return "(unreadable address)"
	}
	return stripped(u)
}

func stripped(u *url.URL) string {
	bare := url.URL{Scheme: u.Scheme, Host: u.Host, Path: u.Path, RawPath: u.RawPath}
	return bare.String()
}
