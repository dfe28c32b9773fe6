-- name: fx_rates
-- rule: A currency has one rate a day, above zero.
select date, currency, count(*) as rows, min(per_eur) as per_eur
from fx
group by date, currency
having count(*) > 1 or not min(per_eur) > 0
order by date, currency
limit 1000
