-- name: roles
-- title: Roles and levels
-- doc: How many ads there are for each family of roles and level, how many are open to beginners or remote, and
--   the median of what they offer by the hour and by the year, each by itself. Ads whose title names no
--   family or level stand in rows of their own as "not said". Pay is the middle of the offers in dollars, with
--   an interval at 95 % on the number of employers; below 10 ads or 5 employers it is withheld.
-- grain: one row per family and level; level "any" holds all of a family
-- window: recent
-- params: since until source category country employment
-- column: ads ads | ads of the window; the n of entry_share and remote_share
-- column: employers employers | distinct employers; unnamed ones count one per ad
-- column: share share | of all ads of the window
-- column: entry_share share | of the row's ads, open to beginners
-- column: remote_share share | of the row's ads, remote
-- column: hour_n ads | ads with usable hourly pay
-- column: hour_pay USD | median middle of hourly offers
-- column: year_n ads | ads with usable yearly pay
-- column: year_pay USD | median middle of yearly offers
with picked as (
    select a.*
    from wanting($source::varchar, $country::varchar, $employment::varchar, $category::varchar) as a
    where a.day between $since::date and $until::date
),
named as (
    select
        coalesce(p.role_family, 'not said') as role_family,
        coalesce(p.seniority, 'not said') as level,
        p.employer_id, p.entry_level, p.remote,
        h.mid as hour_mid, y.mid as year_mid
    from picked as p
    left join ad_pay as h on h.version_key = p.version_key and h.kind = 'offer' and h.period = 'hour'
    left join ad_pay as y on y.version_key = p.version_key and y.kind = 'offer' and y.period = 'year'
),
levelled as (
    select * from named
    union all by name
    select * replace ('any' as level) from named
),
pooled as (
    select
        role_family, level,
        count(*) as ads,
        count(distinct employer_id) as employers,
        avg(cast(entry_level as integer)) as entry_share,
        avg(cast(coalesce(remote = 'remote', false) as integer)) as remote_share,
        count(hour_mid) as hour_n,
        count(distinct employer_id) filter (hour_mid is not null) as hour_employers,
        list_sort(list(hour_mid) filter (hour_mid is not null)) as hours,
        count(year_mid) as year_n,
        count(distinct employer_id) filter (year_mid is not null) as year_employers,
        list_sort(list(year_mid) filter (year_mid is not null)) as years
    from levelled
    group by role_family, level
),
judged as (
    select
        *,
        (select count(*) from picked) as all_ads,
        hour_n >= 10 and hour_employers >= 5 as shows_hour,
        year_n >= 10 and year_employers >= 5 as shows_year
    from pooled
)
select
    role_family, level, ads, employers,
    ads / all_ads as share, wilson_low(ads / all_ads, all_ads) as share_low, wilson_high(ads / all_ads, all_ads) as share_high,
    entry_share, wilson_low(entry_share, ads) as entry_low, wilson_high(entry_share, ads) as entry_high,
    remote_share, wilson_low(remote_share, ads) as remote_low, wilson_high(remote_share, ads) as remote_high,
    hour_n,
    case when shows_hour then quantile_of(hours, 0.5) end as hour_pay,
    case when shows_hour then median_low(hours, hour_employers) end as hour_pay_low,
    case when shows_hour then median_high(hours, hour_employers) end as hour_pay_high,
    year_n,
    case when shows_year then quantile_of(years, 0.5) end as year_pay,
    case when shows_year then median_low(years, year_employers) end as year_pay_low,
    case when shows_year then median_high(years, year_employers) end as year_pay_high,
    case when not shows_hour and not shows_year then 'pay withheld: fewer than 10 ads or 5 employers' end as note
from judged
order by sum(case when level = 'any' then ads end) over (partition by role_family) desc, role_family, level = 'any' desc, ads desc, level
