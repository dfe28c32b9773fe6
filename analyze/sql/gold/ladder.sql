-- name: ladder
-- title: What the next rung asks for
-- doc: Ads by the middle of what they offer, in bands of hourly pay, of yearly pay or of project budgets, each
--   by itself. For each band and skill: the share of the band's ads that want it, the share in the band
--   above, and the log odds between the two with a 95 % interval. The verdict is corrected for the number
--   of comparisons (Benjamini and Hochberg, at most 10 % false). What the
--   band above clearly asks for more stands first. It tells what better paid ads ask for, not that
--   learning it raises pay.
-- grain: one row per band and skill, where the band or the one above has enough ads that want it
-- window: recent
-- params: since until source category country employment
-- param: period text = hour | hour, year or project
-- param: kind text = offer | offer, or budget for the menu bands of clients
-- param: undated boolean = false | also count the ads of archives that have no date
-- param: min_ads integer = 5 | ads that want the skill in the two bands together, for a row
-- param: min_band integer = 30 | bands with fewer ads are not compared
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
    select b.rung, a.version_key, p.employer_id
    from selected($source::varchar, $country::varchar, $employment::varchar) as a
    join ad_pay as p on p.version_key = a.version_key
    join pay_bands as b on b.period = p.period and p.mid >= b.low and (b.high is null or p.mid < b.high)
    where (a.day between $since::date and $until::date or ($undated and a.day is null)) and p.period = $period and p.kind = $kind
),
bands as (
    select b.rung, b.band, count(p.version_key) as ads, count(distinct p.employer_id) as employers
    from pay_bands as b
    left join placed as p on p.rung = b.rung
    where b.period = $period
    group by b.rung, b.band
),
counted as (
    select
        p.rung, m.skill, any_value(m.skill_name) as skill_name, any_value(m.category) as category, count(*) as n
    from placed as p
    join mentions as m on m.version_key = p.version_key
    where m.polarity = 'wanted' and ($category::varchar is null or m.category = $category::varchar)
    group by p.rung, m.skill
),
-- Every band of a skill that is wanted in it or in the one above.
cells as (
    select rung, skill, skill_name, category from counted
    union
    select rung - 1, skill, skill_name, category from counted where rung > 1
),
compared as (
    select
        b.rung, b.band, c.skill, c.skill_name, c.category,
        b.ads as band_ads, b.employers as band_employers, coalesce(n.n, 0) as n,
        u.ads as next_ads, case when u.rung is not null then coalesce(a.n, 0) end as next_n,
        b.ads >= $min_band and u.ads >= $min_band as is_comparable
    from cells as c
    join bands as b on b.rung = c.rung
    left join bands as u on u.rung = c.rung + 1
    left join counted as n on n.rung = c.rung and n.skill = c.skill
    left join counted as a on a.rung = c.rung + 1 and a.skill = c.skill
    where coalesce(n.n, 0) + coalesce(a.n, 0) >= $min_ads and b.ads > 0
),
-- Half an ad is added to each cell, so that none is empty.
odds as (
    select
        *,
        case when is_comparable then
            ln((next_n + 0.5) / (next_ads - next_n + 0.5)) - ln((n + 0.5) / (band_ads - n + 0.5))
        end as log_odds,
        case when is_comparable then
            sqrt(1 / (next_n + 0.5) + 1 / (next_ads - next_n + 0.5) + 1 / (n + 0.5) + 1 / (band_ads - n + 0.5))
        end as log_error
    from compared
),
tested as (
    select
        *,
        two_sided(log_odds / log_error) as p,
        row_number() over (order by two_sided(log_odds / log_error) nulls last, rung, skill) as place,
        count(log_odds) over () as tests
    from odds
),
judged as (
    select *, place <= coalesce(max(place) filter (p <= 0.10 * place / tests) over (), 0) as is_clear from tested
)
select
    rung, band, skill, skill_name, category, band_ads, band_employers, n,
    n / band_ads as share,
    wilson_low(n / band_ads, band_ads) as share_low,
    wilson_high(n / band_ads, band_ads) as share_high,
    next_ads, next_n,
    next_n / nullif(next_ads, 0) as next_share,
    wilson_low(next_n / nullif(next_ads, 0), next_ads) as next_share_low,
    wilson_high(next_n / nullif(next_ads, 0), next_ads) as next_share_high,
    log_odds,
    log_odds - 1.96 * log_error as log_odds_low,
    log_odds + 1.96 * log_error as log_odds_high,
    case
        when next_ads is null then 'the highest band'
        when not is_comparable then 'too few ads (' || band_ads || ' and ' || next_ads || ' in the bands)'
        when is_clear and log_odds > 0 then 'asked for more above'
        when is_clear then 'asked for less above'
        else 'no clear difference'
    end as verdict
from judged
order by rung, log_odds / log_error desc nulls last, n desc, skill
