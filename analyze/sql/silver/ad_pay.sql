-- name: ad_pay
-- doc: What an ad offers in one period, in dollars: the mean of its usable offers' lower and upper ends.
--   Amounts whose period is only inferred are left out.
-- grain: one row per job, kind of pay and period
-- needs: pay_equivalents
create or replace view ad_pay as
select
    version_key, kind, period,
    any_value(employer_id) as employer_id,
    avg(min_usd) as low,
    avg(max_usd) as high,
    (avg(min_usd) + avg(max_usd)) / 2 as mid
from pay_equivalents
where status = 'usable' and not period_inferred
group by version_key, kind, period
