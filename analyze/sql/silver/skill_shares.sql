-- name: skill_shares
-- doc: The share of ads and of employers of a window that want each skill, with the counts by employer that
--   intervals are drawn from: by_employer holds for each employer its number, and how many of its ads want the
--   skill, and of these say that they are open to beginners, and remote. The row without a skill holds all ads.
--   A macro: skill_shares(since, until, source, country, employment, role, level, remote, category), those from
--   source on each null for all.
-- grain: one row per skill, and one for all ads
-- needs: selected draw_of
create or replace macro skill_shares(
    from_day, to_day, want_source, want_country, want_employment, want_role, want_level, want_remote, want_category
) as table
with picked as (
    select
        version_key, draw_of(employer_id) as draw, entry_level,
        coalesce(remote = 'remote', false) as is_remote
    from selected(want_source, want_country, want_employment, want_role, want_level, want_remote)
    where day between from_day::date and to_day::date
),
by_draw as (
    select
        m.skill, p.draw,
        any_value(m.skill_name) as skill_name,
        any_value(m.category) as category,
        bool_or(m.concept) as concept,
        count(*) as ads,
        count(*) filter (p.entry_level) as entry,
        count(*) filter (p.is_remote) as remote
    from picked as p
    join mentions as m on m.version_key = p.version_key
    where m.polarity = 'wanted' and (want_category is null or m.category = want_category)
    group by m.skill, p.draw
    union all by name
    select draw, count(*) as ads, count(*) filter (entry_level) as entry, count(*) filter (is_remote) as remote
    from picked
    group by draw
),
summed as (
    select
        skill,
        any_value(skill_name) as skill_name,
        any_value(category) as category,
        bool_or(concept) as concept,
        cast(sum(ads) as bigint) as ads,
        count(*) as employers,
        max(ads) as top_ads,
        sum(entry) / sum(ads) as entry_share,
        sum(remote) / sum(ads) as remote_share,
        flatten(list([draw, ads, entry, remote])) as by_employer
    from by_draw
    group by skill
)
select
    s.*,
    s.ads / a.ads as share,
    s.employers / a.employers as employer_share,
    a.employers as all_employers
from summed as s
cross join (select ads, employers from summed where skill is null) as a
