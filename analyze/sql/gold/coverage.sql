-- name: coverage
-- title: What the figures rest on
-- doc: From what was seen to what is counted, for each source and for all of them: listings, the jobs they
--   stand for, the jobs of the window, and of these the employers, those in which a skill was found and
--   those with usable pay. These are counts, not samples, and have no interval.
-- grain: one row per source; source "all" holds all of them
-- window: recent
-- params: since until source category country employment
-- column: listings listings | current listings of all time
-- column: jobs jobs | the jobs of all time that they stand for
-- column: undated jobs | of these, jobs without a date, which are in no window
-- column: first_day date | first day with a job
-- column: last_day date | last day with a job
-- column: ads ads | jobs of the window
-- column: share share | of all jobs of the window
-- column: employers employers | distinct employers of the window; unnamed ones count one per ad
-- column: with_skill ads | of ads, those in which a skill was found
-- column: with_pay ads | of ads, those that state pay
-- column: with_usable_pay ads | of ads, those with an offer that has a period, a currency and a plausible amount
with picked as (
    select a.*
    from wanting($source::varchar, $country::varchar, $employment::varchar, $category::varchar) as a
),
usable as (
    select distinct version_key from pay_equivalents where kind = 'offer' and status = 'usable'
),
marked as (
    select
        p.source, p.job_key, p.employer_id, p.day, p.skill_count, p.has_pay,
        p.version_key in (from usable) as is_usable,
        coalesce(p.day between $since::date and $until::date, false) as is_now
    from picked as p
),
copies as (
    select job_key, count(*) as listings from listings group by job_key
),
counted as (
    select
        case when grouping(m.source) = 1 then 'all' else m.source end as source,
        grouping(m.source) as is_total,
        sum(c.listings) as listings,
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
    left join copies as c on c.job_key = m.job_key
    group by grouping sets ((m.source), ())
)
select
    source, listings, jobs, undated, first_day, last_day, ads,
    ads / nullif(max(case when is_total = 1 then ads end) over (), 0) as share,
    employers, with_skill, with_pay, with_usable_pay
from counted
order by is_total desc, ads desc, source
