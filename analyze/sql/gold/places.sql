-- name: places
-- title: Where the work may be done
-- doc: Ads by the countries and scopes they name: codes such as DE, or EU, EMEA, WORLD. An ad that names several
--   counts in each, so the shares add up to more than 1. Ads that name none stand in the row "not said". With cities
--   there is also a row for each city, named with the first country of its ads: "Berlin, DE".
--   Intervals are at 95 %, from drawing the employers anew as in the question demand.
-- grain: one row per country or scope, and with cities per city
-- window: recent
-- fit: intervals
-- counts: ads remote entry pay
-- interval: share = ads / all
-- interval: remote = remote / ads
-- interval: entry = entry / ads
-- interval: pay = pay / ads
-- params: since until source category employment role level remote
-- param: min_ads integer = 5 | places with fewer ads are left out
-- param: cities boolean = false | also a row for each city, such as "Berlin, DE"
-- column: ads ads | ads that name the place; the n of the shares after it
-- column: employers employers | distinct employers among them; unnamed ones count one per ad
-- column: share share | of all ads of the window
-- column: remote_share share | of the place's ads, remote
-- column: entry_share share | of the place's ads, open to beginners
-- column: pay_share share | of the place's ads, stating pay
with picked as (
    select a.*
    from wanting(
        $source::varchar, null::varchar, $employment::varchar,
        $role::varchar, $level::varchar, $remote::varchar, $category::varchar) as a
    where a.day between $since::date and $until::date
),
spread as (
    select
        unnest(case
            when len(countries) > 0 then places_of(case when $cities then city end, countries)
            else ['not said']
        end) as place,
        draw_of(employer_id) as draw, entry_level, remote, has_pay
    from picked
    union all by name
    select draw_of(employer_id) as draw, entry_level, remote, has_pay from picked
),
-- What employers have of a row; the row without a place holds all ads.
by_draw as (
    select
        place, draw,
        count(*) as ads,
        count(*) filter (remote = 'remote') as remote,
        count(*) filter (entry_level) as entry,
        count(*) filter (has_pay) as pay
    from spread
    group by place, draw
),
counted as (
    select
        place,
        cast(sum(ads) as bigint) as ads,
        count(*) as employers,
        sum(remote) / sum(ads) as remote_share,
        sum(entry) / sum(ads) as entry_share,
        sum(pay) / sum(ads) as pay_share,
        flatten(list([draw, ads, remote, entry, pay])) as by_employer
    from by_draw
    group by place
)
select
    c.place, c.ads, c.employers,
    c.ads / a.ads as share, null::double as share_low, null::double as share_high,
    c.remote_share, null::double as remote_low, null::double as remote_high,
    c.entry_share, null::double as entry_low, null::double as entry_high,
    c.pay_share, null::double as pay_low, null::double as pay_high,
    c.by_employer
from counted as c
cross join (select ads from counted where place is null) as a
where c.place is null or c.ads >= $min_ads
order by c.ads desc, c.place
;
-- adverts: ads | ads of the window that name the place
from adverts(
    array(
        select version_key
        from wanting(
            $source::varchar, null::varchar, $employment::varchar,
            $role::varchar, $level::varchar, $remote::varchar, $category::varchar)
        where day between $since::date and $until::date and case $row_place::varchar
            when 'not said' then coalesce(len(countries), 0) = 0
            else list_contains(places_of(city, countries), $row_place::varchar)
        end
    ),
    null, null, null, $adverts)
