-- name: ai
-- title: Skills and AI
-- doc: For each skill that is not itself about AI: how exposed the tasks of its ads are to language models, how many of
--   its ads also ask for AI skills or tools, and what else moves: demand, pay, how many are open to beginners, how
--   many bid. Exposure is a prior from a public list: of the tasks of the occupations that stand for an ad's family of
--   roles, the part that a language model is thought to do in at most half the time (see the view occupations); a skill
--   has the mean over its ads. It is of tasks, not of jobs; it was made in 2023, and says what may be, not what
--   happened; ads of one family have one figure, whatever they want. Exposure is the mean of what people and GPT-4
--   rated; they differ most where the work is code. A skill is exposed more than others when the interval of its
--   exposure lies above the exposure of all ads and both ratings do, too; where the interval lies on one side and
--   one of the ratings on the other, the raters differ and neither is said. It meets AI more than others when the
--   interval of ai_share lies above the share of all.
--   field tells exposure and demand together. It shows what the ads of the window say, and no more: neither
--   cause nor what comes next. Intervals of shares, growth and verdicts are those of the question demand: employers
--   drawn anew 1,000 times; those of bids are of medians, as in the question competition; those of exposure are
--   analytic, on the number of employers, and those of pay are of the question pay_growth.
-- grain: one row per skill
-- window: recent
-- fit: ai
-- also: pay_growth $one_source
-- medians: bids bids_before
-- counts: ads ai entry ads_before ai_before entry_before
-- interval: ai = ai / ads
-- interval: ai_before = ai_before / ads_before
-- interval: entry = entry / ads
-- interval: entry_before = entry_before / ads_before
-- params: since until source category country employment role level remote
-- param: min_ads integer = 30 | skills with fewer ads are left out
-- param: min_growth integer = 30 | no growth is shown for fewer ads than this in window and base together
-- param: min_source integer = 30 | sources with fewer ads in either window are not compared
-- param: one_source boolean = false | also changes of pay of a single source
-- column: ads ads | ads of the window that want the skill; the n of ai_share and entry_share
-- column: rated_ads ads | of these, ads of a family of roles that has an exposure; the n of exposure
-- column: exposure index | mean over these of the part of tasks that are exposed, 0 to 1, by people and GPT-4 alike
-- column: exposure_human index | the same, as people rated the tasks; no interval: a check of exposure, with its n
-- column: exposure_gpt4 index | the same, as GPT-4 did; no interval: a check of exposure, with its n
-- column: all_exposure index | exposure of all ads of the window; no interval: the yardstick, of all ads
-- column: ai_share share | of its ads, those that also ask for AI
-- column: ai_before share | the same in the base
-- column: all_ai_share share | of all ads of the window, ads that ask for AI
-- column: meets text | whether the ads ask for AI more than others, as others do or less than others
-- column: growth ratio | share of the skill in the window over its share in the base
-- column: verdict text | rising, falling, no clear change, or why there is none
-- column: entry_share share | of its ads, open to beginners
-- column: entry_before share | the same in the base
-- column: entry_verdict text | more or less where the two intervals lie apart, else no clear change; empty where there is no base
-- column: pay_period text | the period of the pay that pay_change is of: the one with most ads
-- column: pay_n ads | ads of the window with usable pay of this period
-- column: pay_n_before ads | the same in the base
-- column: pay_change share | growth of offers with the mix of ads held the same: adjusted of the question pay_growth
-- column: pay_verdict text | rising, falling, no clear change, or why there is none
-- column: bids_n ads | ads of the window that tell the number of bids; fewer than 10, or than 5 employers, give no figure
-- column: bids bids | median number of bids of these
-- column: bids_before_n ads | ads of the base that tell it
-- column: bids_before bids | median number of bids of these
-- column: field text | whether it is exposed more or less than others, or the raters differ; and whether demand grows or shrinks
-- column: note text | why there is no exposure, or that the raters differ
with growth as (
    from skill_growth(
        $since::date, $until::date, $base_since::date, $base_until::date,
        $source::varchar, $country::varchar, $employment::varchar,
        $role::varchar, $level::varchar, $remote::varchar, $category::varchar,
        $min_source, $min_growth)
),
facts as (
    from skill_ai(
        $since::date, $until::date, $base_since::date, $base_until::date,
        $source::varchar, $country::varchar, $employment::varchar,
        $role::varchar, $level::varchar, $remote::varchar, $category::varchar, $min_ads)
)
select
    coalesce(f.skill, g.skill) as skill, f.skill_name, f.category, f.ads, f.employers,
    f.rated as rated_ads, f.exposure, f.exposure_low, f.exposure_high, f.exposure_human, f.exposure_gpt4,
    o.exposure as all_exposure,
    f.ai_share, null::double as ai_low, null::double as ai_high,
    f.ads_before, f.ai_before, null::double as ai_before_low, null::double as ai_before_high,
    o.ai_share as all_ai_share, null::double as all_ai_low, null::double as all_ai_high, null::varchar as meets,
    g.growth, null::double as growth_low, null::double as growth_high,
    case
        when (select count(*) from growth) = 0 then 'nothing to compare with'
        when g.growth is null then 'too few ads (n=' || coalesce(g.ads_now + g.ads_before, 0) || ')'
    end as verdict,
    f.entry_share, null::double as entry_low, null::double as entry_high,
    f.entry_before, null::double as entry_before_low, null::double as entry_before_high,
    null::varchar as entry_verdict,
    null::varchar as pay_period, null::bigint as pay_n, null::bigint as pay_n_before,
    null::double as pay_change, null::double as pay_change_low, null::double as pay_change_high,
    null::varchar as pay_verdict,
    coalesce(len(f.by_bids), 0) as bids_n, median_told(f.by_bids, f.by_bids_draw) as bids,
    null::double as bids_low, null::double as bids_high,
    coalesce(len(f.by_bids_before), 0) as bids_before_n,
    median_told(f.by_bids_before, f.by_bids_before_draw) as bids_before,
    null::double as bids_before_low, null::double as bids_before_high,
    null::varchar as field,
    nullif(concat_ws('; ',
        why_withheld('exposure', f.rated, f.rated_employers),
        case
            when f.exposure_human > o.exposure_human and f.exposure_gpt4 < o.exposure_gpt4 then 'people rate it above all ads, GPT-4 below'
            when f.exposure_human < o.exposure_human and f.exposure_gpt4 > o.exposure_gpt4 then 'people rate it below all ads, GPT-4 above'
        end), '') as note,
    (f.exposure_human - o.exposure_human) * (f.exposure_gpt4 - o.exposure_gpt4) < 0 as by_raters,
    f.skill is not null as is_shown, f.by_employer, g.by_source,
    f.by_bids, f.by_bids_draw, f.by_bids_before, f.by_bids_before_draw
from facts as f
full join growth as g on g.skill is not distinct from f.skill
cross join (select * from facts where skill is null) as o
order by f.ads desc, f.skill
;
-- adverts: ads | ads of the window that want the skill
from adverts_wanting(
    $since::date, $until::date, false, $source::varchar, $country::varchar, $employment::varchar,
    $role::varchar, $level::varchar, $remote::varchar, $row_skill::varchar, $adverts)
