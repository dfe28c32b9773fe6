-- name: pay_growth
-- title: Is pay moving
-- doc: How offers changed from the base to the window, raw and with the mix of ads held the same: the adjusted
--   figure compares only ads of the same source, family of roles, level, remote mode and country, where both
--   windows have some. The gap between the two is what the mix did. Growth is of the geometric mean of the
--   middle of offers in dollars, of one period at a time, over the sources fairly watched in both windows.
--   Intervals are at 95 % and come from drawing the employers anew 1,000 times, always the same way; verdicts are
--   corrected for the number of rows (Benjamini and Hochberg, at most 10 % false). A figure needs 50 ads in all, 10 in
--   each window, 5 employers and two sources, unless one_source is true or a source is asked for; the adjusted one
--   needs 30 kinds of ads that both windows have, too.
-- grain: one row per period and skill; skill "any" holds all ads
-- window: recent
-- fit: pay
-- params: since until source category country employment role level remote
-- param: min_ads integer = 20 | rows of fewer ads with pay in both windows together are left out
-- param: one_source boolean = false | also show figures of a single source, as note says
-- column: n ads | ads with usable pay in the window
-- column: n_before ads | ads with usable pay in the base
-- column: employers employers | distinct employers of both; unnamed ones count one per ad
-- column: raw share | growth of all offers
-- column: adjusted share | growth within kinds of ads that both windows have
-- column: cells cells | kinds of ads that both windows have
-- column: compared ads | ads of these kinds
-- column: verdict text | rising, falling or no clear change, for adjusted
-- column: note text | why a figure is withheld, or what to mind
with changes as (
    from pay_changes(
        $since::date, $until::date, $base_since::date, $base_until::date,
        $source::varchar, $country::varchar, $employment::varchar,
        $role::varchar, $level::varchar, $remote::varchar, 'offer', true,
        $category::varchar, null, false, false, null::varchar, $min_ads,
        $one_source or $source::varchar is not null)
)
select
    period, skill, skill_name, n, n_before, employers,
    exp(raw) - 1 as raw, null::double as raw_low, null::double as raw_high,
    exp(adjusted) - 1 as adjusted, null::double as adjusted_low, null::double as adjusted_high,
    cells, compared,
    case when adjusted is null then 'too few ads' end as verdict,
    nullif(concat_ws('; ',
        reason,
        case when raw is not null then one_source_only(sources) end), '') as note,
    [skill, class, country, period] as by_change
from changes
order by period, n + n_before desc, skill
;
-- adverts: n | ads of the window with usable pay of the row's period, of the sources watched in both windows
from adverts(
    array(
        select version_key
        from pay_windows(
            $since::date, $until::date, $base_since::date, $base_until::date,
            $source::varchar, $country::varchar, $employment::varchar,
            $role::varchar, $level::varchar, $remote::varchar, 'offer', true)
        where is_now = 1 and period = $row_period::varchar
            and ($row_skill::varchar = 'any' and $category::varchar is null or version_key in (
                select version_key
                from ad_skills
                where $row_skill::varchar in ('any', skill) and ($category::varchar is null or category = $category::varchar)))
    ),
    $row_skill::varchar, 'offer', $row_period::varchar, $adverts)
