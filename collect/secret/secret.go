// Package secret is for sources that want to know who asks: it finds the user's keys and trades them
// for tokens. Nothing in it ends up in an address, an error or a page.
package secret

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"strings"

	"rung/collect"
	"rung/collect/wire"
	"rung/internal/polite"
)

// Need returns a secret option of a source, or an error that says how to set it.
func Need(s collect.Settings, source, option string) (string, error) {
	if v := strings.TrimSpace(s.First(option)); v != "" {
		return v, nil
	}
	variable := "RUNG_SOURCES_" + strings.ToUpper(strings.ReplaceAll(source, "-", "_")+"_"+option)
	return "", fmt.Errorf("setting %s is missing: set $%s to your own, or sources.%s.%s_file to a file that holds it",
		option, variable, source, option)
}

// Bearer is the header line that shows a token.
func Bearer(token string) polite.Option { return polite.Header("Authorization", "Bearer "+token) }

// Token asks an OAuth 2.0 server for an access token in exchange for what the form holds (RFC 6749, 4.4).
func Token(ctx context.Context, r *collect.Run, address string, form url.Values) (string, error) {
	req := polite.Request{URL: address}
	polite.Post("application/x-www-form-urlencoded", []byte(form.Encode()))(&req)
	polite.Header("Accept", "application/json")(&req)
	resp, err := r.Client.Do(ctx, req)
	if err != nil {
		return "", fmt.Errorf("ask for a token: %w", err)
	}
	var answer struct {
		Token wire.Text `json:"access_token"`
	}
	if err := json.Unmarshal(resp.Body, &answer); err != nil {
		return "", errors.New("ask for a token: the answer is not JSON") // err may quote what it holds
	}
	if answer.Token == "" {
		return "", errors.New("ask for a token: the answer holds none")
	}
	return string(answer.Token), nil
}
