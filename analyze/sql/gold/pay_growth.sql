-- name: pay_growth
-- title: Is pay moving
-- doc: How offers changed from the base to the window, raw and with the mix of ads held the same: the adjusted
--   figure compares only ads of the same source, family of roles, level, remote mode and country, where both
--   windows have some. The gap between the two is what the mix did. Growth is of the geometric mean of the
--   middle of offers in dollars, of one period at a time, over the sources fairly watched in both windows.
--   Intervals are at 95 % with the variance over employers; verdicts are corrected for the number of rows
--   (Benjamini and Hochberg, at most 10 % false). Fewer than 50 ads or 5 employers in all, or fewer than
--   10 ads in a window, print no figure.
-- grain: one row per period and skill; skill "any" holds all ads
-- window: recent
-- params: since until source category country employment
-- param: min_ads integer = 20 | rows of fewer ads with pay in both windows together are left out
-- column: n ads | ads with usable pay in the window
-- column: n_before ads | ads with usable pay in the base
-- column: employers employers | distinct employers of both; unnamed ones count one per ad
-- column: raw share | growth of all offers
-- column: adjusted share | growth within kinds of ads that both windows have
-- column: cells cells | kinds of ads that both windows have
-- column: compared ads | ads of these kinds
-- column: verdict text | rising, falling or no clear change, for adjusted
-- column: note text | why a figure is withheld, or what to mind
with picked as (
    select
        a.version_key, p.employer_id, p.period, a.is_now, ln(p.mid) as log_mid,
        concat_ws('|', a.source, coalesce(a.role_family, '?'), coalesce(a.seniority, '?'),
            coalesce(a.remote, '?'), coalesce(a.countries[1], '?')) as kind_of_ad
    from two_windows(
        $since::date, $until::date, $base_since::date, $base_until::date,
        $source::varchar, $country::varchar, $employment::varchar) as a
    join source_spans as s on s.source = a.source and s.fair_since <= $base_since::date
    join ad_pay as p on p.version_key = a.version_key and p.kind = 'offer' and p.mid > 0
),
wanted as (
    select m.version_key, m.skill, m.skill_name
    from mentions as m
    where m.polarity = 'wanted' and ($category::varchar is null or m.category = $category::varchar)
),
rows as (
    select 'any' as skill, 'any' as skill_name, p.*
    from picked as p
    where $category::varchar is null or p.version_key in (select version_key from wanted)
    union all
    select w.skill, w.skill_name, p.* from picked as p join wanted as w on w.version_key = p.version_key
),
counted as (
    select
        *,
        count(*) over (partition by skill, period) as ads,
        count(*) over cell as cell_ads,
        sum(is_now) over cell as cell_now,
        is_now - avg(is_now) over (partition by skill, period) as raw_x,
        log_mid - avg(log_mid) over (partition by skill, period) as raw_y,
        is_now - avg(is_now) over cell as cell_x,
        log_mid - avg(log_mid) over cell as cell_y
    from rows
    window cell as (partition by skill, period, kind_of_ad)
    qualify count(*) over (partition by skill, period) >= $min_ads
),
slopes as (
    select
        skill, any_value(skill_name) as skill_name, period,
        sum(is_now) as n, count(*) - sum(is_now) as n_before,
        count(distinct employer_id) as employers,
        sum(raw_x * raw_y) / nullif(sum(raw_x * raw_x), 0) as raw,
        sum(raw_x * raw_x) as raw_xx,
        sum(cell_x * cell_y) / nullif(sum(cell_x * cell_x), 0) as adjusted,
        sum(cell_x * cell_x) as cell_xx,
        count(distinct kind_of_ad) filter (cell_now between 1 and cell_ads - 1) as cells,
        count(*) filter (cell_now between 1 and cell_ads - 1) as compared
    from counted
    group by skill, period
),
scores as (
    select
        c.skill, c.period,
        sum(c.raw_x * (c.raw_y - s.raw * c.raw_x)) as raw_score,
        sum(c.cell_x * (c.cell_y - s.adjusted * c.cell_x)) as cell_score
    from counted as c
    join slopes as s on s.skill = c.skill and s.period = c.period
    group by c.skill, c.period, c.employer_id
),
errors as (
    select
        skill, period,
        sqrt(sum(raw_score * raw_score) * count(*) / nullif(count(*) - 1, 0)) as raw_error,
        sqrt(sum(cell_score * cell_score) * count(*) / nullif(count(*) - 1, 0)) as cell_error
    from scores
    group by skill, period
),
judged as (
    select
        s.*,
        s.n + s.n_before >= 50 and s.employers >= 5 and least(s.n, s.n_before) >= 10 as shows_raw,
        e.raw_error / nullif(s.raw_xx, 0) as raw_error,
        e.cell_error / nullif(s.cell_xx, 0) as cell_error
    from slopes as s
    join errors as e on e.skill = s.skill and e.period = s.period
),
shown as (
    select *, shows_raw and compared >= 30 and cell_error > 0 as shows_adjusted from judged
),
tested as (
    select
        *,
        case when shows_adjusted then two_sided(adjusted / cell_error) end as p,
        row_number() over (
            order by case when shows_adjusted then two_sided(adjusted / cell_error) end nulls last, period, skill) as place,
        count(*) filter (shows_adjusted) over () as tests
    from shown
),
decided as (
    select *, place <= coalesce(max(place) filter (p <= 0.10 * place / tests) over (), 0) as is_clear from tested
)
select
    period, skill, skill_name, n, n_before, employers,
    case when shows_raw then exp(raw) - 1 end as raw,
    case when shows_raw then exp(raw - 1.96 * raw_error) - 1 end as raw_low,
    case when shows_raw then exp(raw + 1.96 * raw_error) - 1 end as raw_high,
    case when shows_adjusted then exp(adjusted) - 1 end as adjusted,
    case when shows_adjusted then exp(adjusted - 1.96 * cell_error) - 1 end as adjusted_low,
    case when shows_adjusted then exp(adjusted + 1.96 * cell_error) - 1 end as adjusted_high,
    cells, compared,
    case
        when not shows_adjusted then 'too few ads'
        when is_clear and adjusted > 0 then 'rising'
        when is_clear then 'falling'
        else 'no clear change'
    end as verdict,
    case
        when not shows_raw then 'too few ads (' || n || ' and ' || n_before || ') or employers (' || employers || ')'
        when not shows_adjusted then 'too few ads of kinds that both windows have (' || compared || ')'
        when cells < 30 then 'adjusted over few kinds of ads (' || cells || ')'
    end as note
from decided
order by period, n + n_before desc, skill
