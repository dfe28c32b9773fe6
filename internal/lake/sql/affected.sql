-- The listings whose times this commit may change: what its pages show or report as withdrawn; what stands
-- on a page or in a scope that it found unchanged, listed to the end or gone; and what has run out by now,
-- or had run out by a later moment than now.
insert into affected
with pages as (
  select distinct source, page_hash from new_events where kind = 'unchanged'
), ended as (
  select e.source, e.scope, e.kind, min(e.seen_at) as seen_at
  from new_events e
  left join lives_of_sources s on s.source = e.source
  where e.kind = 'gone' or e.kind = 'end' and s.shows_all_open
  group by e.source, e.scope, e.kind
), stood as (
  select s.listing_key, e.kind, min(e.seen_at) as seen_at
  from seen s
  join ended e on e.source = s.source and e.scope = s.scope
  group by s.listing_key, e.kind
  union all
  select v.listing_key, e.kind, e.seen_at
  from versions v
  join ended e on e.source = v.source and e.scope = v.scope
)
select distinct listing_key from (
select listing_key from new_versions
union all
select listing_key from new_seen
union all
select s.listing_key
from seen s
join pages p on p.source = s.source and p.page_hash = s.page_hash
where not s.removed
union all
-- A stronger rule than the new one, or an earlier end by the same rule, stays.
select s.listing_key
from stood s
join before j on j.listing_key = s.listing_key
where j.closed_at is null
   or j.close_rule in ('valid_through', 'default_life')
   or j.close_rule = 'not_listed' and (s.kind = 'gone' or s.seen_at < j.closed_at)
   or j.close_rule = 'scope_gone' and s.seen_at < j.closed_at
union all
select j.listing_key
from before j
join versions v on v.version_key = j.version_key
cross join moment m
where j.closed_at is null and v.valid_through <= m.as_of
union all
select j.listing_key
from before j
join lives_of_sources s on s.source = j.source
cross join moment m
where j.closed_at is null and s.days > 0 and not s.shows_all_open
  and coalesce(j.posted_at, j.first_seen_at) + to_days(s.days::int) <= m.as_of
union all
select j.listing_key
from before j
cross join moment m
where j.close_rule in ('valid_through', 'default_life') and j.closed_at > m.as_of

)