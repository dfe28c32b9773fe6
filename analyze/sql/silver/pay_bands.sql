-- name: pay_bands
-- doc: The rungs of the ladder in dollars, for hourly and yearly pay and for projects. low is in the band,
--   high is not.
-- grain: one row per period and band
create or replace view pay_bands as
select
    period,
    row_number() over (partition by period order by low) as rung,
    low,
    lead(low) over (partition by period order by low) as high,
    case
        when low = 0 then 'under ' || lead(low) over (partition by period order by low)
        when lead(low) over (partition by period order by low) is null then low || ' and over'
        else low || ' to ' || lead(low) over (partition by period order by low)
    end as band
from (values
    ('hour', 0), ('hour', 10), ('hour', 25), ('hour', 50), ('hour', 100), ('hour', 150),
    ('project', 0), ('project', 100), ('project', 250), ('project', 1000), ('project', 5000), ('project', 10000),
    ('year', 0), ('year', 20000), ('year', 50000), ('year', 100000), ('year', 150000), ('year', 200000)
) as t (period, low)
