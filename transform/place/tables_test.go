package place_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"rung/internal/golden"
	"rung/internal/shared"
)

// TestTables makes the tables of countries and cities anew from the public data they come from, and
// compares. With -update it writes them.
func TestTables(t *testing.T) {
	dir := shared.Dir(t, "taxonomy", "geo")
	golden.Check(t, "data/countries.tsv", countryTable(t, dir))
	golden.Check(t, "data/cities.tsv", cityTable(t, dir))
}

// unfit are names of countries in some language that mean something else in adverts: Iceland is
// "Island", India "Indie", Chad "Čad", Colombia "Columbia", Morocco "Fas".
var unfit = []string{"Island", "Indie", "Čad", "Çad", "Чад", "Columbia", "Fas", "Man", "ABD", "US", "Omã", "США"}

func countryTable(t *testing.T, dir string) []byte {
	t.Helper()
	named := map[string][]string{}
	paths, _ := filepath.Glob(filepath.Join(dir, "i18n-iso-countries", "*.json"))
	for _, path := range paths {
		if filepath.Base(path) == "codes.json" {
			continue
		}
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var file struct{ Countries map[string]any }
		if err := json.Unmarshal(data, &file); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		for code, v := range file.Countries {
			for _, name := range strs(v) {
				if !slices.Contains(unfit, name) && !slices.Contains(named[code], name) {
					named[code] = append(named[code], name)
				}
			}
		}
	}
	var out bytes.Buffer
	for _, code := range slices.Sorted(maps.Keys(named)) {
		fmt.Fprintf(&out, "%s\t%s\n", code, strings.Join(slices.Sorted(slices.Values(named[code])), "\t"))
	}
	return out.Bytes()
}

func strs(v any) []string {
	switch v := v.(type) {
	case string:
		return []string{v}
	case []any:
		var out []string
		for _, x := range v {
			out = append(out, fmt.Sprint(x))
		}
		return out
	}
	return nil
}

// least is how many people make a city worth a line: fewer where adverts name small towns.
var least = map[string]int{
	"US": 15, "GB": 15, "CA": 15, "IE": 15, "IL": 15, "NL": 15, "CH": 15, "AU": 15, "NZ": 15, "SE": 15,
	"DK": 15, "NO": 15, "FI": 15, "BE": 15, "AT": 15, "EE": 15, "DE": 50, "FR": 50, "ES": 50, "IT": 50,
	"PT": 50, "PL": 50, "CZ": 50,
}

// divisions maps the numbers of GeoNames to the codes that people write.
var divisions = map[string]map[string]string{
	"CA": {"01": "AB", "02": "BC", "03": "MB", "04": "NB", "05": "NL", "07": "NS", "08": "ON", "09": "PE", "10": "QC", "11": "SK", "12": "YT"},
	"AU": {"01": "ACT", "02": "NSW", "04": "QLD", "05": "SA", "06": "TAS", "07": "VIC", "08": "WA"},
}

func cityTable(t *testing.T, dir string) []byte {
	t.Helper()
	f, err := os.Open(filepath.Join(dir, "cities_geonames.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.Comma, r.LazyQuotes = '\t', true
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	people := map[string]int{}
	for _, row := range rows[1:] {
		name, country, division, n := row[0], row[2], row[3], number(row[5])
		floor, ok := least[country]
		if !ok {
			floor = 100
		}
		capital := row[4] == "PPLC"
		if n < floor*1000 && !capital {
			continue
		}
		switch country {
		case "US":
		case "CA", "AU":
			division = divisions[country][division]
		default:
			division = ""
		}
		key := name + "\t" + country + "\t" + division
		people[key] = max(people[key], n)
	}
	var out bytes.Buffer
	for _, key := range slices.Sorted(maps.Keys(people)) {
		fmt.Fprintf(&out, "%s\t%d\n", key, people[key]/1000)
	}
	return out.Bytes()
}

func number(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}
