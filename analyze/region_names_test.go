package analyze_test

import (
	"cmp"
	"fmt"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"rung/internal/golden"
)

// sureBy is how many times more people a city must have than all others of its name in the country together, so that
// its name alone tells the region.
const sureBy = 5

// TestRegionNames keeps the lists in region_names.sql those of transform/place, which reads the cities of ads:
// go test ./analyze -run TestRegionNames -update writes them anew.
func TestRegionNames(t *testing.T) {
	const file = "sql/silver/region_names.sql"
	var places struct {
		States  map[string]map[string]string
		Aliases map[string][]string
	}
	if err := yaml.Unmarshal(read(t, "../transform/place/data/places.yaml"), &places); err != nil {
		t.Fatal(err)
	}
	people := map[string]map[string]int{} // by country and city, then by region
	count := func(city, country, region string, n int) {
		if region == "" || places.States[country] == nil || country != "US" && country != "CA" {
			return
		}
		key := country + "|" + city
		if people[key] == nil {
			people[key] = map[string]int{}
		}
		people[key][country+"-"+region] += n
	}
	for line := range strings.Lines(string(read(t, "../transform/place/data/cities.tsv"))) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		n, err := strconv.Atoi(f[3])
		if err != nil {
			t.Fatal(err)
		}
		count(f[0], f[1], f[2], n)
	}
	for alias := range places.Aliases {
		f := strings.Split(alias, ",")
		count(f[0], strings.TrimSpace(f[1]), strings.TrimSpace(f[2]), 1000)
	}
	old := string(read(t, file))
	head, _, ok := strings.Cut(old, "from (values\n")
	if !ok {
		t.Fatalf("%s has no list of values", file)
	}
	want := head + "from (values\n" + strings.Join(append(stateLines(places.States), cityLines(people)...), ",\n") + "\n) as named (region, kind, words)\n"
	if golden.Updating() {
		if err := os.WriteFile(file, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if old != want {
		t.Errorf("%s is not what transform/place knows; run with -update", file)
	}
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// stateLines write the code and the name of each state or province.
func stateLines(states map[string]map[string]string) []string {
	var lines []string
	for _, country := range []string{"CA", "US"} {
		for _, code := range slices.Sorted(maps.Keys(states[country])) {
			lines = append(lines, value(country+"-"+code, "code", code), value(country+"-"+code, "name", states[country][code]))
		}
	}
	return lines
}

// cityLines write the cities of each region whose names are surely of it, a hundred bytes or so a line.
func cityLines(people map[string]map[string]int) []string {
	cities := map[string][]string{}
	for key, regions := range people {
		all, most, best := 0, 0, ""
		for region, n := range regions {
			if all += n; n > most {
				most, best = n, region
			}
		}
		if _, city, _ := strings.Cut(key, "|"); most >= sureBy*(all-most) {
			cities[best] = append(cities[best], city)
		}
	}
	var lines []string
	for _, region := range slices.SortedFunc(maps.Keys(cities), cmp.Compare) {
		slices.Sort(cities[region])
		line := ""
		for _, city := range cities[region] {
			if line != "" && len(line)+len(city) > 90 {
				lines, line = append(lines, value(region, "city", line)), ""
			}
			line = strings.TrimPrefix(line+"|"+city, "|")
		}
		lines = append(lines, value(region, "city", line))
	}
	return lines
}

func value(region, kind, words string) string {
	return fmt.Sprintf("    ('%s', '%s', '%s')", region, kind, strings.ReplaceAll(words, "'", "''"))
}
