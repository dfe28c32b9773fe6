-- name: pay_changes
-- doc: How offers changed from a base to a window, as the difference of mean logarithms: raw, of all ads, and
--   adjusted, within kinds of ads that both windows have, each kind weighing as it can tell (the slope of a regression
--   with a constant for each kind). raw needs 50 ads in both windows together, 10 in each, 5 employers, and two
--   sources unless one_source is true; adjusted needs 30 kinds, too. What has less is null, and reason says why.
--   A macro: the arguments of pay_windows, then a category and a skill or null, whether there are rows by employment
--   class and by country, a place or null that has rows beside them, least_ads below which a row is left out, and one_source.
-- grain: one row per skill, employment class, country or place, and period of pay; "any" holds all of each
-- needs: pay_windows place_among slope why_no_change
create or replace macro pay_changes(
    from_day, to_day, base_from, base_to, want_source, want_country, want_employment,
    want_role, want_level, want_remote, want_kind, with_inferred,
    want_category, want_skill, by_class, by_country, want_place, least_ads, with_one_source
) as table
with paid as (
    from pay_windows(
        from_day, to_day, base_from, base_to, want_source, want_country, want_employment,
        want_role, want_level, want_remote, want_kind, with_inferred)
),
wanted as (
    select version_key, skill, skill_name
    from mentions
    where polarity = 'wanted'
        and (want_category is null or category = want_category)
        and (want_skill is null or skill = want_skill)
),
subjects as (
    select 'any' as skill, 'any' as skill_name, p.*
    from paid as p
    where want_category is null and want_skill is null or p.version_key in (select version_key from wanted)
    union all by name
    select w.skill, w.skill_name, p.* from paid as p join wanted as w on w.version_key = p.version_key
),
classed as (
    select *, unnest(list_distinct(['any', case when by_class then employment_class end])) as class from subjects
),
placed as (
    select
        *,
        unnest(list_distinct(
            ['any', place_among(city, countries, want_place)] || case when by_country then countries else [] end)) as place
    from classed
),
counted as (
    select
        *,
        count(*) over cell as cell_ads,
        sum(is_now) over cell as cell_now,
        is_now - avg(is_now) over pool as raw_x,
        log_mid - avg(log_mid) over pool as raw_y,
        is_now - avg(is_now) over cell as cell_x,
        log_mid - avg(log_mid) over cell as cell_y
    from placed
    where class is not null and place is not null
    window
        pool as (partition by skill, class, place, period),
        cell as (partition by skill, class, place, period, kind_of_ad)
    qualify count(*) over pool >= least_ads
),
slopes as (
    select
        skill, any_value(skill_name) as skill_name, class, place as country, period,
        sum(is_now) as n, count(*) - sum(is_now) as n_before,
        count(distinct employer_id) as employers,
        list_sort(list(distinct source)) as sources,
        slope(raw_x, raw_y) as raw,
        slope(cell_x, cell_y) as adjusted,
        count(distinct kind_of_ad) filter (cell_now between 1 and cell_ads - 1) as cells,
        count(*) filter (cell_now between 1 and cell_ads - 1) as compared
    from counted
    group by skill, class, place, period
),
judged as (
    select
        *,
        why_no_change(n, n_before, employers, sources, with_one_source) as raw_reason
    from slopes
)
select
    skill, skill_name, class, country, period, n, n_before, employers, sources,
    case when raw_reason is null then raw end as raw,
    case when raw_reason is null and cells >= 30 then adjusted end as adjusted,
    cells, compared,
    case
        when raw_reason is not null then raw_reason
        when cells < 30 then 'too few kinds of ads that both windows have (' || cells || ', of 30 needed)'
    end as reason
from judged
