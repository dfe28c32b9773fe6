-- name: skill_ai
-- doc: How skills that are not themselves about AI meet it. Of a window and of its base: ads, those that also ask for AI
--   and those open to beginners, with the counts by employer that intervals are drawn from: by_employer holds for each
--   employer its number, then the six counts from ads to entry_before. Of the window: exposure, the mean of the view
--   exposures over the rated ads, those of a family of roles that has one, with its interval and as people and GPT-4
--   rated apart; null below 10 rated ads or 5 employers. Of both: by_bids, the number of bids of each ad that tells it, and
--   by_bids_draw, the number of its employer. The row without a skill holds all ads. A macro: the arguments of two_windows, then a
--   category or null, and least_ads, below which a skill has no row.
-- grain: one row per skill, and one for all ads
-- needs: two_windows exposures draw_of mean_half values_by_draw draws_of_values
create or replace macro skill_ai(
    from_day, to_day, base_from, base_to, want_source, want_country, want_employment,
    want_role, want_level, want_remote, want_category, least_ads
) as table
with picked as (
    select
        a.version_key, a.is_now, draw_of(a.employer_id) as draw, a.entry_level, a.asks_ai, a.bids,
        -- In decimals, whose sums are the same in any order.
        case when is_now = 1 then cast(e.exposure as decimal(9, 4)) end as exposure,
        case when is_now = 1 then cast(e.human as decimal(9, 4)) end as human,
        case when is_now = 1 then cast(e.gpt4 as decimal(9, 4)) end as gpt4
    from two_windows(
        from_day, to_day, base_from, base_to, want_source, want_country, want_employment,
        want_role, want_level, want_remote) as a
    left join exposures as e on e.role_family = a.role_family
),
wanted as (
    select p.*, m.skill, m.skill_name, m.category
    from picked as p
    join mentions as m on m.version_key = p.version_key
    where m.polarity = 'wanted' and (want_category is null or m.category = want_category)
        and m.skill not in (select id from skills where ai)
    union all by name
    from picked
),
by_draw as (
    select
        skill, draw, any_value(skill_name) as skill_name, any_value(category) as category,
        count(*) filter (is_now = 1) as ads,
        count(*) filter (is_now = 1 and asks_ai) as ai,
        count(*) filter (is_now = 1 and entry_level) as entry,
        count(*) filter (is_now = 0) as ads_before,
        count(*) filter (is_now = 0 and asks_ai) as ai_before,
        count(*) filter (is_now = 0 and entry_level) as entry_before,
        count(exposure) as rated,
        coalesce(sum(exposure), 0) as exposed, coalesce(sum(human), 0) as by_human, coalesce(sum(gpt4), 0) as by_gpt4,
        values_by_draw(case when is_now = 1 then bids end, draw) as by_bids,
        draws_of_values(case when is_now = 1 then bids end, draw) as by_bids_draw,
        values_by_draw(case when is_now = 0 then bids end, draw) as by_bids_before,
        draws_of_values(case when is_now = 0 then bids end, draw) as by_bids_before_draw
    from wanted
    group by skill, draw
),
summed as (
    select
        skill, any_value(skill_name) as skill_name, any_value(category) as category,
        cast(sum(ads) as bigint) as ads, count(*) filter (ads > 0) as employers,
        cast(sum(ads_before) as bigint) as ads_before,
        sum(ai) / nullif(sum(ads), 0) as ai_share,
        sum(ai_before) / nullif(sum(ads_before), 0) as ai_before,
        sum(entry) / nullif(sum(ads), 0) as entry_share,
        sum(entry_before) / nullif(sum(ads_before), 0) as entry_before,
        cast(sum(rated) as bigint) as rated, count(*) filter (rated > 0) as rated_employers,
        -- Rounded, so that what is the same in every ad is the same for every skill.
        round(cast(sum(exposed) as double) / nullif(sum(rated), 0), 6) as mean,
        round(cast(sum(by_human) as double) / nullif(sum(rated), 0), 6) as human,
        round(cast(sum(by_gpt4) as double) / nullif(sum(rated), 0), 6) as gpt4,
        cast(sum(exposed * exposed) as double) as squares,
        cast(sum(exposed * rated) as double) as products,
        cast(sum(rated * rated) as double) as all_squares,
        flatten(list(by_bids order by draw)) as by_bids, flatten(list(by_bids_draw order by draw)) as by_bids_draw,
        flatten(list(by_bids_before order by draw)) as by_bids_before,
        flatten(list(by_bids_before_draw order by draw)) as by_bids_before_draw,
        flatten(list([draw, ads, ai, entry, ads_before, ai_before, entry_before])) as by_employer
    from by_draw
    group by skill
    having sum(ads) >= least_ads or skill is null
)
select
    * exclude (is_told, mean, human, gpt4, squares, products, all_squares),
    case when is_told then mean end as exposure,
    case when is_told then greatest(0, round(mean - mean_half(mean, rated, rated_employers, squares, products, all_squares), 6)) end as exposure_low,
    case when is_told then least(1, round(mean + mean_half(mean, rated, rated_employers, squares, products, all_squares), 6)) end as exposure_high,
    case when is_told then human end as exposure_human,
    case when is_told then gpt4 end as exposure_gpt4
from (select *, rated >= 10 and rated_employers >= 5 as is_told from summed)
