-- name: job_version_known
-- rule: The current version of every listing is in listing_versions, and belongs to that listing.
with known as (
    select version_key, listing_key
    from listing_versions
    semi join recent.jobs using (version_key)
)
select j.listing_key, j.version_key, v.listing_key as version_of
from recent.jobs as j
left join known as v on v.version_key = j.version_key
where v.listing_key is distinct from j.listing_key
order by j.listing_key
limit 1000
