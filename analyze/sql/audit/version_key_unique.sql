-- name: version_key_unique
-- rule: A version of a listing has one row in listing_versions.
with looked_at as (
    select version_key from listing_versions semi join recent.listing_versions using (version_key)
    union all
    select version_key from listing_versions where version_key is null
)
select version_key, count(*) as rows
from looked_at
group by version_key
having count(*) > 1 or version_key is null
order by version_key
limit 1000
