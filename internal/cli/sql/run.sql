-- What runs did, source by source, both stages together; the newest run first. $run is the beginning of a run's
-- name, empty for all. Outcomes are in order from good to bad, and the worst counts.
select
    run_id, min(started_at) as began_at, max(ended_at) as ended_at,
    source, string_agg(stage, '+' order by stage) as stages,
    arg_max(outcome, list_position(['done', 'too_early', 'interrupted', 'refused', 'partial', 'failed'], outcome)) as verdict,
    sum(requests)::bigint as asked, sum(bodies)::bigint as got, sum(unchanged)::bigint as unchanged,
    sum(retries)::bigint as retried, sum(failures)::bigint as failed, sum(waited_ms)::bigint as waited_ms,
    sum(bytes)::bigint as bytes, sum(epoch_ms(ended_at) - epoch_ms(started_at))::bigint as duration_ms,
    sum(read)::bigint as read, sum(new)::bigint as new, sum(changed)::bigint as changed, sum(same)::bigint as same,
    sum(closed)::bigint as closed, sum(rejected)::bigint as refused,
    string_agg(message, '; ' order by stage) as message
from runs
where starts_with(run_id, $run)
group by run_id, source
order by run_id desc, source
limit $top
