-- The listings whose times this commit may change: what its pages show or report as withdrawn; what stands
-- on a page or in a scope that it found unchanged, listed to the end or gone; and what has run out by now,
-- or had run out by a later moment than now. The table before is gone through once. The views near_ hold the rows
-- of the sources that have new events.
create temp table touched as
with pages as (
  select distinct source, page_hash from new_events where kind = 'unchanged'
)
select listing_key from new_versions
union
select listing_key from new_seen
union
select s.listing_key
from near_seen s
join pages p on p.source = s.source and p.page_hash = s.page_hash
where not s.removed;

create temp table stands as
with ended as (
  select e.source, e.scope,
         min(e.seen_at) filter (where e.kind = 'gone') as gone_at,
         min(e.seen_at) filter (where e.kind = 'end') as end_at
  from new_events e
  left join lives_of_sources s on s.source = e.source
  where e.kind = 'gone' or e.kind = 'end' and s.shows_all_open
  group by e.source, e.scope
)
select listing_key, min(gone_at) as gone_at, min(end_at) as end_at
from (
  select s.listing_key, e.gone_at, e.end_at
  from near_seen s
  join ended e on e.source = s.source and e.scope = s.scope
  union all
  select v.listing_key, e.gone_at, e.end_at
  from near_versions v
  join ended e on e.source = v.source and e.scope = v.scope
)
group by listing_key;

create temp table changing as
with dated as (
  select version_key, min(valid_through) <= (select as_of from moment) as is_over
  from all_identities
  where valid_through is not null
  group by version_key
)
select j.listing_key, j.closed_at is null and t.listing_key is null and e.listing_key is null as expires
from before j
left join touched t on t.listing_key = j.listing_key
left join stands e on e.listing_key = j.listing_key
left join dated d on d.version_key = j.version_key
left join lives_of_sources s on s.source = j.source
cross join moment m
where t.listing_key is not null
   or j.closed_at is null and d.is_over
   or j.closed_at is null and d.version_key is null and s.days > 0 and not s.shows_all_open
      and coalesce(j.posted_at, j.first_seen_at) + to_days(s.days::int) <= m.as_of
   or j.close_rule in ('valid_through', 'default_life') and j.closed_at > m.as_of
   -- A stronger rule than the new one, or an earlier end by the same rule, stays.
   or e.listing_key is not null and (
        j.closed_at is null
        or j.close_rule in ('valid_through', 'default_life')
        or j.close_rule = 'not_listed' and (e.gone_at is not null or e.end_at < j.closed_at)
        or j.close_rule = 'scope_gone' and least(e.gone_at, e.end_at) < j.closed_at);

insert into affected select listing_key from changing where not expires union select listing_key from touched;

insert into expiring select listing_key from changing where expires;

-- A page may name a listing before any shows it.
insert into fresh
select listing_key
from touched
where listing_key not in (select listing_key from changing)
  and listing_key not in (select listing_key from old_seen where version_key is null);

drop table touched;
drop table stands;
drop table changing
