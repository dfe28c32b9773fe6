-- name: pay_spread
-- title: How pay is spread
-- doc: The shape behind the median: how many ads offer how much. Each ad's range is spread evenly over the steps it
--   covers and weighs one ad in all. Steps are equal in ratio, as pay is: each ends some part above its start.
--   One period and kind of pay at a time, in dollars at the rate of the day posted. Fewer than 30 ads or 5
--   employers print no shape.
-- grain: one row per step of pay
-- window: recent
-- params: since until source category country employment
-- param: skill text | only ads that want this skill, by its id
-- param: period text = hour | hour, day, month, year or project: never mixed
-- param: kind text = offer | offer, or what is no offer: budget, ceiling, estimate, board
-- param: step number = 0.25 | how far a step ends above its start, as a part of it
-- param: undated boolean = false | also count the ads of archives that have no date
-- column: step number | the step's, counted from 1 USD on, the same in every answer
-- column: low USD | where the step begins
-- column: high USD | where it ends
-- column: ads ads | ads in the step; a range counts for its part
-- column: share share | of the ads with usable pay of this period
-- column: below share | ads that offer less than the end of the step
-- column: n ads | all ads that the shape rests on
-- column: bar text | the share drawn
-- column: note text | why the shape is withheld, or what to mind
with picked as (
    select *
    from wanting($source::varchar, $country::varchar, $employment::varchar, $category::varchar) as a
    where (day between $since::date and $until::date or ($undated and day is null))
        and ($skill::varchar is null
            or a.version_key in (select version_key from ad_skills where skill = $skill::varchar))
),
priced as (
    select p.version_key, p.employer_id, p.low, p.high
    from ad_pay as p
    where p.period = $period and p.kind = $kind and p.low > 0
        and p.version_key in (select version_key from picked)
),
base as (
    select
        count(*) as n,
        count(distinct employer_id) as employers,
        max(ads) / count(*) as top_employer
    from (select *, count(*) over (partition by employer_id) as ads from priced)
),
-- Steps are numbered from 1 USD on, so that answers over different ads line up.
points as (
    select
        version_key,
        cast(floor(ln(low + (high - low) * (j + 0.5) / 20) / ln(1 + greatest($step, 0.01))) as integer) as step
    from priced
    cross join range(20) as t (j)
),
filled as (
    select step, count(*) / 20 as ads from points group by step
),
steps as (
    select unnest(generate_series(min(step), max(step))) as step from filled
),
shaped as (
    select
        s.step, coalesce(f.ads, 0) as ads, b.n,
        b.n >= 30 and b.employers >= 5 as is_shown,
        case when b.top_employer > 0.2 then 'over a fifth of the ads come from one employer' end as note
    from steps as s
    left join filled as f on f.step = s.step
    cross join base as b
)
select
    step,
    pow(1 + greatest($step, 0.01), step) as low,
    pow(1 + greatest($step, 0.01), step + 1) as high,
    ads, ads / n as share,
    wilson_low(ads / n, n) as share_low,
    wilson_high(ads / n, n) as share_high,
    sum(ads) over (order by step) / n as below,
    n,
    bar(ads, 0, max(ads) over (), 30) as bar,
    note
from shaped
where is_shown
union all
select null, null, null, null, null, null, null, null, n, null,
    case
        when n < 30 then 'too few ads (n=' || n || ')'
        else 'too few employers (' || employers || ')'
    end
from base
where n > 0 and not (n >= 30 and employers >= 5)
order by low
