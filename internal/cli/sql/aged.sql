-- What a source or import has that came before a moment: pages, when the oldest came, and adverts that no later page
-- shows. An import has no pages of its own (borrowed): its adverts stand in those of another source. The adverts of a
-- source may stand under several names.
with names as (
  select unnest(string_split($names, ',')) as source
), shown as (
  select listing_key, seen_at, removed from sightings where source in (from names)
), theirs as (
  select page_hash from sightings where $borrowed and source = $source and seen_at < $before and page_hash is not null
)
select count(*) as pages, min(fetched_at) as oldest,
       (select count(distinct listing_key) from shown) -
       (select count(distinct listing_key) from shown where seen_at >= $before and not removed) as adverts
from pages
where fetched_at < $before and (source = $source or $borrowed and hash in (from theirs))
