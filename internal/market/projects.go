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

// brief is what a client writes about a project. It is long enough to be told from other projects by its
// words, and names no skill beyond those asked for.
func (v *Vacancy) brief() string {
	var rooms []string
	for i := range 10 {
		n := v.Number*7 + i*i*13 + v.Number/20*i
		rooms = append(rooms, firsts[n%len(firsts)], seconds[(n/3+i)%len(seconds)])
	}
	return fmt.Sprintf("%s Our rooms are called %s. We need one person for a small project, number %d in our books. It asks for %s. %s Write us how you would go about it, which parts you see as hard, and when you could begin.",
		openings[v.Number%len(openings)], strings.Join(rooms, " "), v.Number, join(v.Skills), closings[v.Number/len(openings)%len(closings)])
}
