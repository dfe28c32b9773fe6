-- name: job_listing_unique
-- rule: A listing belongs to one job and has one current version.
select listing_key, count(*) as rows
from jobs
where listing_key is null or listing_key in (select listing_key from recent.jobs)
group by listing_key
having count(*) > 1 or listing_key is null
order by listing_key
limit 1000
