package lake_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"rung/internal/job"
)

func day(n int) time.Time { return time.Date(2024, 5, n, 12, 0, 0, 0, time.UTC) }

func sight(id string, at int, run string) job.Sighting {
	return job.Sighting{Source: "board", ID: id, Scope: "acme", RunID: run, At: day(at), PageHash: "page-" + id}
}

func event(kind job.PageKind, at int, run, hash string) job.ScopeEvent {
	return job.ScopeEvent{Source: "board", Scope: "acme", RunID: run, At: day(at), Kind: kind, PageHash: hash}
}

func TestLivesOfListings(t *testing.T) {
	removed := sight("a", 3, "r3")
	removed.Removed = true
	other := event(job.PageGone, 5, "r5", "")
	other.Scope = "other board"
	for _, c := range []struct {
		name                   string
		sights                 []job.Sighting
		events                 []job.ScopeEvent
		last                   int
		removed, gone, missing int
	}{
		{"seen once", []job.Sighting{sight("a", 1, "r1")}, nil, 1, 0, 0, 0},
		{"its own run ends the list", []job.Sighting{sight("a", 1, "r1")}, []job.ScopeEvent{event(job.PageEnd, 2, "r1", "")}, 1, 0, 0, 0},
		{
			"missing from the first of two later lists",
			[]job.Sighting{sight("a", 1, "r1")},
			[]job.ScopeEvent{event(job.PageEnd, 3, "r3", ""), event(job.PageEnd, 2, "r2", "")},
			1, 0, 0, 2,
		},
		{"missing once, then back", []job.Sighting{sight("a", 1, "r1"), sight("a", 3, "r3")}, []job.ScopeEvent{event(job.PageEnd, 2, "r2", "")}, 3, 0, 0, 0},
		{
			"the same page again",
			[]job.Sighting{sight("a", 1, "r1")},
			[]job.ScopeEvent{event(job.PageUnchanged, 2, "r2", "page-a"), event(job.PageEnd, 3, "r2", "")},
			2, 0, 0, 0,
		},
		{
			"another page again",
			[]job.Sighting{sight("a", 1, "r1")},
			[]job.ScopeEvent{event(job.PageUnchanged, 2, "r2", "page-b"), event(job.PageEnd, 3, "r2", "")},
			1, 0, 0, 3,
		},
		{"withdrawn", []job.Sighting{sight("a", 1, "r1"), removed}, nil, 1, 3, 0, 0},
		{"withdrawn, then back", []job.Sighting{sight("a", 4, "r4"), removed}, nil, 4, 0, 0, 0},
		{"the scope is gone", []job.Sighting{sight("a", 1, "r1")}, []job.ScopeEvent{event(job.PageGone, 5, "r5", "")}, 1, 0, 5, 0},
		{"another scope is gone", []job.Sighting{sight("a", 1, "r1")}, []job.ScopeEvent{other}, 1, 0, 0, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := openWrite(t)
			s := l.Silver("run1")
			a := listing("a")
			a.SeenAt = day(1)
			must(t, s.PutListing(a))
			for _, r := range c.sights {
				must(t, s.PutSighting(r))
			}
			for _, r := range c.events {
				must(t, s.PutScope(r))
			}
			ids := identities(t, s)
			want := identityOf(a)
			want.FirstSeen, want.LastSeen = day(1), day(c.last)
			for _, e := range []struct {
				at *time.Time
				n  int
			}{{&want.RemovedAt, c.removed}, {&want.GoneAt, c.gone}, {&want.MissedAt, c.missing}} {
				if e.n > 0 {
					*e.at = day(e.n)
				}
			}
			if diff := cmp.Diff([]job.Identity{want}, ids); diff != "" {
				t.Errorf("identities (-want +got)\n%s", diff)
			}
			must(t, s.Commit(t.Context(), nil, ""))
		})
	}
}

// Identities sees what is committed, what is put, and what is put after an earlier call.
func TestIdentitiesOverCommits(t *testing.T) {
	l := openWrite(t)
	fill(t, l, listing("a"), listing("b"))
	s := l.Silver("run2")
	newer := listing("a")
	newer.SeenAt, newer.Read.ContentHash = day(9), "changed"
	must(t, s.PutListing(newer))
	check := func(versions ...int64) {
		t.Helper()
		ids, err := compare(t, s).Identities(t.Context(), []int64{job.ListingKey("board", "a"), job.ListingKey("board", "b"), job.ListingKey("board", "c")})
		must(t, err)
		var got []int64
		for _, name := range []string{"a", "b", "c"} {
			for _, id := range ids {
				if id.ID == name {
					got = append(got, id.Versions)
				}
			}
		}
		if diff := cmp.Diff(versions, got); diff != "" {
			t.Errorf("versions of a, b, c (-want +got)\n%s", diff)
		}
		for _, id := range ids {
			if id.ID == "a" && id.VersionKey != job.VersionKey("board", "a", newer.Read.ContentHash) {
				t.Errorf("current version of a = %d, want the newer one", id.VersionKey)
			}
		}
	}
	check(2, 1)
	must(t, s.PutListing(listing("c")))
	check(2, 1, 1)
	must(t, s.Commit(t.Context(), nil, ""))
	want(t, l, "select count(*) from listing_versions", "4")

	known, err := l.Known(t.Context())
	must(t, err)
	if len(known.Versions) != 4 || len(known.Listings) != 3 {
		t.Errorf("known = %d versions, %d listings, want 4 and 3", len(known.Versions), len(known.Listings))
	}
}

// identityOf is what a listing is known by, without its life.
func identityOf(l *job.Listing) job.Identity {
	return job.Identity{
		ListingKey: job.ListingKey(l.Source, l.ID), VersionKey: job.VersionKey(l.Source, l.ID, l.Read.ContentHash), Versions: 1,
		Source: l.Source, ID: l.ID, URL: l.URL, ApplyURL: l.ApplyURL, EmployerKey: l.Read.EmployerKey, Title: l.Title,
		Client: l.Client.Country, Offer: "50 60 USD hour", Place: l.Locations[0], Countries: l.Read.Countries, Seniority: l.Read.Seniority, Signature: l.Read.Signature,
		PostedAt: l.PostedAt, ValidThrough: l.ValidThrough,
	}
}

// A listing that says again what it said before has its older version as the current one.
func TestIdentitiesGoBack(t *testing.T) {
	l := openWrite(t)
	s := l.Silver("run1")
	versions := map[string]int64{}
	for i, content := range []string{"first", "second"} {
		v := listing("a")
		v.SeenAt, v.Read.ContentHash = day(i+1), content
		must(t, s.PutListing(v))
		versions[content] = job.VersionKey("board", "a", content)
	}
	for at, content := range []string{"first", "second", "first"} {
		must(t, s.PutSighting(job.Sighting{Source: "board", ID: "a", Scope: "acme", RunID: "r", At: day(at + 1), VersionKey: versions[content]}))
	}
	ids := identities(t, s)
	if len(ids) != 1 || ids[0].VersionKey != versions["first"] || ids[0].Versions != 2 || !ids[0].LastSeen.Equal(day(3)) {
		t.Errorf("identities are %+v, want the first version as the current one", ids)
	}
	must(t, s.Commit(t.Context(), nil, ""))
}

func TestOpenListings(t *testing.T) {
	l := openWrite(t)
	if got, err := l.OpenListings(t.Context()); err != nil || len(got) != 0 {
		t.Fatalf("a new lake has open listings: %v, %v", got, err)
	}
	fill(t, l, listing("a"), listing("b"))
	a, b := jobOf(listing("a")), jobOf(listing("b"))
	a.ClosedAt, b.ClosedAt = day(3), time.Time{}
	s := l.Silver("run2")
	putJobs(t, s, a, b)
	must(t, s.Commit(t.Context(), nil, "v1"))
	got, err := l.OpenListings(t.Context())
	must(t, err)
	if want := []int64{b.ListingKey}; !slices.Equal(got, want) {
		t.Errorf("open listings are %v, want %v", got, want)
	}
}
