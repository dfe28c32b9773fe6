-- name: listing_month
-- over: versions
-- rule: The month of a version is that of its posting, or of its sighting where it has no posting date.
select version_key, month, posted_at, seen_at
from listing_versions
where month is distinct from strftime(coalesce(posted_at, seen_at), '%Y-%m')
order by version_key
limit 1000
