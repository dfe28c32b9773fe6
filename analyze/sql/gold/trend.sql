-- name: trend
-- title: Demand for skills by month
-- doc: The share of each month's ads that want a skill, for each source by itself, since one that joins or stops would
--   move a line over all. Only months in which a source was watched from its first day and without a gap count for it,
--   of boards only ads that were seen in time, and a month of fewer than min_month ads shows no share. Intervals are at
--   95 %, from drawing the month's employers anew as in the question demand.
-- grain: one row per skill, source and month
-- window: all
-- fit: intervals
-- counts: ads
-- interval: share = ads / all
-- within: month source
-- params: since until source category country employment role level remote
-- param: skills text | only these skills, by id, with commas between
-- param: min_month integer = 30 | months with fewer ads show no share
-- column: ads ads | ads of the month that want the skill
-- column: all_ads ads | all ads of the month; the n of share
-- column: share share | ads of all_ads
-- column: note text | why a share is withheld
with fair as (
    select a.version_key, a.source, a.month, draw_of(a.employer_id) as draw
    from selected(
        $source::varchar, $country::varchar, $employment::varchar,
        $role::varchar, $level::varchar, $remote::varchar) as a
    join watched as w on w.source = a.source and w.month = a.month and w.fair_since <= a.month
    where not a.is_late and a.day between $since::date and $until::date
),
by_draw as (
    select m.skill, f.month, f.source, f.draw, any_value(m.skill_name) as skill_name, count(*) as ads
    from fair as f
    join mentions as m on m.version_key = f.version_key
    where m.polarity = 'wanted'
        and ($skills::varchar is null or m.skill in (select unnest(string_split($skills::varchar, ','))))
        and ($category::varchar is null or m.category = $category::varchar)
    group by m.skill, f.month, f.source, f.draw
    union all by name
    select month, source, draw, count(*) as ads from fair group by month, source, draw
),
counted as (
    select skill, source, month, cast(sum(ads) as bigint) as ads, flatten(list([draw, ads])) as by_employer
    from by_draw
    group by skill, source, month
),
names as (
    select skill, any_value(skill_name) as skill_name from by_draw group by skill
),
-- Every skill in every month of a source; the row of a month without a skill holds all its ads.
measured as (
    select
        n.skill, n.skill_name, m.source, m.month, coalesce(c.ads, 0) as ads, m.ads as all_ads,
        m.ads >= $min_month as is_shown,
        c.by_employer
    from names as n
    cross join (select source, month, ads from counted where skill is null) as m
    left join counted as c on c.skill is not distinct from n.skill and c.source = m.source and c.month = m.month
)
select
    skill, skill_name, source, month, ads, all_ads,
    case when is_shown then ads / all_ads end as share,
    null::double as share_low,
    null::double as share_high,
    case when not is_shown then 'too few ads in the month (n=' || all_ads || ')' end as note,
    case when is_shown then by_employer end as by_employer
from measured
order by skill, source, month
;
-- adverts: ads | ads of the source in the month that want the skill
from adverts(
    array(
        select version_key
        from wanting_skill(
            $since::date, $until::date, false, $source::varchar, $country::varchar, $employment::varchar,
            $role::varchar, $level::varchar, $remote::varchar,
            $row_skill::varchar)
        where source = $row_source::varchar and month = $row_month::date and not is_late
    ),
    $row_skill::varchar, null, null, $adverts)
