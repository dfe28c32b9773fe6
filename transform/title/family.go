package title

import (
	"rung/internal/job"
	"rung/transform/title/lexicon"
)

const general job.Family = "software_engineering"

// technical are the families that a field can give to somebody who builds software. Other fields say for
// whom the software is: a growth engineer is no marketer.
var technical = map[job.Family]bool{
	"fullstack_web": true, "backend": true, "frontend": true, "mobile": true, "cloud_devops": true, "data_engineering": true,
	"data_analysis": true, "ai_ml": true, "qa": true, "security": true, "it_ops": true, "game": true, "blockchain": true,
	"embedded": true, "hardware": true, "crm_erp": true, "cms_ecommerce": true, general: true,
}

// family decides the family of the title and where that was read. A site builder named anywhere tells more
// than "web site" does: "Web site in WordPress".
func (s *scanned) family() (job.Family, job.Evidence) {
	family, why := s.decide()
	if family != "fullstack_web" {
		return family, why
	}
	for _, it := range s.items {
		if it.start == why.Start && (it.entry.Field == nil || it.entry.Field.Rank != 2) {
			return family, why
		}
	}
	for _, it := range s.items {
		if f := it.entry.Field; f != nil && f.Any == "cms_ecommerce" {
			return f.Any, evidence(it.start, it.end, "family.platform")
		}
	}
	return family, why
}

// decide reads the family from the segment that names the role.
func (s *scanned) decide() (job.Family, job.Evidence) {
	if s.head < 0 {
		return "", job.Evidence{}
	}
	items := s.in(s.head)
	head, ok := s.headItem(items)
	if !ok {
		f := strongest(items, "", len(s.text))
		return f.family, evidence(f.start, f.end, "family.field")
	}
	e := head.entry
	if e.Title != "" {
		if e.Title == general {
			return s.refine(lexicon.Build, e.Title, head, "family.title")
		}
		return e.Title, evidence(head.start, head.end, "family.title")
	}
	near := strongest(without(items, head), e.Class, head.start)
	if e.Firm && e.Activity && e.Class == lexicon.Write && technical[near.family] && near.rank >= 1 {
		return near.family, evidence(near.start, near.end, "family.field") // "Write JavaScript for a form"
	}
	if e.Firm {
		if near.named {
			return near.family, evidence(near.start, near.end, "family.field")
		}
		return e.Family, evidence(head.start, head.end, "family.noun")
	}
	if near.rank >= 0 && near.family != general && !(near.rank == 0 && e.Class == lexicon.Build) {
		return near.family, evidence(near.start, near.end, "family.field")
	}
	if near.family == general && e.Helper() {
		e = &lexicon.Entry{Class: e.Class, Family: general}
	}
	return s.refine(e.Class, e.Family, head, "family.noun")
}

// refine looks into the other segments for a field where the head segment names none.
func (s *scanned) refine(class lexicon.Class, family job.Family, head item, rule string) (job.Family, job.Evidence) {
	best, least := found{rank: -1}, 0
	if class == lexicon.Build {
		least = 1
	}
	for seg := range s.segs {
		if seg == s.head {
			continue
		}
		f := strongest(s.in(seg), class, 0)
		if f.rank > best.rank && f.rank >= least && f.family != general {
			best = f
		}
	}
	if best.rank >= 0 {
		return best.family, evidence(best.start, best.end, "family.qualifier")
	}
	return family, evidence(head.start, head.end, rule)
}

// headItem returns the item that says what the person does: the last noun of the segment, or of what
// stands before "of". A word for the work serves where no noun is.
func (s *scanned) headItem(items []item) (head item, ok bool) {
	limit := len(s.text)
	for i, it := range items {
		if i > 0 && ok && hasOf(s.text[items[i-1].end:it.start]) {
			limit = it.start
			break
		}
		ok = ok || it.isDoer()
	}
	ok = false
	for _, it := range items {
		if it.start < limit && it.isDoer() {
			// "Staff Accountant II, Payroll": after a fixed phrase a bare rung or helper adds nothing.
			if ok && head.entry.Title != "" && it.entry.Title == "" && it.entry.Helper() && !headless(head) {
				continue
			}
			head, ok = it, true
		}
	}
	if ok {
		return head, true
	}
	for _, it := range items {
		if it.entry.Activity {
			return it, true
		}
	}
	return item{}, false
}

// headless reports whether a fixed phrase names work and no person, so that a noun after it matters:
// "SEO specialist", "payroll manager".
func headless(it item) bool { return it.entry.Field != nil }

// hasOf reports whether a gap between two items is "of" in one of the languages of the lexicon.
func hasOf(gap string) bool {
	switch gap {
	case " of ", " de ", " du ", " da ", " do ", " di ", " des ", " der ", " van ", " del ", " of the ", " de la ":
		return true
	}
	return false
}

func without(items []item, not item) []item {
	out := make([]item, 0, len(items))
	for _, it := range items {
		if it.start != not.start {
			out = append(out, it)
		}
	}
	return out
}

// found is a field and the family it gives. named is true when the field speaks of the noun's class.
type found struct {
	family     job.Family
	rank       int
	named      bool
	start, end int
}

// strongest returns the field of the highest rank; of equals the one nearest before the noun at, then the
// first after it. rank is -1 when there is none.
func strongest(items []item, class lexicon.Class, at int) found {
	best := found{rank: -1}
	for _, it := range items {
		f, ok := fieldOf(it, class)
		if !ok {
			continue
		}
		better := f.rank > best.rank || f.rank == best.rank && it.start < at
		if f.named != best.named && best.rank >= 0 && f.rank == best.rank {
			better = f.named
		}
		if better {
			best = f
		}
	}
	return best
}

// fieldOf returns what an item beside a noun of class says about the family.
func fieldOf(it item, class lexicon.Class) (found, bool) {
	f := found{start: it.start, end: it.end}
	switch e := it.entry; {
	case e.Field != nil:
		f.family, f.named = e.Field.For[class]
		if !f.named {
			f.family = e.Field.Any
		}
		f.rank = e.Field.Rank
	case e.Title != "":
		f.family, f.rank = e.Title, 3
		if class == lexicon.Manage && (e.Title == general || e.Title == "cloud_devops" || e.Title == "frontend") {
			f.family = "engineering_management"
		}
	case e.Class == lexicon.Build && class == lexicon.Manage:
		f.family, f.rank = "engineering_management", 1
	default:
		return f, false
	}
	if class == lexicon.Build && !technical[f.family] {
		if f.family == "design" {
			f.family = "frontend"
		} else {
			f.family, f.rank = general, 0
		}
	}
	return f, true
}
