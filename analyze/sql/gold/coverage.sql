-- name: coverage
-- title: What the figures rest on
-- doc: From what was seen to what is counted, for each source and for all of them: its listings, of these the copies
--   of jobs that are counted under another source, the jobs counted under this one, the jobs of the window, and of
--   these the employers, those in which a skill was found and those with usable pay. A job is counted once, under the
--   source of the listing that stands for it. How fresh a source is stands beside: when a run last brought something,
--   what the last one came to, since when there is no new ad, and when nobody looked. These are counts, not samples, and
--   have no interval.
-- grain: one row per source; source "all" holds all of them
-- window: recent
-- params: since until source category country employment role level remote
-- column: listings listings | current listings of all time, each under its own source
-- column: copies listings | of these, those of jobs that are counted under another source
-- column: jobs jobs | jobs of all time that are counted under this source
-- column: undated jobs | of these, jobs without a date, which are in no window
-- column: last_success time | end of the last run that brought something; imported files share the runs of files
-- column: outcome text | what the last run came to: done, partial, failed, refused, too_early or interrupted
-- column: silent_since date | last day with a job, of a source without one in the 62 days before the lake's latest run
-- column: gaps text | days without a run, whose ads were seen only as far as they stayed open
-- column: year_from date | first month that the same month a year before can be compared with; none of a silent source
-- column: first_day date | first day with a job
-- column: last_day date | last day with a job
-- column: ads ads | jobs of the window
-- column: share share | of all jobs of the window; no interval: a count of all, not a sample
-- column: employers employers | distinct employers of the window; unnamed ones count one per ad
-- column: with_skill ads | of ads, those in which a skill was found
-- column: with_pay ads | of ads, those that state pay
-- column: with_usable_pay ads | of ads, those with an offer that has a period, a currency and a plausible amount
with picked as (
    select a.*
    from wanting(
        $source::varchar, $country::varchar, $employment::varchar,
        $role::varchar, $level::varchar, $remote::varchar, $category::varchar) as a
),
usable as (
    select distinct version_key from pay_equivalents where kind = 'offer' and status = 'usable'
),
marked as (
    select
        p.source, p.employer_id, p.day, p.skill_count, p.has_pay,
        p.version_key in (from usable) as is_usable,
        coalesce(p.day between $since::date and $until::date, false) as is_now
    from picked as p
),
-- Every listing under its own source, also where a listing of another stands for its job.
seen as (
    select
        case when grouping(l.source) = 1 then 'all' else l.source end as source,
        count(*) as listings,
        count(*) filter (l.source <> p.source) as copies
    from wanting(
        null::varchar, $country::varchar, $employment::varchar,
        $role::varchar, $level::varchar, $remote::varchar, $category::varchar) as p
    join listings as l on l.job_key = p.job_key
    where $source::varchar is null or l.source = $source::varchar
    group by grouping sets ((l.source), ())
),
-- A source that was asked in vain has a row, too.
held as (
    from seen
    union all by name
    select source, 0 as listings, 0 as copies
    from freshness
    where source not in (select source from seen) and ($source::varchar is null or source = $source::varchar)
),
counted as (
    select
        case when grouping(m.source) = 1 then 'all' else m.source end as source,
        count(*) as jobs,
        count(*) filter (m.day is null) as undated,
        min(m.day) as first_day,
        max(m.day) as last_day,
        count(*) filter (m.is_now) as ads,
        count(distinct m.employer_id) filter (m.is_now) as employers,
        count(*) filter (m.is_now and m.skill_count > 0) as with_skill,
        count(*) filter (m.is_now and m.has_pay) as with_pay,
        count(*) filter (m.is_now and m.is_usable) as with_usable_pay
    from marked as m
    group by grouping sets ((m.source), ())
)
select
    h.source, h.listings, h.copies,
    f.last_success, f.outcome, f.silent_since, f.gaps,
    case when f.silent_since is null then cast(f.steady_since + interval 1 year as date) end as year_from,
    coalesce(c.jobs, 0) as jobs, coalesce(c.undated, 0) as undated, c.first_day, c.last_day, coalesce(c.ads, 0) as ads,
    coalesce(c.ads, 0) / nullif((select any_value(ads) from counted where source = 'all'), 0) as share,
    coalesce(c.employers, 0) as employers, coalesce(c.with_skill, 0) as with_skill,
    coalesce(c.with_pay, 0) as with_pay, coalesce(c.with_usable_pay, 0) as with_usable_pay
from held as h
left join counted as c on c.source = h.source
left join freshness as f on f.source = h.source
order by h.source = 'all' desc, ads desc, h.source
;
-- adverts: ads | jobs of the window
from adverts(
    array(
        select version_key
        from wanting(
            $source::varchar, $country::varchar, $employment::varchar,
            $role::varchar, $level::varchar, $remote::varchar, $category::varchar)
        where day between $since::date and $until::date and $row_source::varchar in ('all', source)
    ),
    null, null, null, $adverts)
