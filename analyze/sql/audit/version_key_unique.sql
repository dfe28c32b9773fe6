-- name: version_key_unique
-- rule: A version of a listing has one row in listing_versions.
select version_key, count(*) as rows
from listing_versions
group by version_key
having count(*) > 1 or version_key is null
order by version_key
limit 1000
