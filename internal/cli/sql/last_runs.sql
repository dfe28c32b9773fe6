-- The last run of each source and stage that was a run: one that came too early did nothing. done_at is
-- the beginning of the last run that did all it was to do.
select
    source, stage, epoch_ms(started_at) / 1000 as began, greatest(epoch_ms(ended_at) - epoch_ms(started_at), 0) / 1000 as seconds, outcome,
    requests, bodies, unchanged, retries, failures, bytes, waited_ms / 1000 as waited,
    read, new, changed, same, closed, rejected,
    epoch_ms(max(started_at) filter (outcome = 'done') over (partition by source, stage)) / 1000 as done_at
from runs
where outcome <> 'too_early'
qualify row_number() over (partition by source, stage order by started_at desc, run_id desc) = 1
order by source, stage
