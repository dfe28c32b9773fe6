-- name: job_listing_unique
-- rule: A listing belongs to one job and has one current version.
with looked_at as (
    select listing_key from jobs semi join recent.jobs using (listing_key)
    union all
    select listing_key from jobs where listing_key is null
)
select listing_key, count(*) as rows
from looked_at
group by listing_key
having count(*) > 1 or listing_key is null
order by listing_key
limit 1000
