-- name: skill_growth
-- doc: How the share of each skill changed from a base to a window, over the sources that were fairly
--   watched in both and gave min_source ads in each; every source weighs the same in both, so that a new
--   board cannot move a skill. growth is the ratio of shares, and employer_growth that of the shares of employers, each
--   counted once in a window; they are null where fewer than min_growth ads in both together allow no test.
--   by_source holds for each employer and source its number, twice the place of the source and 1 more for the
--   window, and how many of its ads want the skill. The row without a skill holds all ads. No rows
--   where no source can be compared. A macro: the arguments of two_windows, then a category or null,
--   min_source and min_growth.
-- grain: one row per skill, and one for all ads
-- needs: two_windows draw_of
create or replace macro skill_growth(
    from_day, to_day, base_from, base_to, want_source, want_country, want_employment,
    want_role, want_level, want_remote, want_category,
    least_source, least_growth
) as table
with picked as (
    select version_key, is_now, source, draw_of(employer_id) as draw
    from two_windows(
        from_day, to_day, base_from, base_to, want_source, want_country, want_employment,
        want_role, want_level, want_remote)
    where is_fair
),
matched as (
    select
        p.source,
        row_number() over (order by p.source) - 1 as place,
        count(*) filter (is_now = 1) as ads_now,
        count(*) filter (is_now = 0) as ads_before
    from picked as p
    group by p.source
    having count(*) filter (is_now = 1) >= least_source and count(*) filter (is_now = 0) >= least_source
),
compared as (
    select *, ads_before / (select sum(ads_before) from matched) as weight from matched
),
by_draw as (
    select m.skill, p.draw, c.place, p.is_now, count(*) as ads
    from picked as p
    join compared as c on c.source = p.source
    join mentions as m on m.version_key = p.version_key
    where m.polarity = 'wanted' and (want_category is null or m.category = want_category)
    group by m.skill, p.draw, c.place, p.is_now
    union all by name
    select p.draw, c.place, p.is_now, count(*) as ads
    from picked as p
    join compared as c on c.source = p.source
    group by p.draw, c.place, p.is_now
),
by_place as (
    select
        skill, place,
        coalesce(sum(ads) filter (is_now = 1), 0) as ads_now,
        coalesce(sum(ads) filter (is_now = 0), 0) as ads_before
    from by_draw
    group by skill, place
),
standardised as (
    select
        s.skill,
        sum(s.ads_now) as ads_now, sum(s.ads_before) as ads_before,
        sum(c.weight * s.ads_now / c.ads_now) as share_now,
        sum(c.weight * s.ads_before / c.ads_before) as share_before
    from by_place as s
    join compared as c on c.place = s.place
    group by s.skill
),
drawn as (
    select
        skill,
        count(distinct draw) filter (is_now = 1) as employers_now,
        count(distinct draw) filter (is_now = 0) as employers_before,
        flatten(list([draw, 2 * place + is_now, ads])) as by_source
    from by_draw
    group by skill
)
select
    s.skill, s.ads_now, s.ads_before, s.share_now, s.share_before,
    case when s.skill is not null and s.share_now > 0 then rank() over (partition by s.skill is null order by s.share_now desc) end as rank_now,
    case when s.skill is not null and s.share_before > 0 then rank() over (partition by s.skill is null order by s.share_before desc) end as rank_before,
    case when is_tested then s.share_now / s.share_before end as growth,
    case when is_tested then d.employers_now / a.employers_now / (d.employers_before / a.employers_before) end as employer_growth,
    d.by_source
from (
    select *, skill is not null and ads_now > 0 and ads_before > 0 and ads_now + ads_before >= least_growth as is_tested
    from standardised
) as s
join drawn as d on d.skill is not distinct from s.skill
cross join (select employers_now, employers_before from drawn where skill is null) as a
