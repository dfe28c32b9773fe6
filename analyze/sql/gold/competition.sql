-- name: competition
-- title: How many others answer
-- doc: For each skill, where a source tells: bids and applicants an ad draws, what bidders ask against the middle
--   of the posted band, and how long ads stay open. Medians with an interval at 95 % on the number of
--   employers, since ads of one are no independent witnesses; unnamed ones count one per ad. Fewer than 10 ads
--   print no figure. Open days are those of ads that closed, so long-lived ads are still
--   missing from them. Applicants are counted at the lower bound a source gives.
-- grain: one row per skill with an ad that tells of bids, applicants or its end
-- window: recent
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
    where day between $since::date and $until::date or ($undated and day is null)
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
        m.skill, m.skill_name, m.category, p.employer_id,
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
        count(bids) as bids_n,
        count(distinct employer_id) filter (bids is not null) as bids_employers,
        list_sort(list(cast(bids as double)) filter (bids is not null)) as bids,
        count(applicants) as applicants_n,
        count(distinct employer_id) filter (applicants is not null) as applicants_employers,
        list_sort(list(cast(applicants as double)) filter (applicants is not null)) as applicants,
        count(bid_ratio) as room_n,
        count(distinct employer_id) filter (bid_ratio is not null) as room_employers,
        list_sort(list(bid_ratio) filter (bid_ratio is not null)) as ratios,
        count(open_days) as closed_n,
        count(distinct employer_id) filter (open_days is not null) as closed_employers,
        list_sort(list(cast(open_days as double)) filter (open_days is not null)) as days
    from measured
    group by skill
    having greatest(count(bids), count(applicants), count(open_days)) >= $min_ads
)
select
    skill, skill_name, category, ads,
    bids_n,
    case when bids_n >= 10 then quantile_of(bids, 0.5) end as bids,
    case when bids_n >= 10 then median_low(bids, bids_employers) end as bids_low,
    case when bids_n >= 10 then median_high(bids, bids_employers) end as bids_high,
    applicants_n,
    case when applicants_n >= 10 then quantile_of(applicants, 0.5) end as applicants,
    case when applicants_n >= 10 then median_low(applicants, applicants_employers) end as applicants_low,
    case when applicants_n >= 10 then median_high(applicants, applicants_employers) end as applicants_high,
    room_n,
    case when room_n >= 10 then quantile_of(ratios, 0.5) end as bid_ratio,
    case when room_n >= 10 then median_low(ratios, room_employers) end as bid_ratio_low,
    case when room_n >= 10 then median_high(ratios, room_employers) end as bid_ratio_high,
    closed_n,
    case when closed_n >= 10 then quantile_of(days, 0.5) end as open_days,
    case when closed_n >= 10 then median_low(days, closed_employers) end as open_days_low,
    case when closed_n >= 10 then median_high(days, closed_employers) end as open_days_high,
    nullif(concat_ws('; ',
        why_withheld('bids', bids_n, null),
        why_withheld('applicants', applicants_n, null),
        why_withheld('bid_ratio', room_n, null),
        why_withheld('open_days', closed_n, null)), '') as note
from pooled
order by ads desc, skill
;
-- adverts: ads | ads of the window that want the skill
from adverts(
    array(
        select version_key
        from wanting_skill(
            $since::date, $until::date, $undated, $source::varchar, $country::varchar, $employment::varchar,
            $role::varchar, $level::varchar, $remote::varchar,
            $row_skill::varchar)
    ),
    $row_skill::varchar, null, null, $adverts)
