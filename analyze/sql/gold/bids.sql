-- name: bids
-- title: What bidders ask
-- doc: Both sides of the price, where a marketplace tells them: the middle of the posted band, which is what the client
--   chose from a menu, against the average bid, which is what the others ask; how many bid; and how each moved since the
--   base. bid_ratio below 1 is room that bidders leave: the band is above what they ask. Work by the hour and by the
--   project stand apart, in dollars at the rate of the day posted. Medians with intervals at 95 % that come from
--   drawing the employers anew 1,000 times; for the change the employers of both windows are drawn as one. Fewer than 10
--   ads or 5 employers print no figure, fewer than 30 ads in either window no change. Of all verdicts at most a tenth
--   is expected to be false (Benjamini and Hochberg).
-- grain: one row per skill and period with ads that tell band and bids
-- window: recent
-- fit: intervals
-- medians: bids band bid bid_ratio
-- params: since until source category country employment role level remote
-- param: undated boolean = false | also count the ads of archives that have no date
-- param: min_ads integer = 5 | skills with fewer such ads are left out
-- column: period text | hour or project
-- column: n ads | ads that tell the posted amount, the number of bids and the average bid; the n of all figures
-- column: employers employers | distinct employers among them; unnamed ones count one per ad
-- column: bids bids | median number of bids
-- column: band USD | median middle of the posted amounts
-- column: bid USD | median of average bids
-- column: bid_ratio ratio | median of average bid over the middle of the posted amount
-- column: n_before ads | such ads of the base
-- column: bids_change ratio | bids over that of the base
-- column: bids_verdict text | rising, falling, no clear change, or empty where there is no change
-- column: band_change ratio | band over that of the base
-- column: band_verdict text | the same of band
-- column: bid_change ratio | bid over that of the base
-- column: bid_verdict text | the same of bid
-- column: bid_ratio_change ratio | bid_ratio over that of the base
-- column: bid_ratio_verdict text | the same of bid_ratio
-- column: note text | why figures or changes are withheld, or indicative: of fewer than 30 ads
with picked as (
    select *, day is null or day between $since::date and $until::date as is_now
    from selected(
        $source::varchar, $country::varchar, $employment::varchar, $role::varchar, $level::varchar, $remote::varchar)
    where is_in_window(day, $since::date, $until::date, $undated)
        or day between $base_since::date and $base_until::date
),
posted as (
    select version_key, period, (min + max) / 2 as own, (min_usd + max_usd) / 2 as usd
    from pay_equivalents
    where kind in ('offer', 'budget') and offer = 0 and status = 'usable' and period in ('hour', 'project') and max > 0
),
told as (
    select
        m.skill, m.skill_name, m.category, o.period, draw_of(p.employer_id) as draw,
        case when is_now then p.bids end as bids,
        case when is_now then o.usd end as band,
        case when is_now then p.bid_average * o.usd / o.own end as bid,
        case when is_now then p.bid_average / o.own end as bid_ratio,
        case when not is_now then p.bids end as bids_before,
        case when not is_now then o.usd end as band_before,
        case when not is_now then p.bid_average * o.usd / o.own end as bid_before,
        case when not is_now then p.bid_average / o.own end as bid_ratio_before
    from picked as p
    join posted as o on o.version_key = p.version_key
    join mentions as m on m.version_key = p.version_key
    where p.bids > 0 and p.bid_average > 0
        and m.polarity = 'wanted' and ($category::varchar is null or m.category = $category::varchar)
),
pooled as (
    select
        skill, any_value(skill_name) as skill_name, any_value(category) as category, period,
        values_by_draw(bids, draw) as by_bids, draws_of_values(bids, draw) as by_bids_draw,
        values_by_draw(band, draw) as by_band, draws_of_values(band, draw) as by_band_draw,
        values_by_draw(bid, draw) as by_bid, draws_of_values(bid, draw) as by_bid_draw,
        values_by_draw(bid_ratio, draw) as by_bid_ratio, draws_of_values(bid_ratio, draw) as by_bid_ratio_draw,
        values_by_draw(bids_before, draw) as by_bids_before,
        draws_of_values(bids_before, draw) as by_bids_before_draw,
        values_by_draw(band_before, draw) as by_band_before,
        draws_of_values(band_before, draw) as by_band_before_draw,
        values_by_draw(bid_before, draw) as by_bid_before,
        draws_of_values(bid_before, draw) as by_bid_before_draw,
        values_by_draw(bid_ratio_before, draw) as by_bid_ratio_before,
        draws_of_values(bid_ratio_before, draw) as by_bid_ratio_before_draw
    from told
    group by skill, period
    having count(bids) >= $min_ads
),
judged as (
    select
        *, len(by_bids) as n, len(by_bids_before) as n_before,
        least(len(list_distinct(by_bids_draw)), len(list_distinct(by_bids_before_draw))) >= 5 as has_employers
    from pooled
),
measured as (
    select
        *, n >= 30 and n_before >= 30 and has_employers as is_compared,
        median_told(by_bids, by_bids_draw) as bids, median_told(by_band, by_band_draw) as band,
        median_told(by_bid, by_bid_draw) as bid, median_told(by_bid_ratio, by_bid_ratio_draw) as bid_ratio
    from judged
)
select
    skill, skill_name, category, period, n, len(list_distinct(by_bids_draw)) as employers,
    bids, null::double as bids_low, null::double as bids_high,
    band, null::double as band_low, null::double as band_high,
    bid, null::double as bid_low, null::double as bid_high,
    bid_ratio, null::double as bid_ratio_low, null::double as bid_ratio_high,
    n_before,
    case when is_compared then bids / median_told(by_bids_before, by_bids_before_draw) end as bids_change,
    null::double as bids_change_low, null::double as bids_change_high, null::varchar as bids_verdict,
    case when is_compared then band / median_told(by_band_before, by_band_before_draw) end as band_change,
    null::double as band_change_low, null::double as band_change_high, null::varchar as band_verdict,
    case when is_compared then bid / median_told(by_bid_before, by_bid_before_draw) end as bid_change,
    null::double as bid_change_low, null::double as bid_change_high, null::varchar as bid_verdict,
    case when is_compared then bid_ratio / median_told(by_bid_ratio_before, by_bid_ratio_before_draw) end as bid_ratio_change,
    null::double as bid_ratio_change_low, null::double as bid_ratio_change_high, null::varchar as bid_ratio_verdict,
    nullif(concat_ws('; ',
        why_untold('figures', by_bids_draw),
        case
            when bids is null or is_compared then null
            when n < 30 or n_before < 30 then 'change: fewer than 30 ads in one of the windows (' || n || ' and ' || n_before || ')'
            else 'change: fewer than 5 employers in one of the windows'
        end), '') as note,
    columns('^by_')
from measured
order by n desc, skill, period
;
-- adverts: n | ads of the window that want the skill, and tell a posted amount of this period, the number of bids and their average
from adverts(
    array(
        select version_key
        from wanting_skill(
            $since::date, $until::date, $undated, $source::varchar, $country::varchar, $employment::varchar,
            $role::varchar, $level::varchar, $remote::varchar,
            $row_skill::varchar)
        where bids > 0 and bid_average > 0 and version_key in (
            select version_key
            from pay_equivalents
            where kind in ('offer', 'budget') and offer = 0 and status = 'usable' and period = $row_period::varchar and max > 0)
    ),
    $row_skill::varchar, null, null, $adverts)
