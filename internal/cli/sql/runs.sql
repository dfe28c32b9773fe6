-- The last rows of the table runs, newest first; of one run where its id, or the beginning of it, is given.
select
    run_id, source, stage, outcome, started_at, ended_at, requests, bodies, unchanged, retries, failures, bytes,
    waited_ms, read, new, changed, same, rejected, closed, message,
    epoch_ms(ended_at) - epoch_ms(started_at) as duration_ms
from runs
where starts_with(run_id, $run)
order by started_at desc, run_id desc, stage desc, source
limit $top
