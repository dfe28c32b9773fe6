-- name: ladder
-- title: What the next rung asks for
-- doc: Ads by the middle of what they offer, in bands of hourly pay, of yearly pay or of project budgets, each
--   by itself. For each band and skill: the share of the band's ads that want it, the share in the band
--   above, and the log odds between the two. Intervals are at 95 % and come from drawing the employers of a band
--   anew, so that one employer with forty ads is no rung: each share counts as many independent ads as the draws
--   tell. The verdict is corrected for the number of comparisons (Benjamini and Hochberg, at most 10 % false). What
--   the band above clearly asks for more stands first. It tells what better paid ads ask for, not that learning it
--   raises pay.
-- grain: one row per band and skill, where the band or the one above has enough ads that want it
-- window: recent
-- fit: ladder
-- counts: n
-- interval: share = n / all
-- params: since until source category country employment role level remote
-- param: period text = hour | hour, year or project
-- param: kind text = offer | offer, or budget for the menu bands of clients
-- param: undated boolean = false | also count the ads of archives that have no date
-- param: min_ads integer = 5 | ads that want the skill in the two bands together, for a row
-- param: min_band integer = 30 | bands with fewer ads, or of fewer than 5 employers, are not compared
-- column: band USD | middle of the offers of an ad
-- column: band_ads ads | ads in the band
-- column: n ads | of these, ads that want the skill
-- column: share share | n of band_ads
-- column: next_ads ads | ads in the band above
-- column: next_n ads | of these, ads that want the skill
-- column: next_share share | next_n of next_ads
-- column: log_odds log | of next_share against share; above 0 where the next band asks for it more
-- column: verdict text | asked for more above, asked for less above, no clear difference, or why there is none
with placed as (
    select b.rung, a.version_key, p.employer_id, draw_of(p.employer_id) as draw
    from selected(
        $source::varchar, $country::varchar, $employment::varchar,
        $role::varchar, $level::varchar, $remote::varchar) as a
    join ad_pay as p on p.version_key = a.version_key
    join pay_bands as b on b.period = p.period and p.mid >= b.low and (b.high is null or p.mid < b.high)
    where is_in_window(a.day, $since::date, $until::date, $undated) and p.period = $period and p.kind = $kind
),
bands as (
    select b.rung, b.band, count(p.version_key) as ads, count(distinct p.employer_id) as employers
    from pay_bands as b
    left join placed as p on p.rung = b.rung
    where b.period = $period
    group by b.rung, b.band
),
by_draw as (
    select
        p.rung, p.draw, m.skill, any_value(m.skill_name) as skill_name, any_value(m.category) as category, count(*) as n
    from placed as p
    join mentions as m on m.version_key = p.version_key
    where m.polarity = 'wanted' and ($category::varchar is null or m.category = $category::varchar)
    group by p.rung, p.draw, m.skill
),
counted as (
    select
        rung, skill, any_value(skill_name) as skill_name, any_value(category) as category,
        cast(sum(n) as bigint) as n, flatten(list([draw, n])) as by_employer
    from by_draw
    group by rung, skill
),
-- Every band of a skill that is wanted in it, in the one above or in the one below.
cells as (
    select distinct rung + step as rung, skill, skill_name, category
    from counted
    cross join (values (-1), (0), (1)) as t (step)
),
compared as (
    select
        b.rung, b.band, c.skill, c.skill_name, c.category,
        b.ads as band_ads, b.employers as band_employers, coalesce(n.n, 0) as n,
        u.ads as next_ads, u.employers as next_employers, case when u.rung is not null then coalesce(a.n, 0) end as next_n,
        least(b.ads, u.ads) >= $min_band and least(b.employers, u.employers) >= 5 as is_comparable,
        coalesce(n.n, 0) + coalesce(a.n, 0) >= $min_ads as is_shown,
        n.by_employer
    from cells as c
    join bands as b on b.rung = c.rung
    left join bands as u on u.rung = c.rung + 1
    left join counted as n on n.rung = c.rung and n.skill = c.skill
    left join counted as a on a.rung = c.rung + 1 and a.skill = c.skill
    where b.ads > 0
),
-- A row of all ads of a band, for the draws; its rung is hidden.
everyone as (
    select rung as by_rung, flatten(list([draw, n])) as by_employer
    from (select rung, draw, count(*) as n from placed group by rung, draw)
    group by rung
)
select
    rung, band, skill, skill_name, category, band_ads, band_employers, n,
    n / band_ads as share, null::double as share_low, null::double as share_high,
    next_ads, next_n,
    next_n / nullif(next_ads, 0) as next_share, null::double as next_share_low, null::double as next_share_high,
    -- Half an ad is added to each cell, so that none is empty.
    case when is_comparable then
        ln((next_n + 0.5) / (next_ads - next_n + 0.5)) - ln((n + 0.5) / (band_ads - n + 0.5))
    end as log_odds,
    null::double as log_odds_low, null::double as log_odds_high,
    case
        when next_ads is null then 'the highest band'
        when not is_comparable and least(band_ads, next_ads) >= $min_band
            then 'too few employers (' || band_employers || ' and ' || next_employers || ' in the bands)'
        when not is_comparable then 'too few ads (' || band_ads || ' and ' || next_ads || ' in the bands)'
    end as verdict,
    is_shown, rung as by_rung, by_employer
from compared
union all by name
select by_rung, by_employer from everyone
order by rung, n desc, skill
;
-- adverts: n | ads in the band that want the skill
from adverts(
    array(
        select a.version_key
        from wanting_skill(
            $since::date, $until::date, $undated, $source::varchar, $country::varchar, $employment::varchar,
            $role::varchar, $level::varchar, $remote::varchar,
            $row_skill::varchar) as a
        join ad_pay as p on p.version_key = a.version_key
        join pay_bands as b on b.period = p.period and p.mid >= b.low and (b.high is null or p.mid < b.high)
        where p.period = $period and p.kind = $kind and b.rung = $row_rung::bigint
    ),
    $row_skill::varchar, $kind::varchar, $period::varchar, $adverts)
