package transform

import (
	"context"
	"maps"
	"math/rand"
	"slices"
	"strconv"
	"strings"
	"time"

	"pgregory.net/rapid"

	"rung/internal/job"
	"rung/transform/dedupe"
)

var firstDay = time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)

// someTexts are signatures of two texts and of texts that share more and less with the first: copies,
// near copies, the same template.
var someTexts = func() [][]uint32 {
	words := func(seed int64) []string {
		r := rand.New(rand.NewSource(seed))
		out := make([]string, 300)
		for i := range out {
			out[i] = "w" + strconv.Itoa(r.Intn(5000))
		}
		return out
	}
	signatures := [][]uint32{nil, dedupe.Signature(strings.Join(words(2), " "))}
	for _, changed := range []int{0, 2, 8, 25, 90} {
		text := words(1)
		copy(text[20:20+changed], words(int64(10+changed)))
		signatures = append(signatures, dedupe.Signature(strings.Join(text, " ")))
	}
	return signatures
}()

// world is a lake in small: an index, the rows of jobs as they are kept, and what sources say.
type world struct {
	*memory
	rows map[int64]job.JobRow
	o    JobOptions
	next int64
}

func newWorld() *world {
	return &world{memory: newMemory(), rows: map[int64]job.JobRow{}, o: JobOptions{
		AsOf: firstDay, Lives: map[string]Life{"board": {ShowsAllOpen: true}, "boards": {ShowsAllOpen: true}, "thread": {Days: 42}},
	}}
}

// aDay is a moment from few, so that times lie within the window, at its end and beyond.
func aDay(t *rapid.T, what string) time.Time {
	return firstDay.AddDate(0, 0, rapid.SampledFrom([]int{0, 0, 1, 10, 21, 22, 40, 43, 64, 90}).Draw(t, what))
}

// content draws what makes another version of a listing.
func content(t *rapid.T, id *job.Identity) {
	pick := func(name string, of ...string) string { return rapid.SampledFrom(of).Draw(t, name) }
	id.EmployerKey = pick("employer", "", "acme", "acme", "agency", "bolt")
	id.Title = pick("title", "", "Engineer", "Engineer", "Senior Engineer", "Designer of tools for people who grow food", "Cook")
	id.URL = pick("url", "", "", "https://x.example/jobs/1234", "https://x.example/jobs/5678")
	id.ApplyURL = pick("apply", "", "", "https://x.example/jobs/1234", "https://y.example/a-b-c-d-e")
	id.Place = pick("place", "", "Berlin", "Paris")
	id.Client = pick("client", "", "US")
	id.Seniority = job.Seniority(pick("level", "", "", "senior", "junior"))
	id.Countries = nil
	if c := pick("country", "", "", "DE", "FR", "EU"); c != "" {
		id.Countries = []string{c}
	}
	id.Signature = rapid.SampledFrom(someTexts).Draw(t, "text")
}

// add makes a listing.
func (w *world) add(t *rapid.T) job.Identity {
	w.next++
	key := w.next * 7919 % 1009 // the order of keys is not that of arrival
	id := job.Identity{
		ListingKey: key, VersionKey: key * 100, Versions: 1, ID: strconv.FormatInt(key, 10),
		Source:    rapid.SampledFrom([]string{"board", "boards", "thread", "file"}).Draw(t, "source"),
		FirstSeen: aDay(t, "seen"),
	}
	id.LastSeen = id.FirstSeen
	if rapid.Bool().Draw(t, "posted") {
		id.PostedAt = aDay(t, "posted on")
	}
	content(t, &id)
	return id
}

// change lets a listing be edited, dated anew, seen again or ended.
func (w *world) change(t *rapid.T, id job.Identity) job.Identity {
	switch rapid.IntRange(0, 5).Draw(t, "change") {
	case 0, 1:
		id.VersionKey, id.Versions = id.VersionKey+1, id.Versions+1
		content(t, &id)
	case 2:
		id.PostedAt = aDay(t, "posted on")
	case 3:
		id.FirstSeen = aDay(t, "seen before")
	case 4:
		if at := aDay(t, "seen again"); at.After(id.LastSeen) {
			id.LastSeen = at
		}
	case 5:
		id.MissedAt = id.LastSeen.AddDate(0, 0, 1)
	}
	return id
}

// commit draws what a commit brings and returns the listings that have to be grouped again.
func (w *world) commit(t *rapid.T) []int64 {
	touched := map[int64]bool{}
	w.o.AsOf = w.o.AsOf.AddDate(0, 0, rapid.IntRange(0, 30).Draw(t, "later"))
	if keys := slices.Sorted(maps.Keys(w.ids)); len(keys) > 0 && rapid.IntRange(0, 3).Draw(t, "gone") == 0 {
		k := rapid.SampledFrom(keys).Draw(t, "goes")
		for _, mate := range slices.Concat(w.mates(k, false), w.mates(k, true)) {
			touched[mate] = true
		}
		delete(touched, k)
		delete(w.rows, k)
		w.drop(k)
	}
	var stretched []int64
	if keys := slices.Sorted(maps.Keys(w.ids)); len(keys) > 0 {
		for _, k := range rapid.SliceOfNDistinct(rapid.SampledFrom(keys), 0, min(3, len(keys)), rapid.ID).Draw(t, "changed") {
			id := w.change(t, w.ids[k])
			before, now := w.rows[k], Alone(&id, w.o)
			w.put(id)
			if Moved(&before, &now) {
				touched[k] = true
			} else if now.LastSeen.After(before.LastSeen) && w.o.Lives[id.Source].ShowsAllOpen {
				stretched = append(stretched, k)
			}
		}
	}
	for range rapid.IntRange(0, 4).Draw(t, "added") {
		id := w.add(t)
		w.put(id)
		touched[id.ListingKey] = true
	}
	for _, k := range stretched {
		if w.reaches(k) {
			touched[k] = true
		}
	}
	return slices.Sorted(maps.Keys(touched))
}

// reaches is the second rule of Moved: a listing lasts longer, and something may no longer be its repost.
func (w *world) reaches(k int64) bool {
	old := w.rows[k]
	end := old.LastSeen
	if s := start(&old); s.After(end) {
		end = s
	}
	for member, r := range w.rows {
		if r.JobKey != old.JobKey {
			continue
		}
		for _, mate := range w.mates(member, false) {
			id := w.ids[mate]
			if began(&id).Sub(end) > RepostAfter {
				return true
			}
		}
	}
	return false
}

// fold brings the times of all kept rows up to date, which changes no job, and then takes over rows.
func (w *world) fold(rows []job.JobRow) {
	for k, id := range w.ids {
		r, old := Alone(&id, w.o), w.rows[k]
		r.JobKey, r.Representative, r.Reason, r.TwinOf, r.Reposts = old.JobKey, old.Representative, old.Reason, old.TwinOf, old.Reposts
		w.rows[k] = r
	}
	for _, r := range rows {
		w.rows[r.ListingKey] = r
	}
}

func (w *world) kept() []job.JobRow {
	out := []job.JobRow{}
	for _, k := range slices.Sorted(maps.Keys(w.rows)) {
		out = append(out, w.rows[k])
	}
	return out
}

// regroup groups touched listings again, takes the rows over and returns them.
func (w *world) regroup(t interface {
	Context() context.Context
	Fatal(args ...any)
}, touched []int64, batch int,
) []job.JobRow {
	var rows []job.JobRow
	o := w.o
	o.Batch = batch
	if err := Regroup(t.Context(), touched, w, o, func(more []job.JobRow) error {
		rows = append(rows, more...)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	w.fold(rows)
	return rows
}
