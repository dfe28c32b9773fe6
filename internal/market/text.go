package market

import (
	"fmt"
	"html"
	"strings"
)

// openings and closings keep adverts from being near copies of each other; which one is used depends on
// the vacancy's number alone.
var (
	openings = []string{
		"We build tools for people who run small farms, and our team of twelve ships every week.",
		"Our platform moves parcels between cities, and the part that plans the routes needs new hands.",
		"Hospitals use our scheduling product every day; you would make it faster and calmer to use.",
		"We help museums put their archives on the web, from the first scan to the last search box.",
		"Our software keeps wind parks running, and the team behind it is growing by one.",
		"Payments between workshops and their suppliers are slow; we make them take seconds.",
		"We write the software that libraries lend books with, in thirty cities so far.",
	}
	duties = []string{
		"You will design, write and run services, and talk to the people who use them.",
		"You will own features from the first sketch to the day they are used, with two colleagues beside you.",
		"You will read a lot of code, delete some of it, and leave the rest clearer than it was.",
		"You will work in a small group that plans for two weeks at a time and writes things down.",
		"You will pair with a colleague on hard parts and review what others write.",
	}
	closings = []string{
		"We answer every application within a week.",
		"There are two conversations and a small paid task, nothing more.",
		"Tell us about something you made and what you would do otherwise today.",
		"We meet in person twice a year and write to each other the rest of the time.",
	}
)

// body is the advert's text in paragraphs.
func (v *Vacancy) body() []string {
	n := v.Number
	paragraphs := []string{
		openings[n%len(openings)] + " " + duties[n/7%len(duties)],
		"What you bring: " + join(v.Skills) + ".",
	}
	if len(v.Nice) > 0 {
		paragraphs = append(paragraphs, "Nice to have: "+join(v.Nice)+".")
	}
	if v.Junior {
		paragraphs = append(paragraphs, "Recent graduates are welcome.")
	}
	return append(paragraphs, closings[n/35%len(closings)]+fmt.Sprintf(" Our reference for this opening is S-%05d.", n))
}

// htmlBody is the text as boards send it.
func (v *Vacancy) htmlBody() string {
	var b strings.Builder
	for _, p := range v.body() {
		fmt.Fprintf(&b, "<p>%s</p>\n", html.EscapeString(p))
	}
	return b.String()
}

// payLine is the pay in words, or empty.
func (v *Vacancy) payLine() string {
	if v.Max == 0 {
		return ""
	}
	return fmt.Sprintf("$%.0fk - $%.0fk USD", v.Min/1000, v.Max/1000)
}

// where is the place in words.
func (v *Vacancy) where() string {
	if v.Remote {
		return "Remote"
	}
	return v.City
}

func join(list []string) string {
	switch len(list) {
	case 0:
		return "curiosity"
	case 1:
		return list[0]
	}
	return strings.Join(list[:len(list)-1], ", ") + " and " + list[len(list)-1]
}

// country is the name of an ISO code among the homes.
func country(code string) string {
	for _, h := range homes {
		if h.country == code {
			return h.label
		}
	}
	return ""
}
