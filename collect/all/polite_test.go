package all_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"rung/collect"
	"rung/collect/all"
	"rung/collect/sourcetest"
	"rung/internal/job"
	"rung/internal/polite"
	"rung/internal/shared"
)

// manners says how a source is driven against the server of recorded sites, and what it may ask for.
type manners struct {
	// paths are the documented paths, as reference pages of the sites name them.
	paths string
	// sizes are the largest pages that are documented, by the parameter that asks for them.
	sizes map[string]int
	// options are few, so that a run is short; ROOT stands for the address of the server.
	options map[string][]string
	// absent says that nothing is recorded of the site: it answers 404, and only the asking is looked at.
	absent bool
	// whole are paths that are read whole each time: lists of other pages, of which no body is kept, and
	// pages that are kept under another address than they were asked for, since that holds a key.
	whole string
}

var known = map[string]manners{
	"hackernews": {paths: `/api/v1/(search|search_by_date|items/\d+)`, sizes: map[string]int{"hitsPerPage": 1000}, options: map[string][]string{"since": {"2024-11"}}, whole: `/api/v1/search_by_date`},
	"remoteok":   {paths: `/api`},
	"remotive":   {paths: `/api/remote-jobs`},
	"arbeitnow":  {paths: `/api/job-board-api`, options: map[string][]string{"pages": {"3"}}},
	"himalayas":  {paths: `/jobs/api`, sizes: map[string]int{"limit": 20}, options: map[string][]string{"pages": {"3"}}},
	"jobicy":     {paths: `/api/v2/remote-jobs`, sizes: map[string]int{"count": 100}},
	"weworkremotely": {
		paths: `/(remote-jobs|categories/[a-z-]+)\.rss`, options: map[string][]string{"categories": {"remote-design-jobs"}},
	},
	"themuse":         {paths: `/api/public/jobs`, options: map[string][]string{"categories": {"Software Engineering"}, "pages": {"1"}}},
	"workingnomads":   {paths: `/api/exposed_jobs/`},
	"greenhouse":      {paths: `/v1/boards/[a-z]+/jobs(/\d+)?`, options: map[string][]string{"boards": {"gitlab", "careerkit", "nobody"}}},
	"ashby":           {paths: `/posting-api/job-board/[A-Za-z0-9]+`, options: map[string][]string{"boards": {"1password", "9fin", "nobody"}}},
	"lever":           {paths: `/v0/postings/[a-z]+`, sizes: map[string]int{"limit": 100}, options: map[string][]string{"boards": {"aaron", "zoox", "nobody"}}},
	"recruitee":       {paths: `/api/offers/`, options: map[string][]string{"boards": {"careerkit"}}},
	"freelancer":      {paths: `/api/projects/0\.1/projects/active/`, sizes: map[string]int{"limit": 100}, options: map[string][]string{"token": {"t"}, "pages": {"2"}}},
	"usajobs":         {paths: `/api/(Search|historicjoa)`, sizes: map[string]int{"ResultsPerPage": 500}, options: map[string][]string{"key": {"k"}, "email": {"me@example.org"}, "series": {"2210", "1550"}}},
	"jobtech":         {paths: `/(stream|snapshot|v2/stream|v2/snapshot)`, absent: true},
	"navno":           {paths: `/api/v1/feed(entry)?(/[a-z0-9-]+)?`, options: map[string][]string{"token": {"t"}}, absent: true},
	"gsacalc":         {paths: `/acquisition/calc/v3/api/ceilingrates/`, sizes: map[string]int{"page_size": 100}, options: map[string][]string{"keywords": {"software"}}, absent: true},
	"reed":            {paths: `/api/1\.0/(search|jobs/\d+)`, sizes: map[string]int{"resultsToTake": 100}, options: map[string][]string{"key": {"k"}, "keywords": {"golang"}}, whole: `/api/1\.0/search`},
	"workable":        {paths: `/api/v1/widget/accounts/[a-z]+`, options: map[string][]string{"boards": {"careerkit", "manwitha"}}},
	"personio":        {paths: `/xml`, options: map[string][]string{"boards": {"careerkit"}}},
	"teamtailor":      {paths: `/jobs\.json`, options: map[string][]string{"boards": {"careerkit"}}},
	"simplify":        {paths: `/SimplifyJobs/[A-Za-z0-9-]+/[a-z]+/\.github/scripts/listings\.json`},
	"smartrecruiters": {paths: `/v1/companies/[a-z]+/postings(/\w+)?`, sizes: map[string]int{"limit": 100}, options: map[string][]string{"boards": {"careerkit"}, "details": {"2"}}},
	"francetravail": {
		paths:   `/partenaire/offresdemploi/v2/offres/search`,
		options: map[string][]string{"client_id": {"i"}, "client_secret": {"s"}, "token_url": {"ROOT/entreprise.francetravail.fr/token"}}, absent: true,
	},
	"adzuna": {
		paths: `/v1/api/jobs/gb/search/\d+`, sizes: map[string]int{"results_per_page": 50},
		options: map[string][]string{"app_id": {"i"}, "app_key": {"k"}, "queries": {"golang"}}, whole: `/v1/api/jobs/.*`,
	},
	"arbeitsagentur": {paths: `/jobboerse/jobsuche-service/pc/v\d/(jobs|jobdetails/.+)`, sizes: map[string]int{"size": 100}, options: map[string][]string{"queries": {"Golang"}}, absent: true},
	"upwork":         {paths: `/(graphql|api/v3/oauth2/token)`, absent: true},
	"ecb":            {paths: `/stats/eurofxref/eurofxref-(daily\.xml|hist-90d\.xml|hist\.zip)`, absent: true},
	"jsonld": {
		paths: `/(sitemap(-jobs)?\.xml|jobs/[a-z0-9]+)`, options: map[string][]string{"pages": {"3"}},
		whole: `/sitemap.*`,
	},
}

// address names what was asked for.
func address(r shared.Asked) string { return r.Host + r.Path + "?" + r.Query }

// driven is what one source did in its runs.
type driven struct {
	source  collect.Source
	records []job.RunRecord
	errs    []error
	// second is when the second run began, in seconds as the server counts.
	second float64
}

// TestManners drives every source of the network twice against the server of recorded sites, and reads
// the server's log: who asks, for what, how often, how much, and what is asked again.
func TestManners(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("skipped: manners take real time")
	}
	root := shared.Replay(t, "--since", "2024-11-01", "--until", "2024-12-31")
	for _, d := range drive(t, root, 2) {
		t.Run(d.source.Name, func(t *testing.T) {
			m, log := known[d.source.Name], shared.Log(t, root, host(d.source))
			if len(log) == 0 && m.absent {
				t.Skip("skipped: the server answers no question that is posted, and keeps no log of it")
			}
			if len(log) == 0 {
				t.Fatalf("the site was not asked for anything: %v", d.errs)
			}
			checkAsking(t, d.source, m, log)
			if m.absent {
				return
			}
			checkSpacing(t, d, log)
			checkAgain(t, d, m, log)
			// The career site has pages that are there to be refused.
			for i, r := range d.records {
				if want := job.Done; r.Outcome != want && d.source.Name != "jsonld" {
					t.Errorf("run %d: %s, want %s: %v", i+1, r.Outcome, want, d.errs[i])
				}
			}
		})
	}
}

// TestMannersWhenToldToWait wants every 429 followed by the wait that it asks for, of a second.
func TestMannersWhenToldToWait(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("skipped: manners take real time")
	}
	root := shared.Replay(t, "--since", "2024-11-01", "--until", "2024-12-31", "--faults", "429:2")
	hit := 0
	for _, d := range drive(t, root, 1) {
		log := shared.Log(t, root, host(d.source))
		for i, r := range log[:max(0, len(log)-1)] {
			if r.Status != http.StatusTooManyRequests {
				continue
			}
			hit++
			if gap := log[i+1].T - r.T; gap < 0.99 {
				t.Errorf("%s came back after %.3fs to %s, was asked to wait 1s", d.source.Name, gap, address(r))
			}
		}
		if r := d.records[0]; !known[d.source.Name].absent && r.Outcome != job.Done && d.source.Name != "jsonld" {
			t.Errorf("%s: %s: %v", d.source.Name, r.Outcome, d.errs[0])
		}
	}
	if hit < 10 {
		t.Errorf("%d requests were answered 429, want 10 or more to look at", hit)
	}
}

// drive runs every source side by side, each with a client and a sink of its own.
func drive(t *testing.T, root string, runs int) []*driven {
	t.Helper()
	var out []*driven
	var group sync.WaitGroup
	for _, s := range all.Sources() {
		m, ok := known[s.Name]
		if s.Access == collect.File {
			continue
		}
		if !ok {
			t.Errorf("source %s: nobody says what it may ask for", s.Name)
			continue
		}
		d := &driven{source: s}
		out = append(out, d)
		group.Go(func() { d.run(t, root, m, runs) })
	}
	group.Wait()
	return out
}

func (d *driven) run(t *testing.T, root string, m manners, runs int) {
	t.Helper()
	s := d.source
	base := root + "/" + strings.TrimPrefix(s.BaseURL, "https://")
	set := collect.Settings{Enabled: true, BaseURL: base, Permission: "recorded pages only", Options: map[string][]string{}}
	for _, o := range s.Options {
		set.Options[o.Name] = o.Default
	}
	for name, v := range m.options {
		set.Options[name] = []string{}
		for _, text := range v {
			set.Options[name] = append(set.Options[name], strings.Replace(text, "ROOT", root, 1))
		}
	}
	sink := &sourcetest.MemorySink{}
	for i := range runs {
		time.Sleep(10 * time.Millisecond) // the log counts in milliseconds
		d.second = float64(time.Now().UnixMilli()) / 1000
		records, err := collect.Collect(t.Context(), []collect.Source{s}, map[string]collect.Settings{s.Name: set}, sink, collect.Options{
			RunID: strconv.Itoa(i), Now: time.Now,
			Client: polite.New(polite.Config{Version: "1.0", Home: "https://rung.example", Contact: "me@example.org", Now: time.Now}),
		})
		d.records, d.errs = append(d.records, records[0]), append(d.errs, err)
	}
}

func checkAsking(t *testing.T, s collect.Source, m manners, log []shared.Asked) {
	t.Helper()
	paths := regexp.MustCompile("^(/robots.txt|" + m.paths + ")$")
	for _, r := range log {
		if !paths.MatchString(r.Path) || strings.HasPrefix(r.Path, "/private") {
			t.Errorf("asked for %s, which is none of %s", address(r), m.paths)
		}
		// USAJOBS wants the address that its key is registered for.
		if r.UA != "rung/1.0 (+https://rung.example; me@example.org)" && s.Name != "usajobs" {
			t.Errorf("asked as %q", r.UA)
		}
		q, err := url.ParseQuery(r.Query)
		if err != nil {
			t.Errorf("%s: %v", address(r), err)
		}
		for name, most := range m.sizes {
			if n, err := strconv.Atoi(q.Get(name)); q.Has(name) && (err != nil || n > most) {
				t.Errorf("asked for a page of %s, %d is documented: %s", q.Get(name), most, address(r))
			}
		}
	}
}

// checkSpacing wants requests to one host apart by the rate of the terms, within a run.
func checkSpacing(t *testing.T, d *driven, log []shared.Asked) {
	t.Helper()
	last := map[string]float64{}
	for _, r := range log {
		before, ok := last[r.Host]
		last[r.Host] = r.T
		if !ok || before < d.second && r.T >= d.second {
			continue
		}
		if gap, want := r.T-before, 1/d.source.Terms.Rate; gap < want-0.01 {
			t.Errorf("%s came after %.3fs, want %.3fs", address(r), gap, want)
		}
	}
}

// checkAgain wants a page that was answered before asked for with its validator.
func checkAgain(t *testing.T, d *driven, m manners, log []shared.Asked) {
	t.Helper()
	before := map[string]bool{}
	whole := regexp.MustCompile("^(/robots.txt|" + m.whole + ")$")
	again, spared := 0, 0
	for _, r := range log {
		switch {
		case r.T < d.second:
			before[address(r)] = r.Status == http.StatusOK
		case before[address(r)] && whole.MatchString(r.Path):
		case before[address(r)]:
			if again++; r.INM == "" {
				t.Errorf("%s is known and was asked for without a condition", address(r))
			}
			if r.Status == http.StatusNotModified {
				spared++
			}
		}
	}
	t.Logf("%d requests, %d pages asked for again, %d of them unchanged", len(log), again, spared)
}

// host is how the hosts of a source end.
func host(s collect.Source) string {
	return strings.ReplaceAll(strings.TrimPrefix(s.BaseURL, "https://"), "{board}", "")
}
