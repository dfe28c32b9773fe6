-- name: pay_bounds
-- doc: The span in dollars outside which an amount of a period is taken for a misreading and left out of
--   every figure. The bounds are wide on purpose: they catch a month read as an hour, not low pay.
-- grain: one row per period
create or replace view pay_bounds as
select * from (values
    ('hour', 2, 1000),
    ('day', 10, 8000),
    ('week', 40, 40000),
    ('2weeks', 80, 80000),
    ('month', 100, 150000),
    ('year', 1500, 3000000),
    ('project', 5, 1000000)
) as t (period, least_usd, most_usd)
