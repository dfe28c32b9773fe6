-- name: competition
-- title: How many others answer
-- doc: For each skill, where a source tells: bids and applicants an ad draws, what bidders ask against the middle
--   of the posted band, and how long ads stay open. Medians with intervals at 95 % that come from drawing the
--   employers anew 1,000 times, as those of pay; unnamed ones count one per ad. Fewer than 10 ads or 5 employers
--   print no figure. Open days are those of ads that closed, so long-lived ads are still
--   missing from them. Applicants are counted at the lower bound a source gives.
-- grain: one row per skill with an ad that tells of bids, applicants or its end
-- window: recent
-- fit: intervals
-- medians: bids applicants bid_ratio open_days
-- params: since until source category country employment role level remote
-- param: undated boolean = false | also count the ads of archives that have no date
-- param: min_ads integer = 5 | skills with fewer such ads are left out
-- column: ads ads | all ads of the window that want the skill
-- column: bids_n ads | ads that tell the number of bids
-- column: bids bids | median number of bids
-- column: applicants_n ads | ads that tell the number of applicants
-- column: applicants applicants | median number of applicants
-- column: room_n ads | ads that tell both the average bid and a posted amount
-- column: bid_ratio ratio | median of average bid over the middle of the posted amount; below 1 bidders ask less
-- column: closed_n ads | ads that are known to have closed
-- column: open_days days | median days from posting to close of these
-- column: note text | which figures are withheld and why, or indicative: of fewer than 30 ads
with picked as (
    select *
    from selected(
        $source::varchar, $country::varchar, $employment::varchar, $role::varchar, $level::varchar, $remote::varchar)
    where is_in_window(day, $since::date, $until::date, $undated)
),
-- The posted amount in the ad's own currency and period, as its bids are.
posted as (
    select version_key, min((min + max) / 2) as mid
    from pay_equivalents
    where kind in ('offer', 'budget') and offer = 0 and min is not null and max > 0
    group by version_key
),
measured as (
    select
        m.skill, m.skill_name, m.category, draw_of(p.employer_id) as draw,
        p.bids,
        coalesce(p.applicants_min, p.applicants_max) as applicants,
        p.bid_average / o.mid as bid_ratio,
        case when p.closed >= p.day then p.closed - p.day end as open_days
    from picked as p
    join mentions as m on m.version_key = p.version_key
    left join posted as o on o.version_key = p.version_key
    where m.polarity = 'wanted' and ($category::varchar is null or m.category = $category::varchar)
),
pooled as (
    select
        skill, any_value(skill_name) as skill_name, any_value(category) as category,
        count(*) as ads,
        values_by_draw(bids, draw) as by_bids, draws_of_values(bids, draw) as by_bids_draw,
        values_by_draw(applicants, draw) as by_applicants, draws_of_values(applicants, draw) as by_applicants_draw,
        values_by_draw(bid_ratio, draw) as by_bid_ratio, draws_of_values(bid_ratio, draw) as by_bid_ratio_draw,
        values_by_draw(open_days, draw) as by_open_days, draws_of_values(open_days, draw) as by_open_days_draw
    from measured
    group by skill
    having greatest(count(bids), count(applicants), count(open_days)) >= $min_ads
)
select
    skill, skill_name, category, ads,
    len(by_bids) as bids_n, median_told(by_bids, by_bids_draw) as bids,
    null::double as bids_low, null::double as bids_high,
    len(by_applicants) as applicants_n, median_told(by_applicants, by_applicants_draw) as applicants,
    null::double as applicants_low, null::double as applicants_high,
    len(by_bid_ratio) as room_n, median_told(by_bid_ratio, by_bid_ratio_draw) as bid_ratio,
    null::double as bid_ratio_low, null::double as bid_ratio_high,
    len(by_open_days) as closed_n, median_told(by_open_days, by_open_days_draw) as open_days,
    null::double as open_days_low, null::double as open_days_high,
    nullif(concat_ws('; ',
        why_untold('bids', by_bids_draw),
        why_untold('applicants', by_applicants_draw),
        why_untold('bid_ratio', by_bid_ratio_draw),
        why_untold('open_days', by_open_days_draw)), '') as note,
    columns('^by_')
from pooled
order by ads desc, skill
;
-- adverts: ads | ads of the window that want the skill
from adverts_wanting(
    $since::date, $until::date, $undated, $source::varchar, $country::varchar, $employment::varchar,
    $role::varchar, $level::varchar, $remote::varchar, $row_skill::varchar, $adverts)
