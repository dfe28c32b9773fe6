-- name: charge
-- title: What to charge
-- doc: What all ads together offer for an hour and for a project, and what clients of marketplaces budget, in
--   dollars at the rate of the day posted, for all and by the level that the ad asks for. Offers and budgets are
--   never mixed. floor is the median of the lower ends, ceiling of the upper ends, middle takes each range as
--   spread evenly. Intervals are Woodruff's at 95 % with the variance measured over employers. It is what is
--   posted, not what is agreed. Fewer than 10 ads or 5 employers print no figure, fewer than 30 the middle alone.
-- grain: one row per kind of pay, period and level; level "any" holds all of them
-- window: year
-- params: since until source category country employment
-- param: undated boolean = true | also count the ads of archives that have no date
-- column: kind text | offer, or budget: a band that a client chose from a menu
-- column: level text | junior, mid or senior where the ad says so
-- column: n ads | ads with usable pay of this kind and period; the figures rest on them
-- column: undated ads | of them, those of archives without a date
-- column: employers employers | distinct employers among them; unnamed ones count one per ad
-- column: sources list | where they come from
-- column: floor USD | median of the lower ends
-- column: middle USD | median of ranges spread evenly
-- column: ceiling USD | median of the upper ends
-- column: p90 USD | a tenth offers more
-- column: note text | why figures are withheld, or what to mind
with picked as (
    select version_key, source, day, employer_id,
        case
            when seniority in ('senior', 'lead', 'principal') then 'senior'
            when seniority in ('junior', 'mid') then seniority
        end as level
    from wanting($source::varchar, $country::varchar, $employment::varchar, $category::varchar)
    where (day between $since::date and $until::date or ($undated and day is null))
),
priced as (
    select k.* exclude (level), p.kind, p.period, p.low, p.high, unnest(list_distinct(['any', k.level])) as level
    from picked as k
    join ad_pay as p on p.version_key = k.version_key
    where p.kind in ('offer', 'budget') and p.period in ('hour', 'project') and p.low > 0
),
pooled as (
    select
        kind, period, level,
        count(*) as n,
        count(*) filter (day is null) as undated,
        count(distinct employer_id) as employers,
        list_sort(list(distinct source)) as sources,
        list_sort(list(low)) as lows,
        list_sort(list(high)) as highs,
        list_sort(flatten(list([low + (high - low) * (j + 0.5) / 20 for j in range(20)]))) as amounts
    from priced
    where level is not null
    group by kind, period, level
),
medians as (
    select
        * exclude (lows, highs, amounts), lows, highs, amounts,
        quantile_of(lows, 0.5) as floor, quantile_of(amounts, 0.5) as middle, quantile_of(highs, 0.5) as ceiling
    from pooled
),
-- Without the lists, which would be copied for every row of the next join.
middles as (
    select kind, period, level, floor, middle, ceiling from medians
),
-- For each employer, how far its ads lie below the three medians, against the half that is expected.
deviations as (
    select
        m.kind, m.period, m.level,
        count(*) as ads,
        sum(part_below(p.low, p.low, m.floor) - 0.5) as below_floor,
        sum(part_below(p.low, p.high, m.middle) - 0.5) as below_middle,
        sum(part_below(p.high, p.high, m.ceiling) - 0.5) as below_ceiling
    from middles as m
    join priced as p on p.kind = m.kind and p.period = m.period and p.level = m.level
    group by m.kind, m.period, m.level, p.employer_id
),
-- Half the width of each interval, as a part of the distribution (Woodruff).
widths as (
    select
        kind, period, level,
        max(ads) / sum(ads) as top_employer,
        1.96 * sqrt(sum(pow(below_floor, 2)) * count(*) / nullif(count(*) - 1, 0)) / sum(ads) as floor_width,
        1.96 * sqrt(sum(pow(below_middle, 2)) * count(*) / nullif(count(*) - 1, 0)) / sum(ads) as middle_width,
        1.96 * sqrt(sum(pow(below_ceiling, 2)) * count(*) / nullif(count(*) - 1, 0)) / sum(ads) as ceiling_width
    from deviations
    group by kind, period, level
),
judged as (
    select
        m.*, w.* exclude (kind, period, level),
        n >= 10 and employers >= 5 as shows_middle,
        n >= 30 and employers >= 5 as shows_ends
    from medians as m
    join widths as w on w.kind = m.kind and w.period = m.period and w.level = m.level
)
select
    kind, period, level, n, undated, employers, sources,
    case when shows_ends then floor end as floor,
    case when shows_ends then quantile_of(lows, 0.5 - floor_width) end as floor_low,
    case when shows_ends then quantile_of(lows, 0.5 + floor_width) end as floor_high,
    case when shows_middle then middle end as middle,
    case when shows_middle then quantile_of(amounts, 0.5 - middle_width) end as middle_low,
    case when shows_middle then quantile_of(amounts, 0.5 + middle_width) end as middle_high,
    case when shows_ends then ceiling end as ceiling,
    case when shows_ends then quantile_of(highs, 0.5 - ceiling_width) end as ceiling_low,
    case when shows_ends then quantile_of(highs, 0.5 + ceiling_width) end as ceiling_high,
    case when shows_ends and n >= 100 then quantile_of(amounts, 0.9) end as p90,
    case
        when n < 10 then 'too few ads (n=' || n || ')'
        when employers < 5 then 'too few employers (' || employers || ')'
        when top_employer > 0.2 then 'over a fifth of the ads come from one employer'
        when len(sources) = 1 then 'one source only'
        when n < 30 then 'indicative'
    end as note
from judged
order by kind desc, period, list_position(['any', 'junior', 'mid', 'senior'], level)
