-- name: roles
-- title: Roles and levels
-- doc: How many ads there are for each family of roles and level, how many are open to beginners or remote, and
--   the median of what they offer by the hour and by the year, each by itself. Ads whose title names no
--   family or level stand in rows of their own as "not said". Intervals are at 95 % and come from drawing
--   the employers anew 1,000 times, those of shares as in the question demand and those of pay as in the question
--   pay. Pay is the middle of the offers in dollars. What fewer than 10 ads or 5 employers tell is withheld, but for
--   the share of all ads, whose n is all of them.
-- grain: one row per family and level; level "any" holds all of a family
-- window: recent
-- fit: intervals
-- medians: hour_pay year_pay
-- counts: ads entry remote
-- interval: share = ads / all
-- interval: entry = entry / ads
-- interval: remote = remote / ads
-- params: since until source category country employment role level remote
-- column: ads ads | ads of the window; the n of entry_share and remote_share
-- column: employers employers | distinct employers; unnamed ones count one per ad
-- column: share share | of all ads of the window
-- column: entry_share share | of the row's ads, open to beginners
-- column: remote_share share | of the row's ads, remote
-- column: hour_n ads | ads with usable hourly pay
-- column: hour_pay USD | median middle of hourly offers
-- column: year_n ads | ads with usable yearly pay
-- column: year_pay USD | median middle of yearly offers
-- column: note text | which figures are withheld and why, or indicative: of fewer than 30 ads
with picked as (
    select a.*
    from wanting(
        $source::varchar, $country::varchar, $employment::varchar,
        $role::varchar, $level::varchar, $remote::varchar, $category::varchar) as a
    where a.day between $since::date and $until::date
),
named as (
    select
        coalesce(p.role_family, 'not said') as role_family,
        coalesce(p.seniority, 'not said') as level,
        draw_of(p.employer_id) as draw, p.entry_level,
        coalesce(p.remote = 'remote', false) as is_remote,
        h.mid as hour_mid, y.mid as year_mid
    from picked as p
    left join ad_pay as h on h.version_key = p.version_key and h.kind = 'offer' and h.period = 'hour'
    left join ad_pay as y on y.version_key = p.version_key and y.kind = 'offer' and y.period = 'year'
),
levelled as (
    select * from named
    union all by name
    select * replace ('any' as level) from named
    union all by name
    select * replace (null as role_family, null as level) from named
),
-- What employers have of a row; the row without a family holds all ads.
by_draw as (
    select role_family, level, draw, count(*) as ads, count(*) filter (entry_level) as entry, count(*) filter (is_remote) as remote
    from levelled
    group by role_family, level, draw
),
drawn as (
    select role_family, level, flatten(list([draw, ads, entry, remote])) as by_employer
    from by_draw
    group by role_family, level
),
pooled as (
    select
        role_family, level,
        count(*) as ads,
        count(distinct draw) as employers,
        count(*) >= 10 and count(distinct draw) >= 5 as is_enough,
        avg(cast(entry_level as integer)) as entry_share,
        avg(cast(is_remote as integer)) as remote_share,
        values_by_draw(hour_mid, draw) as by_hour_pay, draws_of_values(hour_mid, draw) as by_hour_pay_draw,
        values_by_draw(year_mid, draw) as by_year_pay, draws_of_values(year_mid, draw) as by_year_pay_draw
    from levelled
    group by role_family, level
)
select
    j.role_family, j.level, ads, employers,
    ads / (select count(*) from picked) as share, null::double as share_low, null::double as share_high,
    case when is_enough then entry_share end as entry_share, null::double as entry_low, null::double as entry_high,
    case when is_enough then remote_share end as remote_share, null::double as remote_low, null::double as remote_high,
    len(by_hour_pay) as hour_n, median_told(by_hour_pay, by_hour_pay_draw) as hour_pay,
    null::double as hour_pay_low, null::double as hour_pay_high,
    len(by_year_pay) as year_n, median_told(by_year_pay, by_year_pay_draw) as year_pay,
    null::double as year_pay_low, null::double as year_pay_high,
    nullif(concat_ws('; ',
        case when not is_enough then why_withheld('shares of the row', ads, employers) end,
        why_untold('hourly pay', by_hour_pay_draw),
        why_untold('yearly pay', by_year_pay_draw)), '') as note,
    d.by_employer, columns('^by_(hour|year)')
from pooled as j
join drawn as d on d.role_family is not distinct from j.role_family and d.level is not distinct from j.level
order by sum(case when j.level = 'any' then ads end) over (partition by j.role_family) desc, j.role_family, j.level = 'any' desc, ads desc, j.level
;
-- adverts: ads | ads of the window of this family and level
from adverts(
    array(
        select version_key
        from wanting(
            $source::varchar, $country::varchar, $employment::varchar,
            $role::varchar, $level::varchar, $remote::varchar, $category::varchar)
        where day between $since::date and $until::date
            and coalesce(role_family, 'not said') = $row_role_family::varchar
            and ($row_level::varchar = 'any' or coalesce(seniority, 'not said') = $row_level::varchar)
    ),
    null, null, null, $adverts)
