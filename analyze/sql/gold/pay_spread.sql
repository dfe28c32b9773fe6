-- name: pay_spread
-- title: How pay is spread
-- doc: The shape behind the median: how many ads offer how much. Each ad's range is spread evenly over the steps it
--   covers and weighs one ad in all. Steps are equal in ratio, as pay is: each ends some part above its start.
--   One period and kind of pay at a time, in dollars at the rate of the day posted. A shape needs 30
--   ads of 5 employers and two sources, since one source is not the market; with one_source, or a
--   source asked for, that of a single one is shown, too. Intervals are Wilson's at 95 % on the number of independent ads that employers leave.
-- grain: one row per step of pay
-- window: recent
-- params: since until source category country employment role level remote
-- param: skill text | only ads that want this skill, by its id
-- param: period text = hour | hour, day, month, year or project: never mixed
-- param: kind text = offer | offer, or what is no offer: budget, ceiling, estimate, board
-- param: step number = 0.25 | how far a step ends above its start, as a part of it
-- param: undated boolean = false | also count the ads of archives that have no date
-- param: one_source boolean = false | also show the shape of a single source, as note says
-- column: step number | the step's, counted from 1 USD on, the same in every answer; no interval: a number, no figure
-- column: low USD | where the step begins; no interval: a bound, no figure
-- column: high USD | where it ends; no interval: a bound, no figure
-- column: ads ads | ads in the step; a range counts for its part
-- column: share share | of the ads with usable pay of this period
-- column: below share | ads that offer less than the end of the step; no interval: that of share says how sure a step is
-- column: n ads | all ads that the shape rests on
-- column: bar text | the share drawn
-- column: note text | why the shape is withheld, or what to mind
with picked as (
    select *
    from wanting(
        $source::varchar, $country::varchar, $employment::varchar,
        $role::varchar, $level::varchar, $remote::varchar, $category::varchar) as a
    where is_in_window(day, $since::date, $until::date, $undated)
        and ($skill::varchar is null
            or a.version_key in (select version_key from ad_skills where skill = $skill::varchar))
),
priced as (
    select a.version_key, a.employer_id, a.source, p.low, p.high
    from picked as a
    join ad_pay as p on p.version_key = a.version_key
    where p.period = $period and p.kind = $kind and p.low > 0
),
by_employer as (
    select employer_id, count(*) as ads from priced group by employer_id
),
base as (
    select
        cast(sum(ads) as bigint) as n, count(*) as employers, max(ads) / sum(ads) as top_employer, sum(ads * ads) as squares,
        (select list_sort(list(distinct source)) from priced) as sources
    from by_employer
),
judged as (
    select
        *,
        why_no_pay(n, 30, employers, sources, $one_source or $source::varchar is not null) as reason,
        nullif(concat_ws('; ',
            one_source_only(sources),
            case when top_employer > 0.2 then 'over a fifth of the ads come from one employer' end), '') as note
    from base
),
-- Steps are numbered from 1 USD on, so that answers over different ads line up.
points as (
    select
        employer_id,
        cast(floor(ln(low + (high - low) * (j + 0.5) / 20) / ln(1 + greatest($step, 0.01))) as integer) as step
    from priced
    cross join range(20) as t (j)
),
-- How far the employers' ads lie from the share of all tells how many independent ads there are.
filled as (
    -- Whole numbers are summed up, so that the sums do not depend on the order of rows.
    select
        p.step, sum(p.points) / 20 as ads, sum(p.points * p.points) / 400 as squares, sum(p.points * e.ads) / 20 as products
    from (select step, employer_id, count(*) as points from points group by step, employer_id) as p
    join by_employer as e on e.employer_id = p.employer_id
    group by p.step
),
steps as (
    select unnest(generate_series(min(step), max(step))) as step from filled
),
shaped as (
    select
        s.step, b.n, b.note, b.employers, b.squares as employer_squares,
        coalesce(f.ads, 0) as ads, coalesce(f.ads, 0) / b.n as share,
        coalesce(f.squares, 0) as squares, coalesce(f.products, 0) as products
    from steps as s
    left join filled as f on f.step = s.step
    cross join judged as b
    where b.reason is null
),
measured as (
    select
        *,
        independent_ads(share, n, employers, squares, products, employer_squares) as independent
    from shaped
)
select
    step,
    pow(1 + greatest($step, 0.01), step) as low,
    pow(1 + greatest($step, 0.01), step + 1) as high,
    ads, share,
    wilson_low(share, independent) as share_low,
    wilson_high(share, independent) as share_high,
    sum(ads) over (order by step) / n as below,
    n,
    bar(ads, 0, (select max(ads) from measured), 30) as bar,
    note
from measured
union all
select null, null, null, null, null, null, null, null, n, null, reason
from judged
where n > 0 and reason is not null
order by low
;
-- adverts: - | ads whose range reaches into the step, each of which counts for its part; of a withheld shape all
from adverts(
    array(
        select a.version_key
        from wanting(
            $source::varchar, $country::varchar, $employment::varchar,
            $role::varchar, $level::varchar, $remote::varchar, $category::varchar) as a
        join ad_pay as p on p.version_key = a.version_key
        where is_in_window(a.day, $since::date, $until::date, $undated)
            and p.period = $period and p.kind = $kind and p.low > 0
            and ($skill::varchar is null
                or a.version_key in (select version_key from ad_skills where skill = $skill::varchar))
            and ($row_step::bigint is null or $row_step::bigint in (
                select cast(floor(ln(p.low + (p.high - p.low) * (j + 0.5) / 20) / ln(1 + greatest($step, 0.01))) as bigint)
                from range(20) as t (j)))
    ),
    $skill::varchar, $kind::varchar, $period::varchar, $adverts)
