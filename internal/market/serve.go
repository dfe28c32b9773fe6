package market

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// boards is how many employers have a board at each board host.
const boards = 5

// boardName is the employer behind a board.
func boardName(place Place, n int) string {
	if place == Greenhouse {
		n += boards
	}
	return fmt.Sprintf("%s %s (synthetic)", firsts[n], seconds[n])
}

// Boards lists the board names at a board host, as settings want them.
func Boards(place Place) []string {
	names := make([]string, boards)
	for i := range names {
		names[i] = slug(boardName(place, i))
	}
	return names
}

func slug(name string) string {
	name, _, _ = strings.Cut(name, " (")
	return strings.ReplaceAll(strings.ToLower(name), " ", "-")
}

// Handler answers as the real hosts do, each below its own name: /hn.algolia.com/api/v1/… and so on.
func (m *Market) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /hn.algolia.com/api/v1/search_by_date", m.algolia)
	mux.HandleFunc("GET /api.ashbyhq.com/posting-api/job-board/{board}", m.ashby)
	mux.HandleFunc("GET /boards-api.greenhouse.io/v1/boards/{board}/jobs", m.greenhouse)
	mux.HandleFunc("GET /remoteok.com/api", m.remoteOK)
	return mux
}

// send answers with JSON and an ETag, and with 304 where the client has the same.
func send(w http.ResponseWriter, r *http.Request, v any) {
	data, err := json.Marshal(v)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	sum := sha256.Sum256(data)
	tag := `"` + hex.EncodeToString(sum[:8]) + `"`
	w.Header().Set("ETag", tag)
	if r.Header.Get("If-None-Match") == tag {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write(data)
}

type object = map[string]any

// shown are the vacancies at a place, newest first.
func (m *Market) shown(place Place) []*Vacancy {
	var list []*Vacancy
	for i := range m.Vacancies {
		if slices.Contains(m.Vacancies[i].Places, place) {
			list = append(list, &m.Vacancies[i])
		}
	}
	slices.SortStableFunc(list, func(a, b *Vacancy) int { return b.Posted.Compare(a.Posted) })
	return list
}

// threadID numbers the monthly threads; comments are numbered from their vacancy.
func (m *Market) threadID(month time.Time) int {
	return 90_000_000 + month.Year()*100 + int(month.Month())
}

const firstComment = 91_000_000

// algolia finds threads by their author and comments by their thread.
func (m *Market) algolia(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	per, err := strconv.Atoi(q.Get("hitsPerPage"))
	if err != nil {
		per = 20
	}
	page, err := strconv.Atoi(q.Get("page"))
	if err != nil {
		page = 0
	}
	hits := m.threads()
	if tags := q.Get("tags"); strings.Contains(tags, "comment") {
		hits = m.comments(tags)
	}
	hits = filtered(hits, q.Get("numericFilters"))
	all := len(hits)
	from := min(page*per, all)
	send(w, r, object{
		"hits": hits[from:min(from+per, all)], "nbHits": all, "page": page, "hitsPerPage": per, "nbPages": (all + per - 1) / per,
	})
}

// threads are the hiring threads, newest first.
func (m *Market) threads() []object {
	var hits []object
	last := time.Date(m.Until.Year(), m.Until.Month(), 1, 15, 0, 0, 0, time.UTC)
	for i := range m.Months {
		month := last.AddDate(0, -i, 0)
		hits = append(hits, object{
			"objectID": strconv.Itoa(m.threadID(month)), "author": "whoishiring",
			"title":      "Ask HN: Who is hiring? (" + month.Format("January 2006") + ")",
			"created_at": month.Format(time.RFC3339), "created_at_i": month.Unix(), "story_text": nil, "url": nil,
		})
	}
	return hits
}

// comments are the posts of the thread that the tags name.
func (m *Market) comments(tags string) []object {
	hits := []object{}
	for _, v := range m.shown(Thread) {
		month := time.Date(v.Posted.Year(), v.Posted.Month(), 1, 0, 0, 0, 0, time.UTC)
		id := m.threadID(month)
		if !strings.Contains(tags, "story_"+strconv.Itoa(id)) {
			continue
		}
		hits = append(hits, object{
			"objectID": strconv.Itoa(firstComment + v.Number), "author": "synthetic", "comment_text": v.post(),
			"story_id": id, "parent_id": id, "story_title": "Ask HN: Who is hiring?",
			"created_at": v.Posted.Format(time.RFC3339), "created_at_i": v.Posted.Unix(),
		})
	}
	return hits
}

// post is a vacancy as people write it into a thread.
func (v *Vacancy) post() string {
	parts := []string{v.Employer, v.Title}
	if v.Remote {
		parts = append(parts, "REMOTE")
	} else {
		parts = append(parts, v.City+", "+country(v.Country), "ONSITE")
	}
	parts = append(parts, "Full-time")
	if pay := v.payLine(); pay != "" {
		parts = append(parts, pay)
	}
	lines := []string{html.EscapeString(strings.Join(parts, " | "))}
	for _, p := range v.body() {
		lines = append(lines, html.EscapeString(p))
	}
	return strings.Join(lines, "<p>")
}

// filtered applies conditions such as created_at_i>1700000000.
func filtered(hits []object, filters string) []object {
	for f := range strings.SplitSeq(filters, ",") {
		at := strings.IndexAny(f, "<>=")
		if at < 0 {
			continue
		}
		op := f[at:]
		value, err := strconv.ParseInt(strings.TrimLeft(op, "<>="), 10, 64)
		if err != nil {
			continue
		}
		op = op[:len(op)-len(strings.TrimLeft(op, "<>="))]
		hits = slices.DeleteFunc(slices.Clone(hits), func(h object) bool {
			t := h["created_at_i"].(int64)
			return !map[string]bool{">": t > value, ">=": t >= value, "<": t < value, "<=": t <= value, "=": t == value}[op]
		})
	}
	return hits
}

func (m *Market) ashby(w http.ResponseWriter, r *http.Request) {
	jobs := []object{}
	for _, v := range m.shown(Ashby) {
		if slug(v.Employer) != r.PathValue("board") {
			continue
		}
		id := fmt.Sprintf("5a5a5a5a-0000-4000-8000-%012d", v.Number)
		j := object{
			"id": id, "title": v.Title, "department": "Engineering", "team": "Engineering", "employmentType": "FullTime",
			"location": v.where(), "secondaryLocations": []any{}, "publishedAt": v.Posted.Format(time.RFC3339), "isListed": true,
			"isRemote": v.Remote, "workplaceType": map[bool]string{true: "Remote", false: "OnSite"}[v.Remote],
			"address": object{"postalAddress": object{"addressLocality": v.City, "addressCountry": country(v.Country)}},
			"jobUrl":  "https://jobs.ashbyhq.com/" + slug(v.Employer) + "/" + id, "descriptionHtml": v.htmlBody(), "descriptionPlain": strings.Join(v.body(), "\n\n"),
		}
		if v.Max > 0 {
			c := object{"id": "c", "summary": v.payLine(), "compensationType": "Salary", "interval": "1 YEAR", "currencyCode": "USD", "minValue": v.Min, "maxValue": v.Max}
			j["compensation"] = object{
				"compensationTierSummary": v.payLine(), "summaryComponents": []any{c},
				"compensationTiers": []any{object{"id": "t", "tierSummary": v.payLine(), "title": nil, "components": []any{c}}},
			}
		}
		jobs = append(jobs, j)
	}
	m.board(w, r, Ashby, object{"apiVersion": "1", "jobs": jobs})
}

func (m *Market) greenhouse(w http.ResponseWriter, r *http.Request) {
	jobs := []object{}
	for _, v := range m.shown(Greenhouse) {
		if slug(v.Employer) != r.PathValue("board") {
			continue
		}
		content := v.htmlBody()
		if v.Max > 0 {
			content += fmt.Sprintf("<p>The salary range for this position is $%.0f - $%.0f USD per year.</p>", v.Min, v.Max)
		}
		jobs = append(jobs, object{
			"id": 4_000_000 + v.Number, "internal_job_id": 3_000_000 + v.Number, "title": v.Title, "company_name": v.Employer,
			"location": object{"name": v.where()}, "absolute_url": fmt.Sprintf("https://boards.greenhouse.io/%s/jobs/%d", slug(v.Employer), 4_000_000+v.Number),
			"updated_at": v.Posted.Format(time.RFC3339), "first_published": v.Posted.Format(time.RFC3339), "language": "en",
			"content": html.EscapeString(content), "departments": []any{object{"id": 1, "name": "Engineering"}},
			"offices": []any{object{"id": 1, "name": v.City, "location": v.City + ", " + country(v.Country)}}, "metadata": nil,
		})
	}
	m.board(w, r, Greenhouse, object{"jobs": jobs, "meta": object{"total": len(jobs)}})
}

// board answers for a board that exists, and with 404 for others.
func (m *Market) board(w http.ResponseWriter, r *http.Request, place Place, answer object) {
	if !slices.Contains(Boards(place), r.PathValue("board")) {
		http.NotFound(w, r)
		return
	}
	send(w, r, answer)
}

func (m *Market) remoteOK(w http.ResponseWriter, r *http.Request) {
	answer := []any{object{"last_updated": m.Until.Unix(), "legal": "Synthetic answer in the format of Remote OK."}}
	for _, v := range m.shown(RemoteOK) {
		id := strconv.Itoa(800_000 + v.Number)
		answer = append(answer, object{
			"id": id, "slug": "synthetic-" + id, "epoch": v.Posted.Unix(), "date": v.Posted.Format(time.RFC3339), "company": html.EscapeString(v.Employer),
			"position": html.EscapeString(v.Title), "tags": []string{"dev"}, "description": v.htmlBody(), "location": "Worldwide",
			"salary_min": v.Min, "salary_max": v.Max, "url": "https://remoteok.com/remote-jobs/synthetic-" + id, "apply_url": "https://remoteok.com/l/" + id,
		})
	}
	send(w, r, answer)
}
