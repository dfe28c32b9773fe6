-- name: ai
-- title: Skills and AI
-- doc: For each skill that is not itself about AI: how many of its ads also ask for AI skills or tools, against
--   all ads, and whether the demand for it moves. A skill meets AI more than others when the interval of
--   its share lies above the share of all ads. The field tells the two together. It shows what the ads of
--   the window say, and no more: neither cause nor what comes next. Intervals and verdicts are those of the
--   question demand: employers drawn anew 1,000 times.
-- grain: one row per skill
-- window: recent
-- fit: intervals
-- counts: ads ai entry ads_before ai_before entry_before
-- interval: ai = ai / ads
-- interval: ai_before = ai_before / ads_before
-- interval: entry = entry / ads
-- interval: entry_before = entry_before / ads_before
-- params: since until source category country employment role level remote
-- param: min_ads integer = 30 | skills with fewer ads are left out
-- param: min_growth integer = 30 | no growth is shown for fewer ads than this in window and base together
-- param: min_source integer = 30 | sources with fewer ads in either window are not compared
-- column: ads ads | ads of the window that want the skill; the n of ai_share and entry_share
-- column: ai_share share | of these, ads that also ask for AI
-- column: ai_before share | the same in the base
-- column: all_ai_share share | of all ads of the window, ads that ask for AI
-- column: growth ratio | share of the skill in the window over its share in the base
-- column: verdict text | rising, falling, no clear change, or why there is none
-- column: entry_share share | of its ads, open to beginners
-- column: entry_before share | the same in the base
-- column: field text | meets AI more or less than others, and whether demand grows or shrinks
with growth as (
    from skill_growth(
        $since::date, $until::date, $base_since::date, $base_until::date,
        $source::varchar, $country::varchar, $employment::varchar,
        $role::varchar, $level::varchar, $remote::varchar, $category::varchar,
        $min_source, $min_growth)
),
picked as (
    select version_key, is_now, draw_of(employer_id) as draw, entry_level, asks_ai
    from two_windows(
        $since::date, $until::date, $base_since::date, $base_until::date,
        $source::varchar, $country::varchar, $employment::varchar, $role::varchar, $level::varchar, $remote::varchar)
),
overall as (
    select avg(cast(asks_ai as integer)) as ai_share from picked where is_now = 1
),
by_draw as (
    select
        m.skill, p.draw,
        any_value(m.skill_name) as skill_name, any_value(m.category) as category,
        count(*) filter (is_now = 1) as ads,
        count(*) filter (is_now = 1 and p.asks_ai) as ai,
        count(*) filter (is_now = 1 and p.entry_level) as entry,
        count(*) filter (is_now = 0) as ads_before,
        count(*) filter (is_now = 0 and p.asks_ai) as ai_before,
        count(*) filter (is_now = 0 and p.entry_level) as entry_before
    from picked as p
    join mentions as m on m.version_key = p.version_key
    where m.polarity = 'wanted' and ($category::varchar is null or m.category = $category::varchar)
        and m.skill not in (select id from skills where ai)
    group by m.skill, p.draw
),
facts as (
    select
        skill, any_value(skill_name) as skill_name, any_value(category) as category,
        cast(sum(ads) as bigint) as ads, count(*) filter (ads > 0) as employers,
        cast(sum(ads_before) as bigint) as ads_before,
        sum(ai) / nullif(sum(ads), 0) as ai_share,
        sum(ai_before) / nullif(sum(ads_before), 0) as ai_before,
        sum(entry) / nullif(sum(ads), 0) as entry_share,
        sum(entry_before) / nullif(sum(ads_before), 0) as entry_before,
        flatten(list([draw, ads, ai, entry, ads_before, ai_before, entry_before])) as by_employer
    from by_draw
    group by skill
    having sum(ads) >= $min_ads
)
select
    coalesce(f.skill, g.skill) as skill, f.skill_name, f.category, f.ads, f.employers,
    f.ai_share, null::double as ai_low, null::double as ai_high,
    f.ads_before, f.ai_before, null::double as ai_before_low, null::double as ai_before_high,
    o.ai_share as all_ai_share,
    g.growth, null::double as growth_low, null::double as growth_high,
    case
        when (select count(*) from growth) = 0 then 'nothing to compare with'
        when g.growth is null then 'too few ads (n=' || coalesce(g.ads_now + g.ads_before, 0) || ')'
    end as verdict,
    f.entry_share, null::double as entry_low, null::double as entry_high,
    f.entry_before, null::double as entry_before_low, null::double as entry_before_high,
    null::varchar as field,
    f.skill is not null as is_shown, f.by_employer, g.by_source
from facts as f
full join growth as g on g.skill = f.skill
cross join overall as o
order by f.ads desc, f.skill
;
-- adverts: ads | ads of the window that want the skill
from adverts(
    array(
        select version_key
        from wanting_skill(
            $since::date, $until::date, false, $source::varchar, $country::varchar, $employment::varchar,
            $role::varchar, $level::varchar, $remote::varchar,
            $row_skill::varchar)
    ),
    $row_skill::varchar, null, null, $adverts)
