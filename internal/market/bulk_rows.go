package market

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"rung/internal/job"
)

// thread is a page of comments as Algolia shows a hiring thread.
func (u *unit) thread() job.Page {
	id := strconv.Itoa(30_000_000 + u.month.Year()*100 + int(u.month.Month()))
	b := append(make([]byte, 0, comments*1400), `{"hits":[`...)
	offers := make([]*vacancy, comments)
	for i, from := range u.copies(comments, commentCopies) {
		copied := from != i
		if copied {
			offers[i] = offers[from]
		} else {
			offers[i] = u.vacancy(u.draw())
		}
		if i > 0 {
			b = append(b, ',')
		}
		b = u.comment(b, offers[i], id, i, copied)
	}
	b = append(b, `],"nbPages":1}`...)
	address := "https://hn.algolia.com/api/v1/search_by_date?tags=comment,story_" + id + "&page=" + strconv.Itoa(u.number)
	return u.page("hackernews", id, address, "application/json", b)
}

func (u *unit) comment(b []byte, v *vacancy, thread string, i int, copied bool) []byte {
	at := u.posted()
	b = append(b, `{"objectID":"`...)
	b = strconv.AppendInt(b, int64(100_000_000+u.number*comments+i), 10)
	b = append(b, `","story_id":`...)
	b = append(b, thread...)
	b = append(b, `,"parent_id":`...)
	b = append(b, thread...)
	b = append(b, `,"story_title":"Ask HN: Who is hiring? (`...)
	b = u.month.AppendFormat(b, "January 2006")
	b = append(b, `)","author":"synthetic","created_at_i":`...)
	b = strconv.AppendInt(b, at.Unix(), 10)
	b = append(b, `,"comment_text":"`...)
	head := v.employer + " | " + v.title + " | " + cities[v.city].city + ", " + cities[v.city].country + v.mode()
	b = append(b, head...)
	w := u.writer(v, copied)
	length := commentLengths.draw(w.base) - len(head) - 50 // a sentence too long for the end, and the link
	if w.base.Float64() < commentPay {
		b = append(b, fmt.Sprintf(" | $%dk - $%dk", v.min/1000, v.max/1000)...)
	}
	if w.base.IntN(5) == 0 { // what the employer says of itself in every advert
		about := *w
		about.base, about.edit = seeded(u.Seed^v.offer.employer, 4), nil
		about.paragraphs(200, commentMarkup)
		w.out = about.out
	}
	w.paragraphs(length-len(w.out), commentMarkup)
	b = append(b, w.out...)
	if w.base.IntN(10) < 7 {
		b = append(b, `<p><a href=\"https:&#x2F;&#x2F;`+v.slug+`.example&#x2F;jobs&#x2F;`+strconv.FormatUint(v.seed>>32, 36)+`\">Apply</a>`...)
	}
	return append(b, `"}`...)
}

// mode is how a comment's first line says where the work is done.
func (v *vacancy) mode() string {
	if v.remote {
		return " | REMOTE | Full-time"
	}
	return " | ONSITE | Full-time"
}

// boards are the pages of two employers with boards of their own, each listed whole.
func (u *unit) boards() []job.Page {
	var pages []job.Page
	small := 1 + u.r.IntN(postings/2)
	for i, n := range []int{postings - small, small} {
		number := 2*u.number + i
		employer := coinedNames/2 + uint64(number)
		v := u.vacancy(offer{employer: employer})
		scope := v.slug + "-" + strconv.Itoa(number)
		p := u.page("ashby", scope, "https://api.ashbyhq.com/posting-api/job-board/"+scope, "application/json", u.board(employer, n, number))
		p.Meta = map[string]string{"employer": v.employer}
		pages = append(pages, p, job.Page{Source: p.Source, Kind: job.PageEnd, Scope: scope, RunID: u.RunID, FetchedAt: u.seen})
	}
	return pages
}

// board is the answer for one board of n postings.
func (u *unit) board(employer uint64, n, number int) []byte {
	b := append(make([]byte, 0, n*6000), `{"apiVersion":"1","jobs":[`...)
	for i, from := range u.copies(n, postingCopies) {
		v := u.vacancy(offer{employer: employer, title: from})
		if i > 0 {
			b = append(b, ',')
		}
		id := fmt.Sprintf("%08x-0000-4000-8000-%012d", scatter(u.Seed^uint64(number))>>32, i)
		b = append(b, `{"id":"`+id+`","title":"`+v.title+`","department":"Engineering","employmentType":"FullTime","isListed":true,"location":"`+cities[v.city].city...)
		b = append(b, `","address":{"postalAddress":{"addressLocality":"`+cities[v.city].city+`","addressCountry":"`+cities[v.city].country+`"}},"publishedAt":"`...)
		b = u.posted().AppendFormat(b, "2006-01-02T15:04:05Z07:00")
		b = append(b, `","workplaceType":"`+map[bool]string{true: "Remote", false: "OnSite"}[v.remote]+`","jobUrl":"https://jobs.ashbyhq.com/`+v.slug+`/`+id+`","descriptionHtml":"`...)
		b = append(b, u.description(v, from != i)...)
		b = append(b, '"')
		if float64(v.seed%100)/100 < postingPay {
			b = fmt.Appendf(b, `,"compensation":{"compensationTierSummary":"$%dK - $%dK","summaryComponents":[{"id":"c","compensationType":"Salary","interval":"1 YEAR","currencyCode":"USD","minValue":%d,"maxValue":%d}]}`,
				v.min/1000, v.max/1000, v.min, v.max)
		}
		b = append(b, '}')
	}
	return append(b, `]}`...)
}

// description is a long text, the first third of which every posting of the board begins with.
func (u *unit) description(v *vacancy, copied bool) []byte {
	w := u.writer(v, copied)
	length := postingLengths.draw(w.base)
	about := *w
	about.base, about.edit = seeded(u.Seed^v.offer.employer, 5), nil
	about.paragraphs(length/3, postingMarkup)
	w.out = about.out
	w.paragraphs(length-len(w.out), postingMarkup)
	return w.out
}

// file is a page of rows without text: of projects without employers, or of jobs, unit by unit.
func (u *unit) file() job.Page {
	name, columns, row := "synthetic-projects", projectColumns, u.project
	if u.number%2 == 1 {
		name, columns, row = "synthetic-jobs", jobColumns, u.job
	}
	b := make([]byte, 0, rows*300)
	var before [][]byte
	for i, from := range u.copies(rows, rowCopies) {
		if from == i {
			before = append(before, row())
		} else {
			before = append(before, before[from])
		}
		b = fmt.Appendf(b, `{"id":"%d",`, u.number*rows+i)
		b = append(append(b, before[i]...), '\n')
	}
	p := u.page("files", name, "file:"+name+"?page="+strconv.Itoa(u.number), "application/jsonl", b)
	about, _ := json.Marshal(map[string]any{"name": name, "file": name, "columns": columns, "terms": "synthetic"}) // texts only: it cannot fail
	p.Meta = map[string]string{"import": string(about)}
	return p
}

var (
	projectColumns = map[string]string{
		"id": "id", "title": "title", "tags": "skills", "posted_at": "posted", "pay_min": "pay", "pay_max": "pay", "pay_currency": "=USD", "pay_period": "=project",
		"pay_basis": "=budget_band", "employment": "=freelance", "remote": "=remote",
	}
	jobColumns = map[string]string{
		"id": "id", "title": "title", "employer": "employer", "place": "place", "tags": "skills", "posted_at": "posted", "pay_min": "pay", "pay_max": "pay",
		"pay_currency": "=USD", "pay_period": "=year", "pay_basis": "=board",
	}
)

// project is a row without its id.
func (u *unit) project() []byte {
	v := u.vacancy(u.draw())
	title := fmt.Sprintf("%s %s %s %s %s", pick(u.r, tasks), rareWord(u.r), pick(u.r, users), pick(u.r, works), v.skills[0])
	return u.row(title, `"pay":`+strconv.Itoa(5*(1+u.r.IntN(400)))+`}`, v)
}

// job is a row without its id.
func (u *unit) job() []byte {
	v := u.vacancy(u.draw())
	return u.row(v.title, `"employer":"`+v.employer+`","place":"`+cities[v.city].city+", "+cities[v.city].country+`","pay":`+strconv.Itoa(v.min)+`}`, v)
}

func (u *unit) row(title, rest string, v *vacancy) []byte {
	return []byte(`"title":"` + title + `","skills":"` + strings.Join(v.skills[:3], ", ") + `","posted":"` + u.posted().Format("2006-01-02") + `",` + rest)
}
