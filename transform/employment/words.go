package employment

import (
	"rung/internal/job"
	"rung/transform/phrase"
)

// place says where a phrase counts.
type place int

const (
	// anywhere: the phrase speaks of a kind of contract wherever it stands.
	anywhere place = iota
	// label: only in titles and header lines, since in prose the word has other senses: "smart contract".
	label
)

// words are the phrases of each kind of contract.
var words = []struct {
	kind  job.Employment
	place place
	list  []string
}{
	{job.FullTime, anywhere, []string{
		"full time", "fulltime", "full timer", "full timers", "fte", "permanent position", "permanent role", "permanent contract", "permanent employment", "permanent employee", "permanent job", "permanent full time",
		"cdi", "vollzeit", "festanstellung", "unbefristet", "unbefristete", "unbefristeter", "unbefristeten", "feste anstellung", "tiempo completo", "jornada completa", "contrato indefinido", "temps plein", "voltijd", "fulltime dienstverband",
		"tempo pieno", "tempo integral", "tempo indeterminato", "heltid", "pelny etat", "umowa o prace", "полный рабочий день", "полная занятость", "fuldtid", "kokopaivainen", "full time employment",
	}},
	{job.FullTime, label, []string{"permanent", "perm", "ft", "salaried", "fest"}},
	{job.PartTime, anywhere, []string{
		"part time", "parttime", "part timer", "part timers", "half time", "teilzeit", "temps partiel", "mi temps", "media jornada", "tiempo parcial", "jornada parcial", "meio periodo", "tempo parcial",
		"part time dienstverband", "deeltijd", "deltid", "niepelny etat", "частичная занятость", "неполный рабочий день", "osa aikainen",
	}},
	{job.PartTime, label, []string{"pt"}},
	{job.Contract, anywhere, []string{
		"contract to hire", "contract role", "contract position", "contract positions", "contract roles", "contract work", "contract basis", "contract job", "contract opportunity", "month contract", "months contract", "year contract",
		"week contract", "on a contract", "short term contract", "long term contract", "fixed term", "fixed term contract", "contract gig", "contract only", "contract developer", "contract engineer", "contract length", "contract duration", "initial contract",
		"independent contractor", "independent contractors", "as a contractor", "contractor role", "contractor position", "contractor basis", "contractor agreement", "b2b contract", "contracting role", "contract assignment", "freelance contract", "rolling contract",
		"c2c", "corp to corp", "corp 2 corp", "w2 contract", "1099 contractor", "1099 contract", "1099 basis", "w2 or 1099", "outside ir35", "inside ir35", "contractors welcome", "ic agreement", "hourly contract", "mission freelance", "hiring contractors", "contract extension",
	}},
	{job.Contract, label, []string{"contract", "contracts", "contractor", "contractors", "contracting", "contract based", "1099", "ctr"}},
	{job.Freelance, anywhere, []string{
		"freelance", "freelancer", "freelancing", "freelancers welcome", "looking for freelancers", "hiring freelancers", "freelance basis", "freiberuflich", "freiberufler", "freie mitarbeit", "freier mitarbeiter", "travailleur independant", "autonomo", "freelance zzp", "zzp", "фриланс", "фрилансер",
		"seeking freelancer", "seeking freelancers", "self employed",
	}},
	{job.Freelance, label, []string{"freelancers"}},
	{job.Internship, anywhere, []string{
		"internship position", "internship positions", "internship program", "internship role", "internship opportunity", "internship opportunities", "summer internship", "summer internships", "paid internship", "this internship", "month internship", "our internship",
		"hiring interns", "interns welcome", "as an intern", "intern position", "intern positions", "summer interns", "werkstudent", "werkstudentin", "werkstudenten", "praktikum", "pflichtpraktikum", "praktikanten", "stage de fin d etudes", "contrat d alternance",
		"alternance", "contrat de stage", "practicas", "estagio", "tirocinio", "co op position", "ausbildung zum", "ausbildung zur", "duales studium", "стажировка", "looking for interns", "interns and", "looking for an intern", "internships available",
	}},
	{job.Internship, label, []string{
		"intern", "interns", "internship", "internships", "trainee", "apprentice", "apprenticeship", "working student", "co op", "coop", "praktikant", "praktikantin", "stagiaire", "stage", "becario", "estagiario", "stagista", "alternant", "azubi", "ausbildung", "стажер",
	}},
	{job.Temporary, anywhere, []string{
		"temporary position", "temporary role", "temporary contract", "temporary job", "temporary assignment", "temp position", "temp role", "temp to hire", "temp to perm", "befristet", "befristete", "befristeter", "seasonal position", "seasonal role",
		"cdd", "maternity cover", "parental leave cover", "maternity leave cover", "interim position", "contrato temporal", "tempo determinato", "tijdelijk", "временная", "zeitarbeit", "temporary employment", "interim role", "elternzeitvertretung",
	}},
	{job.Temporary, label, []string{"temporary", "temp", "seasonal", "interim", "short term"}},
}

// entry is what one phrase means.
type entry struct {
	kind  job.Employment
	place place
}

var table, entries = func() (*phrase.Table, []entry) {
	var names []string
	var out []entry
	for _, w := range words {
		for _, p := range w.list {
			names = append(names, p)
			out = append(out, entry{w.kind, w.place})
		}
	}
	return phrase.NewTable(names), out
}()

// denials before a phrase turn it around: "no freelancers", "not a contract role".
var denials = []string{
	"no ", "not ", "non ", "smart ", "non-", "without ", "instead of ", "rather than ", "n't ", "n’t ", "never ", "neither ", "nor ", "keine ", "kein ", "pas de ", "sans ", "no a ", "excluding ", "unlike ", "except ", "previous ", "prior ", "former ", "ohne ",
	"your ", "their ", "quit ", "manage ", "managing ", "hire ", "experience in ", "experience with ", "years of ", "after ", "into ", "potential to ", "leads to ", "turn ", "transition to ", "possibly ", "become ", "and then ", "i work ", "we work ",
}

// others after a phrase show that it speaks of something else: "freelancer marketplace".
var others = []string{
	" need not", " not ", " management", " marketplace", " clients", " team", " or agenc", "/agenc", " and agenc", "-client", " platform", " network", " community", " experience", " negotiation", " law", " manufactur", " review", " job board", " economy", " years", " testing", " with the government", " opportunities with",
}

// topics after a word of a title show that the work is about such contracts.
var topics = map[job.Employment][]string{
	job.Contract:   {" manager", " management", " negotiat", " admin", " specialist", " counsel", " law", " review", " analyst", " manufactur", " audit", " attorney", " lifecycle", " intelligence"},
	job.Internship: {" program", " recruit", " coordinator", " manager", "-stage"},
	job.Temporary:  {" staffing", " agency"},
}
