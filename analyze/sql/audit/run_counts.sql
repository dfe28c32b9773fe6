-- name: run_counts
-- rule: A run ends after it began, counts nothing below zero, and reads no fewer adverts than it accounts for.
select run_id, source, stage, started_at, ended_at, read, new, changed, same, rejected
from runs
where run_id is null or ended_at < started_at
    or least(requests, bodies, unchanged, retries, failures, bytes, waited_ms, read, new, changed, same, rejected, closed) < 0
    or coalesce(new, 0) + coalesce(changed, 0) + coalesce(same, 0) + coalesce(rejected, 0) > coalesce(read, 0)
order by run_id, source, stage
limit 1000
