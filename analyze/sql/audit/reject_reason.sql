-- name: reject_reason
-- rule: Every reject says which source and stage refused it, and why.
select source, run_id, native_id, stage, reason
from recent.rejects
where source is null or stage is null or reason is null
order by source, run_id, native_id
limit 1000
