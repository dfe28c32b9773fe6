package contact_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"rung/transform/contact"
)

const mark = contact.Mark

func TestRemove(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		// Addresses.
		{"Write to jobs@example.com.", "Write to " + mark + "."},
		{"(jane.doe+hn@mail.example.co.uk)", "(" + mark + ")"},
		{"<a@b.io>, c@d.dev", "<" + mark + ">, " + mark},
		{"mailto:jane@example.com?subject=Job%20x now", mark + " now"},
		{"jane [at] example [dot] com", mark},
		{"jane[at]example.com", mark},
		{"jane (AT) example DOT com", mark},
		{"jane {at} example {dot} com!", mark + "!"},
		{"jane<at>example<dot>com", mark},
		{"jane [at) example [d0t] com", mark},
		{"jane at example dot com", mark},
		{"info AT example DOT systems", mark},
		{"apply at example dot com", mark},
		{"jane (dot) doe (at) example (dot) com", mark},
		{"hello @ example.com", mark},
		{"jane_at_example.com", mark},
		{"jane[@]example.com", mark},
		{"jane (@) example.com", mark},
		{"jobs@example[dot]io", mark},
		{"jane＠example.com", mark},
		{"email me: jane at example.com", "email me: " + mark},
		{"email me at jane.doe at example.com", "email me at " + mark},
		{"a founder (jane@) here", "a founder (" + mark + ") here"},
		{"jobs@(our domain)", mark + "(our domain)"},
		{"müller@exämple.de", mark},
		{"git@example.com:org/repo.git", mark + ":org/repo.git"},
		{"contact Jane Doe at jane@example.com today", "contact " + mark + " today"},
		{"Email Jane: jane@example.com", "Email " + mark},
		{"Jane Doe <jane@example.com>", mark + ">"},
		{"Example Labs (jobs@example.com)", "Example Labs (" + mark + ")"},
		// No addresses.
		{"we work at example.com", ""},
		{"look at the dot com boom", ""},
		{"Engineer at Booking.com", ""},
		{"apply @ https://example.com/jobs", ""},
		{"use @Component and @angular/core", ""},
		{"Engineer @ Example", ""},
		{"react@18.2.0 and 100 @ 5", ""},
		{"read https://medium.com/@example/post", ""},
		{"remote (or at home) in Example. Com", ""},
		{"jobs @ example.com/careers", ""},
		{"8 U.S.C. 1324b(a)(3)", ""},
		{"One@Work", ""},
		// Phones.
		{"Call +49 (0)89 123 456-78 now", "Call " + mark + " now"},
		{"+14155550100", mark},
		{"+44.20.7946.0958", mark},
		{"+1 206.659", mark},
		{"(415) 555-0100", mark},
		{"415-555-0100 x 207", mark},
		{"1-415-555-0100", mark},
		{"415.555.0100", mark},
		{"Tel: 415 555 0100", "Tel: " + mark},
		{"phone 5550100", "phone " + mark},
		{"030 1234 5678", mark},
		{"01 23 45 67 89", mark},
		{"020 7946 0958", mark},
		{"mobile: 98765 43210", "mobile: " + mark},
		{"+49\u00a089\u00a01234567", mark},
		// No phones.
		{"$120,000 - $150,000", ""},
		{"120 000 - 180 000 EUR", ""},
		{"€100 000 000 raised", ""},
		{"2024-06-28 to 2024-07-28", ""},
		{"28.06.2024 - 30.06.2024", ""},
		{"192.168.100.1", ""},
		{"v1.20.30.4000", ""},
		{"id 4296929002", ""},
		{"https://example.com/jobs/4029-3321-9987/", ""},
		{"10-15 years, 5+ 2 3", ""},
		{"2015 - 2024", ""},
		{"4.5M users, 1,000,000 calls", ""},
		{"UTC+1 - UTC+3", ""},
		{"call us: 9:00-17:00", ""},
		{"SKU 800-171-20200", ""},
		{"call volume of 1000000 - 2000000 a day", ""},
		// Accounts.
		{"Telegram: @jane_doe", "Telegram: " + mark},
		{"Skype: jane.doe", "Skype: " + mark},
		{"skype id: live:jane_1", "skype id: " + mark},
		{"WhatsApp +1 555 010 0000", "WhatsApp " + mark},
		{"Discord - jane#1234", "Discord - " + mark},
		{"DM me on Twitter (@janedoe)", "DM me on Twitter (" + mark + ")"},
		{"https://t.me/janedoe.", mark + "."},
		{"https://www.linkedin.com/in/jane-doe-123/", mark},
		{"book at calendly.com/jane/30min", "book at " + mark},
		// No accounts.
		{"Telegram bots and a Skype interview", ""},
		{"phone/skype screen", ""},
		{"https://example.com/jobs/twitter-developer", ""},
		{"our Discord: https://discord.gg/abc", ""},
		{"Slack, Discord, Telegram, Instagram", ""},
		{"", ""},
	} {
		want := c.want
		if want == "" {
			want = c.in
		}
		if got := contact.Remove(c.in); got != want {
			t.Errorf("Remove(%q)\n got %q\nwant %q", c.in, got, want)
		}
	}
}

func TestFindReports(t *testing.T) {
	text := "Tel +1 415 555 0100, jobs@example.com, Telegram: @jane_doe"
	want := []contact.Span{{Start: 4, End: 19, Kind: contact.Phone}, {Start: 21, End: 37, Kind: contact.Address}, {Start: 49, End: 58, Kind: contact.Account}}
	if diff := cmp.Diff(want, contact.Find(text)); diff != "" {
		t.Errorf("Find(%q) (-want +got):\n%s", text, diff)
	}
}

// pieces trip the rules when they meet.
var pieces = []string{
	"jane", "doe", ".", "@", " @ ", " at ", "[at]", " (AT) ", " dot ", "[dot]", "com", "example", " ", "\n", "mailto:", "+", "(", ")", "415", "555", "0100",
	"-", "/", "$", "tel ", "Telegram: ", "t.me/", "linkedin.com/in/", "contact ", "Jane Doe ", "<", ">", "é", "\xff", "_at_", ",", "x 12", mark, "[contact", "removed]", "a", "@@",
}

func TestRemoveTwiceIsRemove(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 30).Draw(t, "pieces"), "")
		once := contact.Remove(in)
		if twice := contact.Remove(once); twice != once {
			t.Fatalf("Remove(%q)\n once %q\ntwice %q", in, once, twice)
		}
	})
}

func TestRemoveIsLinear(t *testing.T) {
	const n = 100_000
	for _, piece := range []string{"@", "a@", "a@b.", "1", "1 ", "+1", "a at ", "at at ", "[at]", " dot ", "a.", "(", "tel 5550100 ", "t.me/a ", "Telegram: ", mark, "é"} {
		contact.Remove(strings.Repeat(piece, n/len(piece)))
	}
}

func FuzzRemove(f *testing.F) {
	for _, p := range pieces {
		f.Add(p + "@example.com " + p)
	}
	f.Fuzz(func(t *testing.T, in string) {
		got := contact.Remove(in)
		if utf8.ValidString(in) && !utf8.ValidString(got) {
			t.Errorf("Remove(%q) = %q cuts a rune", in, got)
		}
		last := 0
		for _, s := range contact.Find(in) {
			if s.Start < last || s.End <= s.Start || s.End > len(in) {
				t.Fatalf("Find(%q): span %+v overlaps or is empty", in, s)
			}
			last = s.End
		}
		if strings.Count(in, "@") < 4 && contact.Remove(got) != got {
			t.Errorf("Remove(%q) = %q is not final", in, got)
		}
	})
}

func BenchmarkRemove(b *testing.B) {
	text := strings.Repeat("We are a small team at Example that builds tools for people who grow food; pay is $100,000 - $120,000 a year.\n", 30) + "Write to jobs@example.com."
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		contact.Remove(text)
	}
}
