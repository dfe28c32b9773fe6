-- When the last run began that was not interrupted. One that was goes on at once.
select max(began)
from (
    select min(started_at) as began
    from runs
    where stage = 'collect'
    group by run_id
    having not bool_or(outcome = 'interrupted')
)
