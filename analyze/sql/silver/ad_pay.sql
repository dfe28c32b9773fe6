-- name: ad_pay
-- doc: What an ad offers in one period, in dollars: the mean of its usable offers' lower and upper ends.
--   is_inferred where the period of one is not said but plain from its size.
-- grain: one row per job, kind of pay and period
-- needs: pay_equivalents
create or replace view ad_pay as
select
    version_key, kind, period,
    any_value(employer_id) as employer_id,
    -- In order, so that the same offers give the same digits.
    avg(min_usd order by offer) as low,
    avg(max_usd order by offer) as high,
    (avg(min_usd order by offer) + avg(max_usd order by offer)) / 2 as mid,
    bool_or(period_inferred) as is_inferred
from pay_equivalents
where status = 'usable'
group by version_key, kind, period
