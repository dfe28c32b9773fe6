-- name: job_listing_unique
-- rule: A listing belongs to one job and has one current version.
select listing_key, count(*) as rows
from jobs
group by listing_key
having count(*) > 1 or listing_key is null
order by listing_key
limit 1000
