-- name: pay_amounts
-- over: versions
-- rule: An offer has an amount, no amount is negative or without end, and min is not above max.
select version_key, offer, min, max, currency, period
from pay
where coalesce(min, max) is null or min < 0 or max < 0 or min > max or isinf(min) or isinf(max) or isnan(min) or isnan(max)
order by version_key, offer
limit 1000
