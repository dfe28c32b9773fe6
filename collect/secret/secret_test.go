package secret_test

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"rung/collect"
	"rung/collect/secret"
	"rung/collect/sourcetest"
	"rung/internal/polite"
)

func TestNeed(t *testing.T) {
	for _, c := range []struct{ value, want, err string }{
		{"k3y", "k3y", ""},
		{" k3y\n", "k3y", ""},
		{"", "", "$RUNG_SOURCES_BIG_BOARD_APP_KEY"},
		{" ", "", "sources.big-board.app_key_file"},
	} {
		got, err := secret.Need(collect.Settings{Options: map[string][]string{"app_key": {c.value}}}, "big-board", "app_key")
		if got != c.want || (err == nil) != (c.err == "") || err != nil && !strings.Contains(err.Error(), c.err) {
			t.Errorf("%q: %q, %v; want %q and an error about %q", c.value, got, err, c.want, c.err)
		}
	}
}

// answering answers every request in one way and keeps the last body.
type answering struct {
	status int
	body   string
	got    string
}

func (a *answering) RoundTrip(req *http.Request) (*http.Response, error) {
	if err := req.ParseForm(); err != nil {
		return nil, err
	}
	a.got = req.Method + " " + req.PostForm.Encode()
	return sourcetest.Answer(a.status, nil, []byte(a.body)), nil
}

func TestToken(t *testing.T) {
	for _, c := range []struct {
		status          int
		body, want, err string
	}{
		{200, `{"access_token": "t0ken", "expires_in": 1499}`, "t0ken", ""},
		{200, `{"error": "invalid_scope"}`, "", "holds none"},
		{200, `<html>s3cret</html>`, "", "not JSON"},
		{200, `{"access_token": {"s3cret": 1}}`, "", "not JSON"},
		{401, `s3cret`, "", "401"},
	} {
		synctest.Test(t, func(t *testing.T) {
			site := &answering{status: c.status, body: c.body}
			r := &collect.Run{Client: polite.New(polite.Config{Now: time.Now, Transport: site})}
			got, err := secret.Token(context.Background(), r, "https://token.example/?x=s3cret", url.Values{"client_secret": {"s3cret"}})
			if got != c.want || (err == nil) != (c.err == "") || err != nil && (!strings.Contains(err.Error(), c.err) || strings.Contains(err.Error(), "s3cret")) {
				t.Errorf("%d %s: %q, %v; want %q and an error about %q", c.status, c.body, got, err, c.want, c.err)
			}
			if want := "POST client_secret=s3cret"; site.got != want {
				t.Errorf("the site got %q, want %q", site.got, want)
			}
		})
	}
}
