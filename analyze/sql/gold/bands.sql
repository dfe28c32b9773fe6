-- name: bands
-- title: Who sits in each band
-- doc: For each band of hourly pay, of yearly pay or of project budgets: which kinds of role its ads name, at which
--   level, whether the work may be done anywhere, and where a marketplace tells, what the clients are like. Each
--   share is of the band's ads that tell, with an interval at 95 % that comes from drawing the employers anew. What
--   fewer than 10 ads of 5 employers tell has no share.
-- grain: one row per band, aspect and name
-- window: recent
-- fit: intervals
-- counts: n
-- interval: share = n / all
-- within: by_rung by_group
-- params: since until source category country employment role level remote
-- param: period text = hour | hour, year or project
-- param: kind text = offer | offer, or budget for the menu bands of clients
-- param: undated boolean = false | also count the ads of archives that have no date
-- param: top integer = 5 | only the first so many names of an aspect; 0 for all
-- column: band USD | middle of the offers of an ad
-- column: aspect text | role, level, remote, client (what its history says) or client country
-- column: name text | a family of roles, a level, a scope, a word about the client, a country
-- column: band_ads ads | ads in the band
-- column: band_employers employers | distinct employers among them; unnamed ones count one per ad
-- column: told ads | of these, ads that tell this aspect; the n of share
-- column: n ads | of these, ads of this name
-- column: share share | n of told
-- column: note text | why there is no share
with placed as (
    select
        b.rung, a.version_key, a.employer_id, a.role_family, a.seniority, a.remote, a.client_country,
        a.client_verified, a.client_hires, a.client_posts, a.client_spent_usd
    from wanting(
        $source::varchar, $country::varchar, $employment::varchar,
        $role::varchar, $level::varchar, $remote::varchar, $category::varchar) as a
    join ad_pay as p on p.version_key = a.version_key
    join pay_bands as b on b.period = p.period and p.mid >= b.low and (b.high is null or p.mid < b.high)
    where is_in_window(a.day, $since::date, $until::date, $undated) and p.period = $period and p.kind = $kind
),
bands as (
    select b.rung, any_value(b.band) as band, count(*) as ads, count(distinct p.employer_id) as employers
    from pay_bands as b
    join placed as p on p.rung = b.rung
    where b.period = $period
    group by b.rung
),
-- An ad tells an aspect or not; of clients it may tell several things, each true or false.
said as (
    select rung, employer_id, 'role' as aspect, role_family as name, true as is_so from placed
    union all by name
    select rung, employer_id, 'level' as aspect, seniority as name, true as is_so from placed
    union all by name
    select rung, employer_id, 'remote' as aspect, remote as name, true as is_so from placed
    union all by name
    select rung, employer_id, 'client country' as aspect, client_country as name, true as is_so from placed
    union all by name
    select rung, employer_id, 'client' as aspect, 'way of paying checked' as name, client_verified as is_so from placed
    union all by name
    select rung, employer_id, 'client' as aspect, 'has hired before' as name, client_hires > 0 as is_so from placed
    union all by name
    select rung, employer_id, 'client' as aspect, 'hires for half of the posts or more' as name,
        client_hires >= client_posts / 2 as is_so
    from placed where client_posts > 0
    union all by name
    select rung, employer_id, 'client' as aspect, 'has spent 1,000 dollars or more' as name, client_spent_usd >= 1000 as is_so
    from placed
),
told as (
    select * from said where name is not null and is_so is not null
),
-- Each name is a share of a group: of a client's history the ads that tell this one thing, else all that tell the
-- aspect.
grouped as (
    select
        rung, aspect, case when aspect = 'client' then aspect || ' ' || name else aspect end as by_group,
        name, draw_of(employer_id) as draw, count(*) as told, count(*) filter (is_so) as n
    from told
    group by rung, aspect, by_group, name, draw
),
groups as (
    select
        rung, by_group, cast(sum(told) as bigint) as told, count(*) as employers,
        sum(told) >= 10 and count(*) >= 5 as is_enough,
        flatten(list([draw, told])) as by_employer
    from (select rung, by_group, draw, sum(told) as told from grouped group by rung, by_group, draw)
    group by rung, by_group
),
names as (
    select
        rung, aspect, by_group, name, cast(sum(n) as bigint) as n,
        flatten(list([draw, n]) filter (n > 0)) as by_employer,
        row_number() over (partition by rung, aspect order by sum(n) desc, name) as place
    from grouped
    group by rung, aspect, by_group, name
    qualify $top = 0 or place <= $top
)
select
    n.rung, b.band, n.aspect, n.name, b.ads as band_ads, b.employers as band_employers, g.told, n.n,
    case when g.is_enough then n.n / g.told end as share,
    null::double as share_low, null::double as share_high,
    case
        when g.told < 10 then 'too few ads (n=' || g.told || ')'
        when g.employers < 5 then 'too few employers (' || g.employers || ')'
    end as note,
    n.rung as by_rung, n.by_group, case when g.is_enough then n.by_employer end as by_employer,
    n.place as by_place
from names as n
join groups as g on g.rung = n.rung and g.by_group = n.by_group
join bands as b on b.rung = n.rung
union all by name
select rung as by_rung, by_group, case when is_enough then by_employer end as by_employer from groups
order by rung, aspect, by_place
;
-- adverts: n | ads in the band that tell this of themselves or of their client
from adverts(
    array(
        select a.version_key
        from wanting(
            $source::varchar, $country::varchar, $employment::varchar,
            $role::varchar, $level::varchar, $remote::varchar, $category::varchar) as a
        join ad_pay as p on p.version_key = a.version_key
        join pay_bands as b on b.period = p.period and p.mid >= b.low and (b.high is null or p.mid < b.high)
        where is_in_window(a.day, $since::date, $until::date, $undated)
            and p.period = $period and p.kind = $kind and b.rung = $row_rung::bigint
            and case $row_aspect::varchar
                when 'role' then a.role_family = $row_name::varchar
                when 'level' then a.seniority = $row_name::varchar
                when 'remote' then a.remote = $row_name::varchar
                when 'client country' then a.client_country = $row_name::varchar
                else case $row_name::varchar
                    when 'way of paying checked' then a.client_verified
                    when 'has hired before' then a.client_hires > 0
                    when 'hires for half of the posts or more' then a.client_posts > 0 and a.client_hires >= a.client_posts / 2
                    else a.client_spent_usd >= 1000
                end
            end
    ),
    null, $kind::varchar, $period::varchar, $adverts)
