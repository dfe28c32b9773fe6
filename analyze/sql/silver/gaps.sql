-- name: gaps
-- doc: Days that nobody watched a board: no run that brought something came within the days of watch_limits after
--   them, so that of what was posted then only what stayed open was seen. These days are missing, not empty.
--   Archives keep their ads and have no gaps.
-- grain: one row per source and span of days
-- needs: watch_limits
-- held: yes
create or replace view gaps as
with days as (
    select distinct source, cast(started_at as date) as day
    from runs
    where stage = 'collect' and outcome in ('done', 'partial')
),
steps as (
    select source, day, lead(day) over (partition by source order by day) as next_day from days
)
select
    s.source,
    cast(s.day + interval 1 day as date) as since,
    s.next_day - l.days - 1 as until
from steps as s
join watch_limits as l on l.source = s.source
where s.next_day - s.day > l.days + 1
