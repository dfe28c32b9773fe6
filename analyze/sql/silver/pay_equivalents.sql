-- name: pay_equivalents
-- doc: Every offer of pay of the counted ads in dollars at the rate of the day posted (the latest rate on
--   or before it), with what it comes to by the hour and by the year. Pay by project, by unit or of
--   unknown period has no such equivalent. kind keeps apart what must not be mixed: an offer is
--   stated in a field or read in the text; a budget is a client's menu choice; ceilings, estimates,
--   average bids and board figures are not offers. status says why a row is no usable amount.
-- grain: one row per offer of a listing
-- needs: ads rates conversions pay_bounds
-- held: yes
create or replace view pay_equivalents as
with offers as (
    select
        p.version_key, p.offer, p.role, p.min, p.max, p.currency, p.unit, p.label, p.flags, p.evidence,
        coalesce(p.period, p.inferred_period) as period,
        p.period is null and p.inferred_period is not null as period_inferred,
        p.inferred_by,
        p.basis, p.gross,
        case
            when p.basis in ('stated', 'parsed') then 'offer'
            when p.basis = 'budget_band' then 'budget'
            else p.basis
        end as kind,
        coalesce(cast(p.posted_at as date), a.day) as priced_on,
        a.* exclude (version_key)
    from pay as p
    join ads as a on a.version_key = p.version_key
),
priced as (
    select o.*, case when o.currency = 'USD' then 1.0 else r.usd_per_unit end as usd_per_unit
    from offers as o
    asof left join rates as r on r.currency = o.currency and r.day <= o.priced_on
),
converted as (
    select
        p.*,
        p.min * p.usd_per_unit as min_usd,
        p.max * p.usd_per_unit as max_usd,
        case p.period
            when 'hour' then 1.0
            when 'day' then c.hours_per_day
            when 'week' then c.hours_per_day * c.days_per_week
            when '2weeks' then 2 * c.hours_per_day * c.days_per_week
            when 'month' then c.hours_per_day * c.days_per_week * c.weeks_per_year / 12
            when 'year' then c.hours_per_day * c.days_per_week * c.weeks_per_year
        end as hours,
        c.hours_per_day * c.days_per_week * c.weeks_per_year as hours_per_year
    from priced as p
    cross join conversions as c
)
select
    c.* exclude (hours, hours_per_year),
    min_usd / hours as min_hour_usd,
    max_usd / hours as max_hour_usd,
    min_usd / hours * hours_per_year as min_year_usd,
    max_usd / hours * hours_per_year as max_year_usd,
    case
        when c.period is null then 'period unknown'
        when c.period = 'unit' then 'by piece'
        when c.currency is null then 'currency unknown'
        when c.usd_per_unit is null then 'no rate for the currency'
        when coalesce(min_usd, max_usd) is null then 'no amount'
        when coalesce(min_usd, max_usd) < b.least_usd or coalesce(max_usd, min_usd) > b.most_usd then 'out of bounds'
        when min_usd > max_usd then 'lower end above upper'
        when min_usd is null or max_usd is null then 'open ended'
        else 'usable'
    end as status
from converted as c
left join pay_bounds as b on b.period = c.period
