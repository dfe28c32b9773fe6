-- name: skill_shares
-- doc: The share of ads and of employers that want each skill, in a window (is_now 1) and its base. The design
--   effect is the variance of the share of ads over employers, against that of as many independent ads:
--   the linearised form of what resampling employers gives. It is never taken below 1.
--   A macro: the arguments of two_windows, then a category or null.
-- grain: one row per window and skill
-- needs: two_windows
create or replace macro skill_shares(
    from_day, to_day, base_from, base_to, want_source, want_country, want_employment, want_category
) as table
with picked as (
    select version_key, is_now, employer_id
    from two_windows(from_day, to_day, base_from, base_to, want_source, want_country, want_employment)
),
employer_sizes as (
    select is_now, employer_id, count(*) as ads from picked group by is_now, employer_id
),
sizes as (
    select
        is_now,
        cast(sum(ads) as double) as ads,
        cast(count(*) as double) as employers,
        cast(sum(ads * ads) as double) as squares
    from employer_sizes
    group by is_now
),
skill_employers as (
    select p.is_now, m.skill, p.employer_id, count(*) as ads
    from picked as p
    join mentions as m on m.version_key = p.version_key
    where m.polarity = 'wanted' and (want_category is null or m.category = want_category)
    group by p.is_now, m.skill, p.employer_id
),
clustered as (
    select
        s.is_now, s.skill,
        sum(s.ads) as ads, count(*) as employers, max(s.ads) as top_ads,
        sum(s.ads * s.ads) as squares, sum(s.ads * e.ads) as products
    from skill_employers as s
    join employer_sizes as e on e.is_now = s.is_now and e.employer_id = s.employer_id
    group by s.is_now, s.skill
)
select
    c.is_now, c.skill, c.ads, c.employers, c.top_ads,
    c.ads / z.ads as share,
    c.employers / z.employers as employer_share,
    z.ads as all_ads,
    z.employers as all_employers,
    greatest(1, coalesce(
        (c.squares - 2 * c.ads / z.ads * c.products + pow(c.ads / z.ads, 2) * z.squares)
        * z.employers / nullif(z.employers - 1, 0) / nullif(c.ads * (1 - c.ads / z.ads), 0), 1)) as design_effect
from clustered as c
join sizes as z on z.is_now = c.is_now
