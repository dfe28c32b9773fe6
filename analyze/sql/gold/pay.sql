-- name: pay
-- title: What skills pay
-- doc: What ads that want a skill offer, in dollars at the rate of the day posted, for each period of pay by
--   itself: hourly, daily, monthly, yearly and project pay are never mixed. floor is the median of the
--   lower ends, ceiling the median of the upper ends (of an ad with several offers its lowest and highest), middle and the percentiles take each range as spread
--   evenly, every ad weighing the same. Intervals are Woodruff's at 95 % with the variance measured over
--   employers. Open-ended offers are counted and left out. Fewer than 10 ads or 5 employers print no
--   figure, fewer than 30 the middle alone, fewer than 100 no P10 and P90. Ads that state pay are not all
--   ads: disclosure says how many do.
-- grain: one row per skill, period and employment class; class "any" holds all of them
-- window: recent
-- params: since until source category country employment
-- param: skill text | only this skill, by its id
-- param: kind text = offer | offer, or what is no offer and never mixed with it: budget, ceiling, estimate, board
-- param: inferred boolean = true | also count amounts whose period is not said but plain from their size, such as $120k
-- param: undated boolean = false | also count the ads of archives that have no date
-- param: min_ads integer = 5 | rows of fewer ads with pay are left out
-- param: back_off boolean = false | where a skill has too few ads for a figure, that of its category, as level says
-- param: classes boolean = true | a row for each employment class beside "any"
-- column: n ads | ads with usable pay of this period
-- column: employers employers | distinct employers among them; unnamed ones count one per ad
-- column: sources sources | distinct sources among them
-- column: inferred ads | of n, those whose period is plain from the size alone
-- column: floor USD | median of the lower ends
-- column: middle USD | median of ranges spread evenly
-- column: ceiling USD | median of the upper ends
-- column: level text | whose figures these are: skill or category
-- column: level_n ads | ads that the figures rest on
-- column: open_ended ads | ads of this row with "from" or "up to" alone, left out of the figures
-- column: ads ads | all ads of the window that want the skill, in this employment class
-- column: disclosure share | ads with usable pay of any period among them
-- column: note text | why figures are withheld, or what to mind
with picked as (
    select *
    from selected($source::varchar, $country::varchar, $employment::varchar)
    where day between $since::date and $until::date or ($undated and day is null)
),
wanted as (
    select p.version_key, p.employment_class, m.skill, m.skill_name, m.category
    from picked as p
    join mentions as m on m.version_key = p.version_key
    where m.polarity = 'wanted'
        and ($skill::varchar is null or m.skill = $skill::varchar)
        and ($category::varchar is null or m.category = $category::varchar)
),
offers as (
    select
        e.version_key, e.source, e.employer_id, e.period, e.period_inferred, e.status, e.min_usd, e.max_usd,
        row_number() over (partition by e.version_key, e.period, e.status order by e.offer) - 1 as place,
        count(*) over (partition by e.version_key, e.period, e.status) as offers
    from pay_equivalents as e
    where e.kind = $kind and e.status in ('usable', 'open ended')
        and ($inferred or not e.period_inferred)
        and ($back_off or e.version_key in (select version_key from wanted))
),
-- Twenty amounts an ad: an ad with several offers deals them out in turn, so that it weighs no more.
points as (
    select
        version_key, period,
        min_usd + (max_usd - min_usd) * (j // offers + 0.5) / ((19 - place) // offers + 1) as amount
    from offers
    cross join range(20) as t (j)
    where status = 'usable' and j % offers = place
),
priced as (
    select
        o.version_key, o.period,
        any_value(o.source) as source, any_value(o.employer_id) as employer_id,
        min(o.min_usd) as low, max(o.max_usd) as high,
        bool_or(o.period_inferred) as is_inferred,
        any_value(p.amounts) as amounts
    from offers as o
    join (select version_key, period, list(amount) as amounts from points group by version_key, period) as p
        on p.version_key = o.version_key and p.period = o.period
    where o.status = 'usable'
    group by o.version_key, o.period
),
opened as (
    select version_key, period from offers group by version_key, period having bool_and(status = 'open ended')
),
-- Each category as if it were a skill that any of its own makes an ad want.
subjects as (
    select * from wanted
    union all by name
    select distinct p.version_key, p.employment_class, 'category ' || m.category as skill, m.category
    from picked as p
    join mentions as m on m.version_key = p.version_key
    where $back_off and m.polarity = 'wanted' and m.category in (select category from wanted)
),
classed as (
    select *, employment_class as class from subjects where $classes and employment_class is not null
    union all by name
    select *, 'any' as class from subjects
),
bases as (
    select
        skill, class,
        any_value(skill_name) as skill_name, any_value(category) as category,
        count(*) as ads,
        avg(cast(version_key in (select version_key from priced) as integer)) as disclosure
    from classed
    group by skill, class
),
priced_skills as (
    select c.skill, c.class, p.*
    from classed as c
    join priced as p on p.version_key = c.version_key
),
pooled as (
    select
        skill, class, period,
        count(*) as n,
        count(distinct employer_id) as employers,
        count(distinct source) as sources,
        count(*) filter (is_inferred) as inferred,
        list_sort(list(low)) as lows,
        list_sort(list(high)) as highs,
        list_sort(flatten(list(amounts))) as amounts
    from priced_skills
    group by skill, class, period
    having count(*) >= $min_ads
),
medians as (
    select *, quantile_of(lows, 0.5) as floor, quantile_of(amounts, 0.5) as middle, quantile_of(highs, 0.5) as ceiling
    from pooled
),
-- Without the lists, which would be copied for every row of the next join.
middles as (
    select skill, class, period, floor, middle, ceiling from medians
),
-- For each employer, how far its ads lie below the three medians, against the half that is expected. Of
-- a range the part counts that lies below.
deviations as (
    select
        m.skill, m.class, m.period,
        sum(part_below(p.low, p.low, m.floor) - 0.5) as below_floor,
        sum(part_below(p.low, p.high, m.middle) - 0.5) as below_middle,
        sum(part_below(p.high, p.high, m.ceiling) - 0.5) as below_ceiling
    from middles as m
    join priced_skills as p on p.skill = m.skill and p.class = m.class and p.period = m.period
    group by m.skill, m.class, m.period, p.employer_id
),
-- Half the width of each interval, as a part of the distribution (Woodruff).
widths as (
    select
        skill, class, period,
        1.96 * sqrt(sum(pow(below_floor, 2)) * count(*) / nullif(count(*) - 1, 0)) as floor_width,
        1.96 * sqrt(sum(pow(below_middle, 2)) * count(*) / nullif(count(*) - 1, 0)) as middle_width,
        1.96 * sqrt(sum(pow(below_ceiling, 2)) * count(*) / nullif(count(*) - 1, 0)) as ceiling_width
    from deviations
    group by skill, class, period
),
open_counts as (
    select c.skill, c.class, o.period, count(*) as open_ended
    from classed as c
    join opened as o on o.version_key = c.version_key
    group by c.skill, c.class, o.period
),
judged as (
    select
        m.*,
        w.floor_width / m.n as floor_width, w.middle_width / m.n as middle_width, w.ceiling_width / m.n as ceiling_width,
        m.n >= 10 and m.employers >= 5 as shows_middle,
        m.n >= 30 and m.employers >= 5 as shows_quartiles,
        m.n >= 100 and m.employers >= 5 as shows_tails
    from medians as m
    join widths as w on w.skill = m.skill and w.class = m.class and w.period = m.period
),
figures as (
    select
        skill, class, period, n, employers, sources, inferred, shows_middle,
        {
            floor: case when shows_quartiles then floor end,
            floor_low: case when shows_quartiles then quantile_of(lows, 0.5 - floor_width) end,
            floor_high: case when shows_quartiles then quantile_of(lows, 0.5 + floor_width) end,
            middle: case when shows_middle then middle end,
            middle_low: case when shows_middle then quantile_of(amounts, 0.5 - middle_width) end,
            middle_high: case when shows_middle then quantile_of(amounts, 0.5 + middle_width) end,
            ceiling: case when shows_quartiles then ceiling end,
            ceiling_low: case when shows_quartiles then quantile_of(highs, 0.5 - ceiling_width) end,
            ceiling_high: case when shows_quartiles then quantile_of(highs, 0.5 + ceiling_width) end,
            p10: case when shows_tails then quantile_of(amounts, 0.1) end,
            p25: case when shows_quartiles then quantile_of(amounts, 0.25) end,
            p75: case when shows_quartiles then quantile_of(amounts, 0.75) end,
            p90: case when shows_tails then quantile_of(amounts, 0.9) end
        } as figures
    from judged
),
levelled as (
    select
        s.* exclude (figures),
        case when s.shows_middle then s.figures else coalesce(c.figures, s.figures) end as figures,
        case when s.shows_middle then 'skill' when c.skill is not null then 'category' end as level,
        case when s.shows_middle then s.n else c.n end as level_n
    from figures as s
    join bases as b on b.skill = s.skill and b.class = s.class
    left join figures as c
        on c.skill = 'category ' || b.category and c.class = s.class and c.period = s.period and c.shows_middle
    where not starts_with(s.skill, 'category ')
)
select
    j.skill, b.skill_name, b.category, j.period, j.class as employment,
    j.n, j.employers, j.sources, j.inferred,
    unnest(j.figures),
    j.level, j.level_n,
    coalesce(o.open_ended, 0) as open_ended,
    b.ads, b.disclosure,
    wilson_low(b.disclosure, b.ads) as disclosure_low,
    wilson_high(b.disclosure, b.ads) as disclosure_high,
    nullif(concat_ws('; ',
        case
            when j.n < 10 then 'too few ads (n=' || j.n || ')'
            when j.employers < 5 then 'too few employers (' || j.employers || ')'
            when j.n < 30 then 'indicative'
            when j.sources = 1 then 'one source only'
        end,
        case when j.level = 'category' then 'figures of the category (n=' || j.level_n || ')' end), '') as note
from levelled as j
join bases as b on b.skill = j.skill and b.class = j.class
left join open_counts as o on o.skill = j.skill and o.class = j.class and o.period = j.period
order by b.ads desc, j.skill, j.period, j.class = 'any' desc, j.class
