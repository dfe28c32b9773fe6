package analyze

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
)

// Settings are the assumptions that the silver views rest on. They are printed with the answers.
type Settings struct {
	// HoursPerDay, DaysPerWeek and WeeksPerYear turn pay of one period into another: with 8, 5 and 52
	// a year has 2,080 hours and 260 days.
	HoursPerDay  float64
	DaysPerWeek  float64
	WeeksPerYear float64
	// Archives are the sources that keep ads after they close, such as threads and imported files.
	// Of any other source only what is still open was ever seen, so its ads of the time before its
	// first run are survivors and no fair count.
	Archives []string
}

// DefaultSettings are the settings that a lake has unless its user says otherwise.
func DefaultSettings() Settings {
	return Settings{HoursPerDay: 8, DaysPerWeek: 5, WeeksPerYear: 52, Archives: []string{"hackernews"}}
}

// View is one object of sql/silver: a view, a macro, or a table of settings.
type View struct {
	Name string
	// Doc says what it holds and by which rule; Grain what one row is, empty for macros.
	Doc   string
	Grain string
	SQL   string

	needs []string
	// isHeld says that the view is small and read by most questions.
	isHeld bool
}

// Views returns the silver objects, each after those it needs.
func Views() []View { return slices.Clone(views()) }

var views = sync.OnceValue(func() []View {
	var list []View
	for _, name := range sqlFiles("sql/silver") {
		v, err := readView(name, sqlText(name))
		if err != nil {
			panic(fmt.Sprintf("read %s: %v", name, err))
		}
		list = append(list, v)
	}
	return inOrder(list)
})

func readView(file, text string) (View, error) {
	h, err := readHeader(text)
	if err != nil {
		return View{}, err
	}
	if key := h.unknown("name", "doc", "grain", "needs", "held"); key != "" {
		return View{}, fmt.Errorf("unknown field %q", key)
	}
	v := View{Name: h.one("name"), Doc: h.one("doc"), Grain: h.one("grain"), SQL: text, needs: strings.Fields(h.one("needs")), isHeld: h.one("held") == "yes"}
	if v.Name != objectName(file) || v.Doc == "" {
		return View{}, fmt.Errorf("name must be the file's, and doc must be there")
	}
	return v, nil
}

// inOrder sorts views so that each comes after those it needs, and otherwise by name.
func inOrder(list []View) []View {
	var sorted []View
	state := map[string]int{} // 1 while its needs are being placed, 2 when placed
	var place func(name string)
	place = func(name string) {
		i := slices.IndexFunc(list, func(v View) bool { return v.Name == name })
		if i < 0 || state[name] == 1 {
			panic(fmt.Sprintf("silver object %q is missing or needs itself", name))
		}
		if state[name] == 2 {
			return
		}
		state[name] = 1
		for _, n := range list[i].needs {
			place(n)
		}
		state[name] = 2
		sorted = append(sorted, list[i])
	}
	for _, v := range list {
		place(v.Name)
	}
	return sorted
}

// Prepare creates the silver views on top of the lake's own. It may be called again, also with other
// settings.
func Prepare(ctx context.Context, db Execer, s Settings) error {
	return prepare(ctx, db, s, func(v View) string { return v.SQL })
}

// PrepareHeld does the same for many questions over one state of the lake: views that most questions read and that
// are small are held as tables, so that they are worked out once. The database must not have been prepared before.
func PrepareHeld(ctx context.Context, db Execer, s Settings) error {
	for _, statement := range holdMentions {
		if _, err := db.ExecContext(ctx, statement); err != nil {
			return fmt.Errorf("hold the mentions: %w", err)
		}
	}
	return prepare(ctx, db, s, func(v View) string {
		if !v.isHeld {
			return v.SQL
		}
		return strings.Replace(v.SQL, "create or replace view "+v.Name+" as", "create table "+v.Name+" as", 1)
	})
}

// holdMentions puts a table of what questions read in the place of the lake's view, which joins each mention with its
// listing.
var holdMentions = []string{
	"alter view mentions rename to mentions_of_listings",
	`create table mentions as
	select version_key, skill, skill_name, category, concept, polarity, strength, evidence
	from mentions_of_listings`,
}

func prepare(ctx context.Context, db Execer, s Settings, statement func(View) string) error {
	args := named(map[string]any{
		"hours_per_day": s.HoursPerDay, "days_per_week": s.DaysPerWeek, "weeks_per_year": s.WeeksPerYear,
		"archives": strings.Join(s.Archives, ","),
	})
	for _, v := range views() {
		if _, err := db.ExecContext(ctx, statement(v), args...); err != nil {
			return fmt.Errorf("create %s: %w", v.Name, err)
		}
	}
	return nil
}
