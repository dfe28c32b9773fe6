-- name: freshness
-- doc: How fresh each source is. last_success is the end of the last run that brought something, outcome what the last
--   run came to; imported files share the runs of the source files. today is the day of the lake's latest run or
--   sighting. silent_since is the last day with an ad where 62 days or more have passed since, so that a thread of once
--   a month is not called silent. steady_since is the first whole month since it was first watched, or since its
--   last gap.
-- grain: one row per source with ads or runs
-- needs: source_spans gaps
-- held: yes
create or replace view freshness as
with collected as (
    select
        source,
        max(ended_at) filter (outcome in ('done', 'partial')) as last_success,
        arg_max(outcome, (ended_at, run_id)) as outcome
    from runs
    where stage = 'collect'
    group by source
),
latest as (
    select greatest(
        (select max(last_seen) from source_spans),
        (select cast(max(ended_at) as date) from runs)) as today
),
breaks as (
    select
        source, max(until) as last_until,
        string_agg(strftime(since, '%Y-%m-%d') || ' to ' || strftime(until, '%Y-%m-%d'), ', ' order by since) as gaps
    from gaps
    group by source
),
named as (
    select s.source, s.is_archive, s.last_day, greatest(s.fair_since, cast(b.last_until + interval 1 day as date)) as steady, b.gaps
    from source_spans as s
    left join breaks as b on b.source = s.source
    union all by name
    select source
    from collected
    where source not in (select source from source_spans) and source <> 'files'
)
select
    n.source, n.is_archive,
    coalesce(c.last_success, f.last_success) as last_success,
    coalesce(c.outcome, f.outcome) as outcome,
    n.gaps,
    case when l.today - n.last_day >= 62 then n.last_day end as silent_since,
    cast(case when day(n.steady) = 1 then n.steady else last_day(n.steady) + interval 1 day end as date) as steady_since,
    l.today
from named as n
cross join latest as l
left join collected as c on c.source = n.source
left join collected as f on f.source = 'files' and c.source is null and n.is_archive
