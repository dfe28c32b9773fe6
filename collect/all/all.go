// Package all lists every source.
package all

import (
	"rung/collect"
	"rung/collect/adzuna"
	"rung/collect/arbeitnow"
	"rung/collect/arbeitsagentur"
	"rung/collect/ashby"
	"rung/collect/ecb"
	"rung/collect/files"
	"rung/collect/francetravail"
	"rung/collect/freelancer"
	"rung/collect/greenhouse"
	"rung/collect/gsacalc"
	"rung/collect/hackernews"
	"rung/collect/himalayas"
	"rung/collect/jobicy"
	"rung/collect/jobtech"
	"rung/collect/jsonld"
	"rung/collect/lever"
	"rung/collect/navno"
	"rung/collect/personio"
	"rung/collect/recruitee"
	"rung/collect/reed"
	"rung/collect/remoteok"
	"rung/collect/remotive"
	"rung/collect/simplify"
	"rung/collect/smartrecruiters"
	"rung/collect/teamtailor"
	"rung/collect/themuse"
	"rung/collect/upwork"
	"rung/collect/usajobs"
	"rung/collect/weworkremotely"
	"rung/collect/workable"
	"rung/collect/workingnomads"
)

// Sources returns every source, in the order in which they are shown. Files of the user's own may be of
// any format but Parquet; see [With].
func Sources() []collect.Source { return With(nil) }

// With returns every source. parquet reads the Parquet files that the source "files" imports.
func With(parquet files.Table) []collect.Source {
	return []collect.Source{
		hackernews.Source(),
		remoteok.Source(),
		remotive.Source(),
		arbeitnow.Source(),
		himalayas.Source(),
		jobicy.Source(),
		weworkremotely.Source(),
		themuse.Source(),
		workingnomads.Source(),
		greenhouse.Source(),
		ashby.Source(),
		lever.Source(),
		smartrecruiters.Source(),
		recruitee.Source(),
		workable.Source(),
		personio.Source(),
		teamtailor.Source(),
		simplify.Source(),
		freelancer.Source(),
		upwork.Source(),
		usajobs.Source(),
		jobtech.Source(),
		navno.Source(),
		gsacalc.Source(),
		francetravail.Source(),
		adzuna.Source(),
		arbeitsagentur.Source(),
		reed.Source(),
		jsonld.Source(),
		ecb.Source(),
		files.Source(parquet),
	}
}
