-- name: places
-- title: Where the work may be done
-- doc: Ads by the countries and scopes they name: codes such as DE, or EU, EMEA, WORLD. An ad that names several
--   counts in each, so the shares add up to more than 1. Ads that name none stand in the row "not said".
--   Intervals are Wilson's at 95 % on the number of employers.
-- grain: one row per country or scope
-- window: recent
-- params: since until source category employment
-- param: min_ads integer = 5 | places with fewer ads are left out
-- column: ads ads | ads that name the place; the n of the shares after it
-- column: employers employers | distinct employers among them; unnamed ones count one per ad
-- column: share share | of all ads of the window
-- column: remote_share share | of the place's ads, remote
-- column: entry_share share | of the place's ads, open to beginners
-- column: pay_share share | of the place's ads, stating pay
with picked as (
    select a.*
    from wanting($source::varchar, null::varchar, $employment::varchar, $category::varchar) as a
    where a.day between $since::date and $until::date
),
totals as (
    select count(*) as ads, count(distinct employer_id) as employers from picked
),
spread as (
    select
        unnest(case when len(countries) > 0 then list_distinct(countries) else ['not said'] end) as place,
        employer_id, entry_level, remote, has_pay
    from picked
),
counted as (
    select
        place,
        count(*) as ads,
        count(distinct employer_id) as employers,
        avg(cast(coalesce(remote = 'remote', false) as integer)) as remote_share,
        avg(cast(entry_level as integer)) as entry_share,
        avg(cast(has_pay as integer)) as pay_share
    from spread
    group by place
    having count(*) >= $min_ads
)
select
    c.place, c.ads, c.employers,
    c.ads / t.ads as share, wilson_low(c.ads / t.ads, t.employers) as share_low, wilson_high(c.ads / t.ads, t.employers) as share_high,
    remote_share, wilson_low(remote_share, c.employers) as remote_low, wilson_high(remote_share, c.employers) as remote_high,
    entry_share, wilson_low(entry_share, c.employers) as entry_low, wilson_high(entry_share, c.employers) as entry_high,
    pay_share, wilson_low(pay_share, c.employers) as pay_low, wilson_high(pay_share, c.employers) as pay_high
from counted as c
cross join totals as t
order by c.ads desc, c.place
