-- name: job_reason
-- rule: Every listing says by which rule it came to its job.
select listing_key, job_key, reason
from recent.jobs
where reason is null
order by listing_key
limit 1000
