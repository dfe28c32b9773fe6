package analyze_test

import (
	"database/sql"
	"testing"

	"rung/analyze"
)

// TestAdRegions reads the state or province of places as sources write them, and whether a law on pay holds there.
func TestAdRegions(t *testing.T) {
	tests := []struct {
		place, city, countries, day string
		region                      string
		isBound                     bool
	}{
		{"Denver, CO", "Denver", "US", "2024-11-05", "US-CO", true},
		{"Denver, CO - US", "Denver", "US", "2020-12-31", "US-CO", false},
		{"Colorado", "", "US", "2021-01-01", "US-CO", true},
		{"Remote - California", "", "US", "2024-11-05", "US-CA", true},
		{"San Francisco Office", "San Francisco", "US", "2024-11-05", "US-CA", true},
		{"Weave - Headquarters (Lehi, UT)", "Lehi", "US", "2024-11-05", "US-UT", false},
		{"Toronto, ON, Canada", "Toronto", "CA", "2025-12-31", "CA-ON", false},
		{"Toronto, ON, Canada", "Toronto", "CA", "2026-01-01", "CA-ON", true},
		// CA is California only where the ad names the United States.
		{"Vancouver, CA", "Vancouver", "CA", "2024-11-05", "CA-BC", true},
		{"", "Vancouver", "US", "2024-11-05", "US-WA", true},
		{"Berlin, DE", "Berlin", "DE", "2024-11-05", "", false},
		// A name that is a city's, too, counts as the state beside another city alone.
		{"Washington, DC", "Washington", "US", "2024-11-05", "US-DC", true},
		{"Washington", "Washington", "US", "2024-06-29", "US-DC", false},
		{"Seattle, Washington", "Seattle", "US", "2024-11-05", "US-WA", true},
		{"New York, NY (HQ)", "New York City", "US", "2024-11-05", "US-NY", true},
		// Portland is Oregon's unless the place says otherwise; Columbus may be anywhere.
		{"", "Portland", "US", "2024-11-05", "US-OR", false},
		{"Portland, ME", "Portland", "US", "2026-08-01", "US-ME", true},
		{"", "Columbus", "US", "2024-11-05", "", false},
		// The city had its law before the state.
		{"", "New York City", "US", "2022-10-31", "US-NY", false},
		{"", "New York City", "US", "2022-11-01", "US-NY", true},
		{"Albany, NY", "Albany", "US", "2022-11-01", "US-NY", false},
		{"United States", "", "US", "2024-11-05", "", false},
		{"Wien", "Vienna", "AT", "2024-11-05", "", true},
		{"Wien", "Vienna", "AT,DE", "2024-11-05", "", false},
	}
	db := empty(t, analyze.DefaultSettings())
	for i, tt := range tests {
		if _, err := db.ExecContext(t.Context(), `insert into listings by name select
			$1::bigint as version_key, $1::bigint as listing_key, $1::bigint as job_key, true as representative,
			nullif($2, '') as place, nullif($3, '') as city, string_split($4, ',') as countries, $5::timestamp as posted_at`,
			i, tt.place, tt.city, tt.countries, tt.day); err != nil {
			t.Fatal(err)
		}
	}
	for i, tt := range tests {
		var region sql.NullString
		var isBound bool
		err := db.QueryRowContext(t.Context(), `select
			(select region from ad_regions where version_key = $1), $1 in (select version_key from pay_law_ads)`, i).Scan(&region, &isBound)
		if err != nil {
			t.Fatal(err)
		}
		if region.String != tt.region || isBound != tt.isBound {
			t.Errorf("%s (%s; %s) on %s: region %q, law %v; want %q, %v", tt.place, tt.city, tt.countries, tt.day, region.String, isBound, tt.region, tt.isBound)
		}
	}
}

// TestPayLaws holds the list of laws to what it says of itself: each place is a country or one of region_names, has a day and
// a source on the web, and the days are not far from now.
func TestPayLaws(t *testing.T) {
	db := empty(t, analyze.DefaultSettings())
	var laws, bad int
	err := db.QueryRowContext(t.Context(), `select count(*), count(*) filter (
			len(place) <> 2 and place not in (select region from region_names)
			or city is not null and (place, city) not in (select (region, word) from region_names where kind = 'city')
			or since is null or since not between date '2010-01-01' and date '2030-01-01'
			or coalesce(law, '') = '' or source not like 'https://%')
		from pay_laws`).Scan(&laws, &bad)
	if err != nil || laws < 20 || bad > 0 {
		t.Errorf("%d laws, %d that are not whole, %v", laws, bad, err)
	}
}
