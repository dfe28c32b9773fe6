-- One row per listing: what tells it from others, and when it was seen. The tables versions,
-- hashes, seen, events and offers are listing_versions, signatures, sightings, scopes and pay with the
-- rows of the commit that is being made.
with shown_last as (
  -- The version that was shown last is current: a listing may go back to what it said before.
  select listing_key, arg_max(version_key, (seen_at, version_key)) as version_key
  from seen
  where version_key is not null
  group by listing_key
), current as (
  select v.listing_key, count(*) as n, min(v.seen_at) as first_seen_at, max(v.seen_at) as last_seen_at,
         coalesce(any_value(s.version_key), arg_max(v.version_key, (v.seen_at, v.version_key))) as version_key
  from versions v
  left join shown_last s on s.listing_key = v.listing_key
  group by v.listing_key
), shown as (
  select listing_key, source, scope, run_id, seen_at, page_hash from seen where not removed
), sights as (
  select listing_key, scope, run_id, seen_at from shown
  union all
  -- A page that had not changed showed every listing of its last body again.
  select s.listing_key, s.scope, e.run_id, e.seen_at
  from (select distinct listing_key, source, scope, page_hash from shown) s
  join events e on e.kind = 'unchanged' and e.source = s.source and e.page_hash = s.page_hash
), life as (
  select listing_key, min(seen_at) as first_seen_at, max(seen_at) as last_seen_at,
         arg_max(scope, seen_at) as scope, arg_max(run_id, seen_at) as run_id
  from sights
  group by listing_key
), notices as (
  select listing_key, max(seen_at) as removed_at from seen where removed group by listing_key
), listing as (
  select v.listing_key, v.version_key, c.n, v.source, v.native_id, v.url, v.apply_url, v.employer_key, v.title_key,
         v.place, v.countries, v.seniority, v.title, v.client_country, v.posted_at, v.valid_through,
         least(c.first_seen_at, l.first_seen_at) as first_seen_at,
         greatest(c.last_seen_at, l.last_seen_at) as last_seen_at,
         coalesce(l.scope, v.scope) as scope, coalesce(l.run_id, v.run_id) as run_id
  from current c
  join versions v on v.listing_key = c.listing_key and v.version_key = c.version_key
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
select i.listing_key, i.version_key, i.n, i.source, i.native_id, i.url, i.apply_url, i.employer_key, i.title_key, i.place,
       i.countries, i.seniority, i.title, i.client_country,
       concat_ws(' ', o.min, o.max, o.currency, o.period) as offer, h.signature, i.posted_at, i.valid_through, i.first_seen_at, i.last_seen_at,
       case when r.removed_at >= i.last_seen_at then r.removed_at end as removed_at,
       e.gone_at, e.missed_at
from listing i
left join hashes h on h.version_key = i.version_key
left join (select version_key, min, max, currency, period from offers where offer = 0) o on o.version_key = i.version_key
left join notices r on r.listing_key = i.listing_key
left join ends e on e.listing_key = i.listing_key
order by i.listing_key
