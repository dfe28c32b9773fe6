-- name: escapes
-- title: Ways out of what AI may do
-- doc: For each skill whose tasks are exposed to AI more than others: the skills that go with it, are exposed less, whose
--   demand grows and which add to offers. All is judged as in the question ai, where the limits of exposure stand:
--   it is of tasks and from a list of 2023. Neighbours are those clearly wanted by the same ads more often than by
--   chance, as the question pairs tells. A neighbour is exposed less when the interval of its exposure ends below the exposure of the skill, both
--   people and GPT-4 rate it lower, and it is not exposed more than others itself; it grows when its growth is above 1, and it adds to offers when its
--   premium is above 0 (see the question premium); verdicts say whether that is clear. One of which no
--   premium is known stays, after those that have one. Then the closest come first. Skills whose demand
--   shrinks come first. It shows what the ads of the window say, and no more: neither cause nor what comes next.
-- grain: one row per skill that is exposed more than others, and way out; one without where there is none
-- window: recent
-- fit: escapes
-- also: premium $period
-- also: pairs $min_pair top=0
-- counts: ads ai entry ads_before ai_before entry_before
-- interval: ai = ai / ads
-- params: since until source category country employment role level remote
-- param: min_ads integer = 30 | skills with fewer ads are left out
-- param: min_growth integer = 30 | no growth is known for fewer ads than this in window and base together
-- param: min_source integer = 30 | sources with fewer ads in either window are not compared
-- param: min_pair integer = 20 | ads that want both skills, to be neighbours
-- param: period text = year | hour, day, month or year: the pay that tells premiums
-- param: top integer = 5 | only the first so many of a skill; 0 for all
-- column: ads ads | ads of the window that want the skill; the n of ai_share
-- column: rated_ads ads | of these, ads of a family of roles that has an exposure; the n of exposure
-- column: exposure index | mean over these of the part of tasks that are exposed, 0 to 1
-- column: all_exposure index | exposure of all ads of the window; no interval: the yardstick, of all ads
-- column: ai_share share | of its ads, those that also ask for AI
-- column: all_ai_share share | of all ads of the window, ads that ask for AI; no interval: the yardstick, of all ads
-- column: growth ratio | share of the skill in the window over its share in the base
-- column: verdict text | rising, falling, no clear change, or why there is none
-- column: neighbour text | the way out
-- column: n ads | ads that want both
-- column: npmi index | how closely they go together: normalised pointwise mutual information, 0 at chance and 1 at most
-- column: neighbour_ads ads | ads of the window that want the neighbour
-- column: neighbour_rated_ads ads | of these, ads that have an exposure
-- column: neighbour_exposure index | mean over these of the part of tasks that are exposed
-- column: neighbour_ai_share share | of its ads, those that also ask for AI
-- column: neighbour_growth ratio | share of the neighbour in the window over its share in the base
-- column: neighbour_verdict text | rising or no clear change
-- column: neighbour_premium share | what ads offer more that want it, all that is known of them the same: premium of the question premium
-- column: neighbour_premium_n ads | ads with pay that tell it
-- column: neighbour_premium_verdict text | higher or no clear difference
-- column: note text | why there is no way out, or no premium
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
),
overall as (
    select exposure, exposure_human, exposure_gpt4, ai_share from facts where skill is null
)
select
    coalesce(f.skill, g.skill) as skill, f.skill_name, f.category, f.ads,
    f.rated as rated_ads, f.exposure, f.exposure_low, f.exposure_high, f.exposure_human, f.exposure_gpt4,
    o.exposure as all_exposure,
    f.ai_share, null::double as ai_low, null::double as ai_high,
    o.ai_share as all_ai_share,
    g.growth, null::double as growth_low, null::double as growth_high,
    case
        when (select count(*) from growth) = 0 then 'nothing to compare with'
        when g.growth is null then 'too few ads'
    end as verdict,
    null::varchar as field,
    (f.exposure_human - o.exposure_human) * (f.exposure_gpt4 - o.exposure_gpt4) < 0 as by_raters,
    f.skill is not null as is_shown, f.by_employer, g.by_source, $top as by_top
from facts as f
full join growth as g on g.skill is not distinct from f.skill
cross join overall as o
order by f.ads desc, f.skill
;
-- adverts: n | ads of the window that want both skills; without a way out, those that want the first
from adverts(
    array(
        select version_key
        from wanting_skill(
            $since::date, $until::date, false, $source::varchar, $country::varchar, $employment::varchar,
            $role::varchar, $level::varchar, $remote::varchar,
            $row_skill::varchar)
        where $row_neighbour::varchar = 'none'
            or version_key in (select version_key from ad_skills where skill = $row_neighbour::varchar)
    ),
    $row_skill::varchar, null, null, $adverts)
