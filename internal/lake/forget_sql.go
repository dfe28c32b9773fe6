package lake

import (
	"strconv"
	"strings"

	"rung/internal/job"
)

// old is the condition that a row of a source and moment is forgotten.
func (f Forget) old(source, at string) string {
	cond := "coalesce(" + at + " < timestamp " + quote(f.Before.UTC().Format("2006-01-02 15:04:05.999999")) + ", false)"
	if f.Source != "" && source != "" {
		cond += " and coalesce(" + source + " in (" + quoteAll(append([]string{f.Source}, f.names...)) + "), false)"
	}
	return "(" + cond + ")"
}

func (f Forget) key() string { return strconv.FormatInt(job.ListingKey(f.Source, f.Listing), 10) }

// shows is the condition that a sighting comes from a page that goes.
func (f Forget) shows() string {
	if f.Listing != "" {
		return "listing_key = " + f.key()
	}
	return f.old("source", "seen_at")
}

// statements make the tables staying, one row per version that stays with when it came in, and
// staying_jobs. The tables of the manifest are there under all_ and their names.
func (f Forget) statements() []string {
	cond := "v.listing_key = " + f.key()
	again, late := "false", "false"
	if f.Listing == "" {
		cond = f.old("v.source", "v.seen_at")
		// A version that a later page showed again came in with that page.
		again = "s.seen_at is not null"
		late = f.old("j.source", "j.first_seen_at")
	}
	r := strings.NewReplacer("{goes}", cond, "{again}", again, "{late}", late, "{shows}", f.shows())
	return []string{r.Replace(stayingSQL), r.Replace(stayingJobsSQL)}
}

const stayingSQL = `create table staying as
select v.version_key, v.listing_key, v.posted_at, {goes} as moved,
       case when {goes} then s.seen_at else v.seen_at end as seen_at,
       case when {goes} then s.run_id else v.run_id end as run_id
from all_listing_versions v
left join (
  select version_key, min(seen_at) as seen_at, arg_min(run_id, (seen_at, run_id)) as run_id
  from all_sightings
  where version_key is not null and not removed and not ({shows})
  group by version_key
) s on s.version_key = v.version_key
where not {goes} or {again}`

// A job that was named after the listing is named after another of its listings. The key of a job is the
// key of one of them.
const stayingJobsSQL = `create table staying_jobs as
with l as (
  select listing_key, min(seen_at) as first_seen_at, count(*) as versions from staying group by listing_key
), heirs as (
  select j.job_key, case when bool_or(j.listing_key = j.job_key) then j.job_key else min(j.listing_key) end as heir
  from all_jobs j join l on l.listing_key = j.listing_key
  group by j.job_key
)
select j.* replace (
         coalesce(h.heir, j.job_key) as job_key,
         t.heir as twin_of,
         case when {late} then l.first_seen_at else j.first_seen_at end as first_seen_at,
         l.versions as versions,
         row_number() over (partition by j.job_key order by j.representative desc, j.listing_key) = 1 as representative
       )
from all_jobs j
join l on l.listing_key = j.listing_key
left join heirs h on h.job_key = j.job_key
left join heirs t on t.job_key = j.twin_of`

// staying is the query over {file} for the rows of a table that stay, with the columns file_row_number
// and moved, which says that the row differs. It is empty for tables that hold nothing of adverts.
func (f Forget) staying(table string) string {
	switch table {
	case listingVersions.Name:
		return `select v.* replace (k.seen_at as seen_at, k.run_id as run_id, strftime(coalesce(k.posted_at, k.seen_at), '%Y-%m') as month), k.moved
			from {file} v join staying k on k.version_key = v.version_key`
	case roles.Name, identities.Name, blocks.Name:
		return `select v.*, false as moved from {file} v join staying k on k.version_key = v.version_key`
	case mentions.Name:
		return `select v.* replace (strftime(coalesce(k.posted_at, k.seen_at), '%Y-%m') as month), k.moved
			from {file} v join staying k on k.version_key = v.version_key`
	case pays.Name:
		return `select v.* replace (strftime(coalesce(k.posted_at, k.seen_at), '%Y-%m') as month, coalesce(k.posted_at, k.seen_at) as posted_at), k.moved
			from {file} v join staying k on k.version_key = v.version_key`
	case jobs.Name:
		return `select j.*, f.file_row_number, j is distinct from f_row as moved
			from (select t.listing_key, t.file_row_number, struct_pack(` + jobColumns() + `) as f_row from {file} t) f
			join staying_jobs j on j.listing_key = f.listing_key`
	case sightings.Name:
		return "select *, false as moved from {file} where not (" + f.shows() + ")"
	case scopes.Name:
		if f.Listing != "" {
			return ""
		}
		return "select *, false as moved from {file} where not " + f.old("source", "seen_at")
	case rejects.Name:
		if f.Listing != "" {
			return "select *, false as moved from {file} where not (" + f.rejected() + ")"
		}
		return "select *, false as moved from {file} where not " + f.old("source", "seen_at")
	}
	return ""
}

// rejected is the condition that a reject speaks of the listing.
func (f Forget) rejected() string {
	cond := "native_id = " + quote(f.Listing)
	if f.searches() {
		cond += " or contains(concat_ws(' ', url, reason, sample), " + quote(f.Listing) + ")"
	}
	return "coalesce(source = " + quote(f.Source) + " and (" + cond + "), false)"
}

func jobColumns() string {
	names := make([]string, len(jobs.Columns))
	for i, c := range jobs.Columns {
		names[i] = ident(c.Name) + " := t." + ident(c.Name)
	}
	return strings.Join(names, ", ")
}
