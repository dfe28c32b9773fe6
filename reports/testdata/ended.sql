-- Of the small market: the archive ended in January 2024, the board was first seen on 1 August. It was read each week,
-- but for 2 to 30 September, and in vain on the last of October. A third source was refused.
delete from listings where source = 'archive' and posted_at >= '2024-02-01' or source = 'board' and posted_at < '2024-08-01';
insert into runs by name
select 'r' || d as run_id, 'board' as source, 'collect' as stage, d as started_at, d + interval 1 minute as ended_at, 'done' as outcome
from (select unnest(generate_series(timestamp '2024-08-01', timestamp '2024-10-30', interval 1 day)) as d)
where day(d) % 7 = 1 and d not between timestamp '2024-09-02' and timestamp '2024-09-29';
insert into runs by name
select *
from (values
    ('r-failed', 'board', 'collect', timestamp '2024-10-31', timestamp '2024-10-31', 'failed'),
    ('r-refused', 'shut', 'collect', timestamp '2024-10-30', timestamp '2024-10-30', 'refused')
) as v (run_id, source, stage, started_at, ended_at, outcome);
