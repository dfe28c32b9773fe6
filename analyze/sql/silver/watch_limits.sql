-- name: watch_limits
-- doc: How many days after it was posted an ad of a board counts as seen in time: 14, or one and a half times as long
--   as usually lies between two runs that brought something, but never more than 45. Archives have no row, since they
--   keep their ads.
-- grain: one row per source with runs
-- needs: archives
-- held: yes
create or replace view watch_limits as
with days as (
    select distinct source, cast(started_at as date) as day
    from runs
    where stage = 'collect' and outcome in ('done', 'partial') and source not in (from archives)
),
steps as (
    select source, lead(day) over (partition by source order by day) - day as step from days
)
select source, cast(least(45, greatest(14, coalesce(1.5 * median(step), 0))) as integer) as days
from steps
group by source
