package usajobs

import (
	"rung/collect/wire"
	"rung/internal/job"
)

// announcement is one row of historicjoa; see https://developer.usajobs.gov/api-reference/get-api-historicjoa.
// Its control number is the id that the search calls MatchedObjectId.
type announcement struct {
	ID          wire.Text `json:"usajobsControlNumber"`
	Title       wire.Text `json:"positionTitle"`
	Agency      wire.Text `json:"hiringAgencyName"`
	Department  wire.Text `json:"hiringDepartmentName"`
	Plan        wire.Text `json:"payScale"`
	LowGrade    wire.Text `json:"minimumGrade"`
	HighGrade   wire.Text `json:"maximumGrade"`
	Min         wire.Text `json:"minimumSalary"`
	Max         wire.Text `json:"maximumSalary"`
	Rate        wire.Text `json:"salaryType"`
	Schedule    wire.Text `json:"workSchedule"`
	Appointment wire.Text `json:"appointmentType"`
	Remote      wire.Text `json:"remoteIndicator"`
	Opens       wire.Text `json:"positionOpenDate"`
	Closes      wire.Text `json:"positionCloseDate"`
	Places      []struct {
		City    wire.Text `json:"positionLocationCity"`
		Country wire.Text `json:"positionLocationCountry"`
	} `json:"positionLocations"`
}

func (a announcement) listing(l *job.Listing) (err error) {
	l.ID, l.Title, l.Licence, l.Employer = string(a.ID), wire.Line(a.Title), licence, wire.Line(a.Agency)
	if l.Employer == "" {
		l.Employer = wire.Line(a.Department)
	}
	switch {
	case l.ID == "":
		return wire.Missing("usajobsControlNumber")
	case l.Title == "":
		return wire.Missing("positionTitle")
	}
	l.URL = "https://www.usajobs.gov/job/" + l.ID
	if l.PostedAt, err = wire.Time("positionOpenDate", date(a.Opens)); err != nil {
		return err
	}
	if l.ValidThrough, err = lastDay("positionCloseDate", a.Closes); err != nil {
		return err
	}
	addEmployment(l, a.Schedule)
	addEmployment(l, a.Appointment)
	if flag(a.Remote) {
		l.Given.Remote = job.Remote
	}
	for _, at := range a.Places {
		addPlace(l, wire.Line(at.City), cityOf(at.City), string(at.Country))
	}
	return addPay(l, "minimumSalary", a.Min, a.Max, a.Rate, grade(string(a.Plan), a.LowGrade, a.HighGrade))
}
