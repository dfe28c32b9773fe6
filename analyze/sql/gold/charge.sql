-- name: charge
-- title: What to charge
-- doc: What all ads together offer for an hour and for a project, and what clients of marketplaces budget, in
--   dollars at the rate of the day posted, for all and by the level that the ad asks for. Offers and budgets are
--   never mixed. floor is the median of the lower ends, ceiling of the upper ends, middle takes each range as
--   spread evenly. Intervals are at 95 % and come from drawing the employers anew 1,000 times, as those of pay. It is
--   what is posted, not what is agreed. A figure needs 10 ads of 5 employers and two sources, since one source is not
--   the market; fewer than 30 ads show the middle alone. With one_source, or a source
--   asked for, the figures of a single one are shown, too, and its name told.
-- grain: one row per kind of pay, period and level; level "any" holds all of them
-- window: year
-- fit: pay
-- params: since until source category country employment role level remote
-- param: undated boolean = true | also count the ads of archives that have no date
-- param: one_source boolean = false | also show figures of a single source, as note says
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
with priced as (
    select *, unnest(levels) as level
    from charged(
        $since::date, $until::date, $undated, $source::varchar, $country::varchar, $employment::varchar,
        $role::varchar, $level::varchar, $remote::varchar,
        $category::varchar)
),
pooled as (
    select
        kind, period, level,
        count(*) as n,
        count(*) filter (day is null) as undated,
        count(distinct employer_id) as employers,
        list_max(map_values(histogram(employer_id))) as top_ads,
        list_sort(list(distinct source)) as sources,
        list_sort(list(low)) as lows,
        list_sort(list(high)) as highs,
        list_sort(flatten(list(amounts))) as amounts
    from priced
    group by kind, period, level
),
judged as (
    select
        *,
        why_no_pay(n, 10, employers, sources, $one_source or $source::varchar is not null) as reason
    from pooled
)
select
    kind, period, level, n, undated, employers, sources,
    case when reason is null and n >= 30 then quantile_of(lows, 0.5) end as floor,
    null::double as floor_low, null::double as floor_high,
    case when reason is null then quantile_of(amounts, 0.5) end as middle,
    null::double as middle_low, null::double as middle_high,
    case when reason is null and n >= 30 then quantile_of(highs, 0.5) end as ceiling,
    null::double as ceiling_low, null::double as ceiling_high,
    case when reason is null and n >= 100 then quantile_of(amounts, 0.9) end as p90,
    null::double as p90_low, null::double as p90_high,
    coalesce(reason, nullif(concat_ws('; ',
        one_source_only(sources),
        case when top_ads > 0.2 * n then 'over a fifth of the ads come from one employer' end,
        case when n < 30 then 'indicative' end), '')) as note,
    case when reason is null then [level, kind, 'any', period] end as by_pool
from judged
order by kind desc, period, list_position(['any', 'junior', 'mid', 'senior'], level)
;
-- adverts: n | ads with pay of this kind and period, of this level
from adverts(
    array(
        select version_key
        from charged(
            $since::date, $until::date, $undated, $source::varchar, $country::varchar, $employment::varchar,
            $role::varchar, $level::varchar, $remote::varchar,
            $category::varchar)
        where kind = $row_kind::varchar and period = $row_period::varchar and list_contains(levels, $row_level::varchar)
    ),
    null, $row_kind::varchar, $row_period::varchar, $adverts)
