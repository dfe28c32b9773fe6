-- name: job_representative
-- rule: Exactly one listing stands for each job.
with changed as (
    select job_key from recent.jobs
    union all
    select job_key from recent.past_jobs
),
looked_at as (
    select job_key, representative from jobs semi join changed using (job_key)
    union all
    select job_key, representative from jobs where job_key is null
)
select job_key, count(*) filter (representative) as representatives
from looked_at
group by job_key
having count(*) filter (representative) <> 1 or job_key is null
order by job_key
limit 1000
