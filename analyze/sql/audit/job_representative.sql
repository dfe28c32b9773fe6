-- name: job_representative
-- rule: Exactly one listing stands for each job.
select job_key, count(*) filter (representative) as representatives
from jobs
group by job_key
having count(*) filter (representative) <> 1 or job_key is null
order by job_key
limit 1000
