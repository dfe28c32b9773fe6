-- name: pay_words
-- over: versions
-- rule: Period, basis, gross and currency hold known words, and an inferred period stands beside no stated one.
select version_key, offer, period, inferred_period, basis, gross, currency
from pay
where coalesce(period, 'hour') not in ('hour', 'day', 'week', '2weeks', 'month', 'year', 'project', 'unit')
    or coalesce(inferred_period, 'hour') not in ('hour', 'day', 'week', '2weeks', 'month', 'year', 'project', 'unit')
    or coalesce(basis, '') not in ('stated', 'parsed', 'budget_band', 'estimate', 'ceiling', 'bid_average', 'board')
    or coalesce(gross, 'net') not in ('gross', 'net')
    or not regexp_full_match(coalesce(currency, 'USD'), '[A-Z]{3}')
    or (period is not null and inferred_period is not null)
    or (inferred_period is not null and inferred_by is null)
order by version_key, offer
limit 1000
