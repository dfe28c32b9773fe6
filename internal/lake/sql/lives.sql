-- When the listings in the table wanted were seen, from all that is known of them, and which version of each
-- is current.
insert into lives
with shown as materialized (
  select listing_key, source, scope, run_id, seen_at, page_hash, version_key, removed
  from seen
  where listing_key in (select listing_key from wanted)
), named as (
  select listing_key, version_key, source, scope, run_id, seen_at
  from versions
  where listing_key in (select listing_key from wanted)
), shown_last as (
  -- The version that was shown last is current: a listing may go back to what it said before.
  select listing_key, arg_max(version_key, (seen_at, version_key)) as version_key
  from shown
  where version_key is not null
  group by listing_key
), current as (
  select v.listing_key, count(*) as n, min(v.seen_at) as first_seen_at, max(v.seen_at) as last_seen_at,
         coalesce(any_value(s.version_key), arg_max(v.version_key, (v.seen_at, v.version_key))) as version_key
  from named v
  left join shown_last s on s.listing_key = v.listing_key
  group by v.listing_key
), same as (
  select source, page_hash, min(seen_at) as first_seen_at, max(seen_at) as last_seen_at,
         arg_max(run_id, (seen_at, run_id)) as run_id
  from events
  where kind = 'unchanged'
  group by source, page_hash
), sights as (
  select listing_key, scope, run_id, seen_at as first_seen_at, seen_at as last_seen_at from shown where not removed
  union all
  -- A page that had not changed showed every listing of its last body again.
  select s.listing_key, s.scope, e.run_id, e.first_seen_at, e.last_seen_at
  from (select distinct listing_key, source, scope, page_hash from shown where not removed) s
  join same e on e.source = s.source and e.page_hash = s.page_hash
), life as (
  select listing_key, min(first_seen_at) as first_seen_at, max(last_seen_at) as last_seen_at,
         arg_max({'scope': scope, 'run_id': run_id}, (last_seen_at, run_id, scope)) as at
  from sights
  group by listing_key
), notices as (
  select listing_key, max(seen_at) as removed_at from shown where removed group by listing_key
), listing as (
  select c.listing_key, c.version_key, c.n, v.source,
         least(c.first_seen_at, l.first_seen_at) as first_seen_at,
         greatest(c.last_seen_at, l.last_seen_at) as last_seen_at,
         coalesce(l.at.scope, v.scope) as scope, coalesce(l.at.run_id, v.run_id) as run_id
  from current c
  join named v on v.listing_key = c.listing_key and v.version_key = c.version_key
  left join life l on l.listing_key = c.listing_key
), ends as (
  -- The run that showed a listing lists its scope to the end as well; only a later run can miss it.
  select i.listing_key,
         min(e.seen_at) filter (where e.kind = 'gone') as gone_at,
         min(e.seen_at) filter (where e.kind = 'end' and e.run_id is distinct from i.run_id) as missed_at
  from listing i
  join events e on e.source = i.source and e.scope = i.scope and e.seen_at > i.last_seen_at
  where e.kind in ('gone', 'end')
  group by i.listing_key
)
select i.listing_key, i.version_key, i.n, i.first_seen_at, i.last_seen_at,
       case when r.removed_at >= i.last_seen_at then r.removed_at end as removed_at,
       e.gone_at, e.missed_at
from listing i
left join notices r on r.listing_key = i.listing_key
left join ends e on e.listing_key = i.listing_key
