-- name: trend
-- title: Demand for skills by month
-- doc: The share of each month's ads that want a skill. Only months in which a source was watched from its
--   first day count for it, and a month of fewer than min_month ads shows no share. Intervals are Wilson's at
--   95 % on the month's employers. Sources that join or stop move these lines; the verdict of demand compares
--   only those seen in both windows.
-- grain: one row per skill and month
-- window: all
-- params: since until source category country employment
-- param: skills text | only these skills, by id, with commas between
-- param: min_month integer = 30 | months with fewer ads show no share
-- column: ads ads | ads of the month that want the skill
-- column: all_ads ads | all ads of the month; the n of share
-- column: share share | ads of all_ads
-- column: note text | why a share is withheld
with fair as (
    select a.*
    from selected($source::varchar, $country::varchar, $employment::varchar) as a
    join source_spans as s on s.source = a.source and s.fair_since <= a.month
    where a.day between $since::date and $until::date
),
months as (
    select month, count(*) as all_ads, count(distinct employer_id) as employers from fair group by month
),
wanted as (
    select m.skill, m.skill_name, f.month
    from fair as f
    join mentions as m on m.version_key = f.version_key
    where m.polarity = 'wanted'
        and ($skills::varchar is null or m.skill in (select unnest(string_split($skills::varchar, ','))))
        and ($category::varchar is null or m.category = $category::varchar)
),
names as (
    select skill, any_value(skill_name) as skill_name from wanted group by skill
),
counted as (
    select skill, month, count(*) as ads from wanted group by skill, month
),
measured as (
    select
        n.skill, n.skill_name, m.month, coalesce(c.ads, 0) as ads, m.all_ads, m.employers,
        case when m.all_ads >= $min_month then coalesce(c.ads, 0) / m.all_ads end as share
    from names as n
    cross join months as m
    left join counted as c on c.skill = n.skill and c.month = m.month
)
select
    skill, skill_name, month, ads, all_ads, share,
    wilson_low(share, employers) as share_low,
    wilson_high(share, employers) as share_high,
    case when share is null then 'too few ads in the month (n=' || all_ads || ')' end as note
from measured
order by skill, month
