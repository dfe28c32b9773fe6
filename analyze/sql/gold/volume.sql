-- name: volume
-- title: New ads by month and source
-- doc: How many new jobs came from each source in each month, and how well the month was watched. Jobs are
--   counted once, whatever number of listings stands for them. The figures are counts, not samples, and
--   have no interval. A month without ads between others is a gap in collection and shows no figure, never
--   zero. Undated ads of archives are in no month.
-- grain: one row per source and month
-- window: all
-- params: since until source category country employment role level remote
-- column: jobs jobs | new jobs of the month
-- column: listings listings | listings that stand for these jobs
-- column: employers employers | distinct employers; unnamed ones count one per job
-- column: with_pay share | share of the jobs that state pay; no interval: a count of all, not a sample
-- column: with_skill share | share of the jobs with at least one skill found; no interval: a count of all, not a sample
-- column: note text | why a month is not to be compared with others
with picked as (
    select a.*
    from wanting(
        $source::varchar, $country::varchar, $employment::varchar,
        $role::varchar, $level::varchar, $remote::varchar, $category::varchar) as a
    where a.day between $since::date and $until::date
),
copies as (
    select job_key, count(*) as listings from listings group by job_key
),
counted as (
    select
        p.source, p.month,
        count(*) as jobs,
        sum(c.listings) as listings,
        count(distinct p.employer_id) as employers,
        avg(cast(p.has_pay as integer)) as with_pay,
        avg(cast(p.skill_count > 0 as integer)) as with_skill
    from picked as p
    join copies as c on c.job_key = p.job_key
    group by p.source, p.month
),
months as (
    select source, cast(unnest(generate_series(min(month), max(month), interval 1 month)) as date) as month
    from counted
    group by source
),
-- Spans of the month without a run.
missed as (
    select
        w.source, w.month,
        string_agg(
            'from ' || strftime(greatest(g.since, w.month), '%Y-%m-%d') || ' to ' || strftime(least(g.until, last_day(w.month)), '%Y-%m-%d'),
            ', ' order by g.since) as days
    from months as w
    join gaps as g on g.source = w.source and g.since <= last_day(w.month) and g.until >= w.month
    group by w.source, w.month
)
select
    m.month, m.source, c.jobs, c.listings, c.employers, c.with_pay, c.with_skill,
    case
        when g.days is not null then 'not watched ' || g.days || ': only what was still open afterwards'
        when c.jobs is null then 'no ads seen: a gap in collection, not zero'
        when m.month < date_trunc('month', s.fair_since) then 'before the source was watched: only what was still open'
        when m.month < s.fair_since and not s.is_archive then 'the first month of watching is not whole'
        when not s.is_archive and last_day(m.month) > s.last_seen then 'the month was not over when last seen'
    end as note
from months as m
left join counted as c on c.source = m.source and c.month = m.month
join source_spans as s on s.source = m.source
left join missed as g on g.source = m.source and g.month = m.month
order by m.month, m.source
;
-- adverts: jobs | new jobs of the source in the month
from adverts(
    array(
        select version_key
        from wanting(
            $source::varchar, $country::varchar, $employment::varchar,
            $role::varchar, $level::varchar, $remote::varchar, $category::varchar)
        where day between $since::date and $until::date and source = $row_source::varchar and month = $row_month::date
    ),
    null, null, null, $adverts)
