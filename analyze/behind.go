package analyze

import (
	"context"
	"fmt"
	"maps"
	"strings"
)

// behind is how a question finds the ads that a row of its answer counts: the second statement of its file, whose
// header has the one field adverts.
//
//	-- adverts: count | what they are
type behind struct {
	// count names the column that says how many they are, empty where the figures rest on them in another way.
	count, doc string
	sql        string
}

// statementEnd stands between the two statements of a question.
const statementEnd = "\n;\n"

// readBehind reads the second statement of a question.
func readBehind(text string) (behind, error) {
	h, err := readHeader(text)
	if err != nil {
		return behind{}, err
	}
	if key := h.unknown("adverts"); key != "" {
		return behind{}, fmt.Errorf("unknown field %q of the second statement", key)
	}
	count, doc, ok := strings.Cut(h.one("adverts"), "|")
	b := behind{count: strings.TrimSpace(count), doc: strings.TrimSpace(doc), sql: text}
	if !ok || b.count == "" || b.doc == "" {
		return behind{}, fmt.Errorf("the second statement wants a line of the form: adverts: column | what they are")
	}
	if b.count == "-" {
		b.count = ""
	}
	return b, nil
}

// Behind are the ads that one row of an answer counts.
type Behind struct {
	// Count names the column of the row that says how many they are; it is empty where the row has no such count,
	// since each is a part of several rows or the row is one ad itself.
	Count string
	// Doc says what they are.
	Doc string
	// N is how many there are. Ads holds those asked for: the newest of each employer first, then the others, undated
	// ones last.
	N   int64
	Ads *Table
}

// Adverts finds the ads that a row of an answer counts, as they are now. The answer must be one of Ask, the row one of
// its own, and Prepare must have run on the same database. most is how many ads are wanted, 0 for all.
func Adverts(ctx context.Context, db Querier, t *Table, row []any, most int) (*Behind, error) {
	q, err := Find(t.Name)
	if err != nil {
		return nil, err
	}
	values := map[string]any{"adverts": int64(most)}
	maps.Copy(values, t.Params)
	for i, c := range t.Columns {
		if _, isList := row[i].([]any); !isList {
			values["row_"+c.Name] = row[i]
		}
	}
	ads, err := query(ctx, db, q.behind.sql, values)
	if err != nil {
		return nil, fmt.Errorf("find the ads behind a row of %s: %w", t.Name, err)
	}
	b := &Behind{Count: q.behind.count, Doc: q.behind.doc, Ads: ads}
	if len(ads.Rows) > 0 {
		b.N, _ = ads.Rows[0][0].(int64)
	}
	ads.drop("ads")
	return b, nil
}

// drop takes a column away.
func (t *Table) drop(name string) {
	at := t.column(name)
	if at < 0 {
		return
	}
	t.Columns = append(t.Columns[:at:at], t.Columns[at+1:]...)
	for r, row := range t.Rows {
		t.Rows[r] = append(row[:at:at], row[at+1:]...)
	}
}
