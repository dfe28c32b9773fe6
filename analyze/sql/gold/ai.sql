-- name: ai
-- title: Skills and AI
-- doc: For each skill that is not itself about AI: how many of its ads also ask for AI skills or tools, against
--   all ads, and whether the demand for it moves. A skill meets AI more than others when the interval of
--   its share lies above the share of all ads. The field tells the two together. It shows what the ads of
--   the window say, and no more: neither cause nor what comes next.
-- grain: one row per skill
-- window: recent
-- params: since until source category country employment
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
with shown as (
    select skill
    from (
        from skill_shares(
            $since::date, $until::date, $base_since::date, $base_until::date,
            $source::varchar, $country::varchar, $employment::varchar, $category::varchar)
    )
    where is_now = 1 and ads >= $min_ads
        and skill not in (select id from skills where ai)
),
growth as (
    from skill_growth(
        $since::date, $until::date, $base_since::date, $base_until::date,
        $source::varchar, $country::varchar, $employment::varchar, $category::varchar,
        $min_source, $min_growth)
),
picked as (
    from two_windows(
        $since::date, $until::date, $base_since::date, $base_until::date,
        $source::varchar, $country::varchar, $employment::varchar)
),
overall as (
    select avg(cast(asks_ai as integer)) as ai_share from picked where is_now = 1
),
facts as (
    select
        m.skill, any_value(m.skill_name) as skill_name, any_value(m.category) as category,
        count(*) filter (is_now = 1) as ads,
        count(distinct p.employer_id) filter (is_now = 1) as employers,
        count(*) filter (is_now = 0) as ads_before,
        avg(cast(p.asks_ai as integer)) filter (is_now = 1) as ai_share,
        avg(cast(p.asks_ai as integer)) filter (is_now = 0) as ai_before,
        avg(cast(p.entry_level as integer)) filter (is_now = 1) as entry_share,
        avg(cast(p.entry_level as integer)) filter (is_now = 0) as entry_before
    from picked as p
    join mentions as m on m.version_key = p.version_key
    where m.polarity = 'wanted' and m.skill in (select skill from shown)
    group by m.skill
),
judged as (
    select
        f.*, o.ai_share as all_ai_share,
        exp(g.log_ratio) as growth,
        exp(g.log_ratio - 1.96 * g.log_error) as growth_low,
        exp(g.log_ratio + 1.96 * g.log_error) as growth_high,
        case when (select count(*) from growth) = 0 then 'nothing to compare with' else coalesce(g.verdict, 'too few ads') end as verdict,
        wilson_low(f.ai_share, f.employers) as ai_low,
        wilson_high(f.ai_share, f.employers) as ai_high
    from facts as f
    cross join overall as o
    left join growth as g on g.skill = f.skill
)
select
    skill, skill_name, category, ads, employers,
    ai_share, ai_low, ai_high,
    ads_before, ai_before, wilson_low(ai_before, ads_before) as ai_before_low, wilson_high(ai_before, ads_before) as ai_before_high,
    all_ai_share,
    growth, growth_low, growth_high, verdict,
    entry_share, wilson_low(entry_share, employers) as entry_low, wilson_high(entry_share, employers) as entry_high,
    entry_before, wilson_low(entry_before, ads_before) as entry_before_low, wilson_high(entry_before, ads_before) as entry_before_high,
    case when ai_low > all_ai_share then 'meets AI more than others' when ai_high < all_ai_share then 'meets AI less than others' else 'meets AI as others do' end
    || case verdict when 'rising' then ', demand grows' when 'falling' then ', demand shrinks' else '' end as field
from judged
order by ads desc, skill
