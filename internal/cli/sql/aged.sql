-- What a source has that came before a moment: pages, when the oldest came, and adverts that no later page shows.
select count(*) as pages, min(fetched_at) as oldest,
       (select count(distinct listing_key) from sightings where source = $source) -
       (select count(distinct listing_key) from sightings where source = $source and seen_at >= $before and not removed) as adverts
from pages
where source = $source and fetched_at < $before
