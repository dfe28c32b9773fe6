// Package francetravail collects vacancies of the French employment service, with the user's own
// credentials.
package francetravail

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"strings"
	"time"

	"rung/collect"
	"rung/collect/feed"
	"rung/collect/secret"
	"rung/collect/wire"
	"rung/internal/polite"
)

const (
	name    = "francetravail"
	licence = "France Travail, licence of the partner API"
	perPage = 150
	// lastStart is the highest first row of a range that the service answers.
	lastStart = 3000
	overlap   = 15 * time.Minute
	moment    = "2006-01-02T15:04:05Z"
)

// Source returns the source.
func Source() collect.Source {
	return collect.Source{
		Name: name, Title: "France Travail", Home: "https://www.francetravail.fr",
		BaseURL: "https://api.francetravail.io", Access: collect.API,
		Terms: collect.Terms{
			Verdict: collect.Conditional,
			Why:     "The API is open to those who register and accept the licence of the francetravail.io platform.",
			URL:     "https://francetravail.io/produits-partages/catalogue/offres-emploi", ReadOn: "2026-11-22",
			Asks: []string{
				"Use credentials of your own and keep to the licence that came with them.",
				"Name France Travail and the partner that an offer comes from, and link to the offer.",
				"Ask at most three times a second.",
				"Keep no contact persons: rung drops them.",
			},
			Credit:  "Offres de France Travail (https://www.francetravail.fr)",
			Licence: licence, MinInterval: time.Hour, Rate: 2, Key: "client id and secret of your own",
		},
		Gives: []string{"pay", "text", "tags", "employment", "place", "seniority"},
		Options: []collect.Option{
			{Name: "client_id", Doc: "The identifier of your application on francetravail.io.", Secret: true},
			{Name: "client_secret", Doc: "Its secret.", Secret: true},
			{Name: "rome", Doc: "ROME codes of occupations: M1805 is software development, M1801 system administration, M1802 IT expertise, M1806 IT consulting, M1810 data production.", Default: []string{"M1805", "M1801", "M1802", "M1806", "M1810"}},
			{Name: "keywords", Doc: "Words to search for besides."},
			{Name: "days", Doc: "How many days back the first run asks.", Check: collect.Whole(1, 365), Default: []string{"7"}},
			{Name: "token_url", Doc: "Where tokens are asked for.", Check: collect.Address, Default: []string{"https://entreprise.francetravail.fr/connexion/oauth2/access_token?realm=%2Fpartenaire"}},
		},
		Life:  collect.Life{Days: 60},
		Fetch: Fetch, Parse: Parse,
	}
}

// Fetch asks for what each search found since the last run.
func Fetch(ctx context.Context, r *collect.Run) error {
	id, err := secret.Need(r.Settings, name, "client_id")
	if err != nil {
		return err
	}
	password, err := secret.Need(r.Settings, name, "client_secret")
	if err != nil {
		return err
	}
	days, err := feed.Number(r.Settings, "days", 365)
	if err != nil {
		return err
	}
	token, err := secret.Token(ctx, r, r.Settings.First("token_url"), url.Values{
		"grant_type": {"client_credentials"}, "client_id": {id}, "client_secret": {password}, "scope": {"api_offresdemploiv2 o2dsoffre"},
	})
	if err != nil {
		return err
	}
	ask := []polite.Option{secret.Bearer(token), polite.Header("Accept", "application/json"), polite.Always()}
	var searches []searching
	for _, code := range r.Settings.Options["rome"] {
		searches = append(searches, searching{r, "rome/" + code, url.Values{"codeROME": {code}}, ask})
	}
	for _, words := range r.Settings.Options["keywords"] {
		searches = append(searches, searching{r, "words/" + words, url.Values{"motsCles": {words}}, ask})
	}
	for _, s := range searches {
		if err := s.fetch(ctx, r.Now.AddDate(0, 0, -days)); err != nil {
			if feed.Ends(ctx, err) {
				return err
			}
			r.Failed(s.scope, err)
		}
	}
	return nil
}

// searching is one search.
type searching struct {
	run   *collect.Run
	scope string
	query url.Values
	ask   []polite.Option
}

// fetch reads what was created since the last run, the newest first. Where that is more than the service
// answers, it goes on below the oldest that it has seen.
func (s searching) fetch(ctx context.Context, from time.Time) error {
	if c := s.run.Cursor(s.scope); c != "" {
		last, err := time.Parse(time.RFC3339, c)
		if err != nil {
			return fmt.Errorf("position %q of the last run: not a time", c)
		}
		from = last.Add(-overlap)
	}
	to := s.run.Now.UTC().Truncate(time.Second)
	for more := true; more; {
		oldest, full, err := s.window(ctx, from, to)
		if err != nil {
			return err
		}
		if more = full && oldest.After(from); more && !oldest.Before(to) {
			return fmt.Errorf("more than %d offers were created at %s", lastStart, to.Format(moment))
		}
		to = oldest
	}
	return s.run.SetCursor(s.scope, s.run.Now.UTC().Format(time.RFC3339))
}

// window reads the offers created in a span of time, as far as the service goes. It returns when the
// oldest of them was created, and whether it had to stop before the end.
func (s searching) window(ctx context.Context, from, to time.Time) (oldest time.Time, full bool, err error) {
	for start := 0; start <= lastStart; start += perPage {
		q := url.Values{
			"minCreationDate": {from.UTC().Format(moment)}, "maxCreationDate": {to.Format(moment)}, "sort": {"1"},
			"range": {fmt.Sprintf("%d-%d", start, start+perPage-1)},
		}
		maps.Copy(q, s.query)
		rows, last, err := s.page(ctx, s.run.Base+"/partenaire/offresdemploi/v2/offres/search?"+q.Encode())
		if err != nil {
			return oldest, false, err
		}
		if oldest.IsZero() || !last.IsZero() && last.Before(oldest) {
			oldest = last
		}
		if rows < perPage {
			return oldest, false, nil
		}
	}
	return oldest, true, nil
}

// page keeps one answer and returns how many offers it holds and when the oldest was created. Status 206
// is a part of what was found, 204 that nothing was.
func (s searching) page(ctx context.Context, address string) (rows int, oldest time.Time, err error) {
	check := func(body []byte) error {
		if len(body) == 0 {
			return nil
		}
		_, err := wire.Rows(body, "resultats")
		return err
	}
	page, err := feed.Get(ctx, s.run, s.scope, address, check, s.ask...)
	switch {
	case err != nil:
		return 0, oldest, err
	case page.Status == http.StatusNoContent:
		return 0, oldest, nil
	case len(page.Body) == 0:
		return 0, oldest, errors.New("read the page: it is empty")
	}
	rows, oldest = extent(page.Body)
	if err := s.run.Keep(ctx, page); err != nil {
		return 0, oldest, err
	}
	s.run.Forget(address) // the next run asks for another span
	return rows, oldest, nil
}

func extent(body []byte) (rows int, oldest time.Time) {
	list, err := wire.Rows(body, "resultats")
	if err != nil {
		return 0, oldest
	}
	for _, raw := range list {
		var row struct {
			Created wire.Text `json:"dateCreation"`
		}
		if json.Unmarshal(raw, &row) != nil {
			continue
		}
		at, err := wire.Time("dateCreation", strings.TrimSpace(string(row.Created)))
		if err == nil && !at.IsZero() && (oldest.IsZero() || at.Before(oldest)) {
			oldest = at
		}
	}
	return len(list), oldest
}
