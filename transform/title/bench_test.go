package title_test

import (
	"strings"
	"testing"

	"rung/transform/employment"
	"rung/transform/headline"
	"rung/transform/title"
)

// advert is an invented advert of about three kilobytes.
var advert = "Tallowmere (https://tallowmere.example) | Senior Backend Engineer, Data Engineer | Leeds, UK | REMOTE (UK) | Full-time | £70-90k\n\n" +
	"Tallowmere runs the boilers of four hundred schools and wants them to burn less.\n\n" +
	"We're also hiring:\n\n* Frontend Engineer (React) - dashboards for caretakers\n* Site Reliability Engineer: keep it up at night\n* Product Designer\n\n" +
	strings.Repeat("You will work with a small team that reads its own graphs, talks to caretakers and ships on most days of the week. "+
		"We care about plain code, careful tests and cold mornings in which nobody notices that anything changed.\n\n", 11) +
	"You have 3+ years of experience with Go or Python. We are looking for people who like to finish things.\n"

func BenchmarkAdvert(b *testing.B) {
	b.SetBytes(int64(len(advert)))
	for b.Loop() {
		h := headline.Parse(advert)
		r := title.FromAdvert(title.Input{Text: advert, Headline: h})
		employment.Read(employment.Input{Text: advert, Roles: r.Roles})
	}
}

func BenchmarkHeadline(b *testing.B) {
	for b.Loop() {
		headline.Parse(advert)
	}
}

func BenchmarkTitled(b *testing.B) {
	for b.Loop() {
		r := title.FromAdvert(title.Input{Title: "Senior Backend Engineer (Go), Payments", Text: advert})
		employment.Read(employment.Input{Title: "Senior Backend Engineer (Go), Payments", Text: advert, Roles: r.Roles})
	}
}

func BenchmarkRead(b *testing.B) {
	for b.Loop() {
		title.Read("Senior Backend Engineer (Go), Payments")
	}
}
