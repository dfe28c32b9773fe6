-- The last runs over one source, newest first, each in a sentence.
select
    started_at,
    concat_ws('; ',
        outcome,
        format('{:d} requests, {:d} pages, {:d} unchanged', requests, bodies, unchanged),
        case when failures > 0 then format('{:d} failed', failures) end,
        message) as result
from runs
where source = $source and stage = 'collect'
order by started_at desc
limit $top
