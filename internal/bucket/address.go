package bucket

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/url"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
)

// schemes are the kinds of addresses that Open takes.
var schemes = []string{"s3", "gs", "azblob", "file"}

// shown are parameters of an address that are no secrets. The values of others are never printed.
var shown = []string{
	"region", "endpoint", "profile", "use_path_style", "s3ForcePathStyle", "disable_https", "hostname_immutable", "accelerate",
	"dualstack", "fips", "anonymous", "ssetype", "request_checksum_calculation", "response_checksum_validation",
	"storage_account", "domain", "protocol", "cdn", "localemu", "universe_domain",
}

// longest bounds the readable part of a Folder, in bytes.
const longest = 80

// mask stands in the place of what may be secret.
const mask = "********"

// Address says where a bucket is.
type Address struct {
	url    *url.URL
	prefix string // of every name in it, empty or with a slash at its end
	text   string
}

// Is reports whether a text is meant as the address of a bucket and not as a path.
func Is(text string) bool {
	scheme, _, ok := strings.Cut(text, ":")
	return ok && slices.Contains(schemes, scheme) || strings.Contains(text, "://")
}

// Parse reads an address such as s3://bucket/folder?region=eu-central-1. Its errors do not repeat it.
func Parse(text string) (Address, error) {
	u, err := url.Parse(text)
	if err != nil {
		return Address{}, errors.New("it is no address: want s3://BUCKET, gs://BUCKET or azblob://CONTAINER")
	}
	if !slices.Contains(schemes, u.Scheme) {
		return Address{}, fmt.Errorf("a bucket cannot be at %s://: want s3://BUCKET, gs://BUCKET or azblob://CONTAINER", u.Scheme)
	}
	if u.User != nil {
		return Address{}, errors.New("no key or password may stand in the address of a bucket: put it into the environment, see \"rung help environment\"")
	}
	if u.Scheme == "file" {
		if u.Host != "" || !path.IsAbs(u.Path) || u.RawQuery != "" {
			return Address{}, errors.New("want file:///PATH, an absolute path without parameters")
		}
		return Address{url: u, text: text}, nil
	}
	if u.Host == "" {
		return Address{}, fmt.Errorf("no bucket is named: want %s://BUCKET", u.Scheme)
	}
	prefix := strings.Trim(u.Path, "/")
	if prefix != "" {
		if path.Clean(prefix) != prefix || prefix == ".." || strings.HasPrefix(prefix, "../") {
			return Address{}, fmt.Errorf("%q is no folder of a bucket", u.Path)
		}
		prefix += "/"
	}
	bare := *u
	bare.Path, bare.RawPath, bare.Fragment = "", "", ""
	return Address{url: &bare, prefix: prefix, text: text}, nil
}

// Given reports whether the address was read from a text: the zero Address is no place.
func (a Address) Given() bool { return a.url != nil }

// Text is the address as it was written, which may hold what Name hides. It is empty for the zero Address.
func (a Address) Text() string { return a.text }

// Local is the folder that a bucket of file:// is, else empty.
func (a Address) Local() string {
	if !a.Given() || a.url.Scheme != "file" {
		return ""
	}
	return filepath.FromSlash(a.url.Path)
}

// Folder is a name for a folder that belongs to this address alone: readable, and with a hash of its Name.
func (a Address) Folder() string {
	words := strings.FieldsFunc(a.Place(), func(r rune) bool {
		return r != '.' && r != '-' && r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
	readable := strings.Join(words, "-")
	if len(readable) > longest {
		readable = strings.ToValidUTF8(readable[:longest], "")
	}
	sum := sha256.Sum256([]byte(a.Name()))
	return readable + "-" + hex.EncodeToString(sum[:4])
}

// open is the address for the cloud's library. Of S3 no checksums are asked for beyond those it must have: files
// are compared with a hash of our own, the library would print a warning for each answer without one, and
// stores that only speak the protocol of S3 refuse them. An address can ask for them nonetheless.
func (a Address) open() string {
	u := *a.url
	query := u.Query()
	if u.Scheme != "s3" {
		return u.String()
	}
	when := []string{"response_checksum_validation"}
	if query.Has("endpoint") {
		when = append(when, "request_checksum_calculation")
	}
	for _, parameter := range when {
		if !query.Has(parameter) {
			query.Set(parameter, "when_required")
		}
	}
	u.RawQuery = query.Encode()
	return u.String()
}

// Name is the address without anything that may be secret, the same however it was written.
func (a Address) Name() string {
	u := url.URL{Scheme: a.url.Scheme, Host: a.url.Host, Path: a.url.Path}
	if a.prefix != "" {
		u.Path = "/" + strings.TrimSuffix(a.prefix, "/")
	}
	var query []string
	given := a.url.Query()
	for key, values := range given {
		value := mask
		if slices.Contains(shown, key) {
			value = withoutSecrets(strings.Join(values, ","))
		}
		query = append(query, key+"="+value)
	}
	slices.Sort(query)
	u.RawQuery = strings.Join(query, "&")
	return u.String()
}

// Place is the name without its parameters, for messages.
func (a Address) Place() string {
	name, _, _ := strings.Cut(a.Name(), "?")
	return name
}

// withoutSecrets takes a user, a password and parameters out of the address of an endpoint.
func withoutSecrets(value string) string {
	u, err := url.Parse(value)
	if err != nil {
		return mask
	}
	if u.Host == "" {
		return value
	}
	return (&url.URL{Scheme: u.Scheme, Host: u.Host, Path: u.Path}).String()
}

// Hide is Name for a text that may be no address at all.
func Hide(text string) string {
	a, err := Parse(text)
	if err != nil {
		scheme, _, _ := strings.Cut(text, ":")
		return scheme + "://" + mask
	}
	return a.Name()
}
