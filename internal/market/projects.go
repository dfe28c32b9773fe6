package market

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
)

// WriteProjects writes the freelance projects as a CSV file with these columns: id, title, description,
// skills (between commas), type (hourly or fixed), min, max, currency, posted, proposals, country.
func (m *Market) WriteProjects(w io.Writer) error {
	out := csv.NewWriter(w)
	if err := out.Write([]string{"id", "title", "description", "skills", "type", "min", "max", "currency", "posted", "proposals", "country"}); err != nil {
		return err
	}
	for _, v := range m.shown(Projects) {
		kind := "hourly"
		if v.Fixed {
			kind = "fixed"
		}
		err := out.Write([]string{
			fmt.Sprintf("S%05d", v.Number), v.Title + " (synthetic)", v.brief(), strings.Join(v.Skills, ", "), kind,
			strconv.FormatFloat(v.Min, 'f', -1, 64), strconv.FormatFloat(v.Max, 'f', -1, 64), "USD",
			v.Posted.Format(time.RFC3339), strconv.Itoa(v.Bids), country(v.Country),
		})
		if err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// brief is what a client writes about a project.
func (v *Vacancy) brief() string {
	return fmt.Sprintf("A small project for one person. %s Project number %d.", closings[v.Number%len(closings)], v.Number)
}
