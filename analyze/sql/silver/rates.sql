-- name: rates
-- doc: Dollars for one unit of a currency by day, from the European Central Bank's rates per euro.
-- grain: one row per day and currency, the dollar left out
-- held: yes
create or replace view rates as
with dollars as (
    select cast(date as date) as day, per_eur as usd_per_eur from fx where currency = 'USD' and per_eur > 0
)
select d.day, f.currency, d.usd_per_eur / f.per_eur as usd_per_unit
from fx as f
join dollars as d on d.day = cast(f.date as date)
where f.currency not in ('USD', 'EUR') and f.per_eur > 0
union all
select day, 'EUR', usd_per_eur from dollars
