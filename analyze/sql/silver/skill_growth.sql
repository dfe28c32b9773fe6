-- name: skill_growth
-- doc: How the share of each skill changed from a base to a window, over the sources that were fairly
--   watched in both and gave min_source ads in each; every source weighs the same in both, so that a new
--   board cannot move a skill. log_ratio is the logarithm of the ratio of shares, its error that of the
--   shares with their design effects. The verdict is rising, falling or no clear change, corrected for
--   the number of skills tested (Benjamini and Hochberg, at most 10 % false), and null where fewer than
--   min_growth ads in both together allow no test. No rows where no source can be compared.
--   A macro: the arguments of skill_shares, then min_source and min_growth.
-- grain: one row per skill
-- needs: two_windows skill_shares source_spans two_sided
create or replace macro skill_growth(
    from_day, to_day, base_from, base_to, want_source, want_country, want_employment, want_category,
    least_source, least_growth
) as table
with picked as (
    select version_key, is_now, source, employer_id
    from two_windows(from_day, to_day, base_from, base_to, want_source, want_country, want_employment)
),
shares as (
    from skill_shares(
        from_day, to_day, base_from, base_to, want_source, want_country, want_employment, want_category)
),
compared as (
    select
        p.source,
        cast(count(*) filter (is_now = 1) as double) as ads_now,
        cast(count(*) filter (is_now = 0) as double) as ads_before,
        cast(count(*) filter (is_now = 0) as double) / sum(count(*) filter (is_now = 0)) over () as weight
    from picked as p
    join source_spans as s on s.source = p.source and s.fair_since <= base_from::date
    group by p.source
    having count(*) filter (is_now = 1) >= least_source and count(*) filter (is_now = 0) >= least_source
),
wanted as (
    select m.skill, p.source, p.is_now, p.employer_id
    from picked as p
    join mentions as m on m.version_key = p.version_key
    where m.polarity = 'wanted' and (want_category is null or m.category = want_category)
        and p.source in (select source from compared)
),
skill_sources as (
    select
        skill, source,
        count(*) filter (is_now = 1) as ads_now,
        count(*) filter (is_now = 0) as ads_before
    from wanted
    group by skill, source
),
-- The same for employers, each counted once in a window, over the compared sources together.
employers as (
    select
        cast(count(distinct employer_id) filter (is_now = 1) as double) as all_now,
        cast(count(distinct employer_id) filter (is_now = 0) as double) as all_before
    from picked
    where source in (select source from compared)
),
skill_employers as (
    select
        w.skill,
        count(distinct w.employer_id) filter (is_now = 1) as n_now,
        count(distinct w.employer_id) filter (is_now = 0) as n_before
    from wanted as w
    group by w.skill
),
employer_growth as (
    select
        s.skill,
        ln(s.n_now / e.all_now) - ln(s.n_before / e.all_before) as log_ratio,
        sqrt(greatest(0, 1 / s.n_now - 1 / e.all_now + 1 / s.n_before - 1 / e.all_before)) as log_error
    from skill_employers as s
    cross join employers as e
    where s.n_now > 0 and s.n_before > 0
),
standardised as (
    select
        s.skill,
        sum(s.ads_now) as ads_now, sum(s.ads_before) as ads_before,
        sum(c.weight * s.ads_now / c.ads_now) as share_now,
        sum(c.weight * s.ads_before / c.ads_before) as share_before,
        sum(pow(c.weight, 2) * s.ads_now / c.ads_now * (1 - s.ads_now / c.ads_now) / c.ads_now) as variance_now,
        sum(pow(c.weight, 2) * s.ads_before / c.ads_before * (1 - s.ads_before / c.ads_before) / c.ads_before) as variance_before
    from skill_sources as s
    join compared as c on c.source = s.source
    group by s.skill
),
ranked as (
    select
        *,
        case when share_now > 0 then rank() over (order by share_now desc) end as rank_now,
        case when share_before > 0 then rank() over (order by share_before desc) end as rank_before
    from standardised
),
tested as (
    select
        r.skill,
        ln(r.share_now / r.share_before) as log_ratio,
        sqrt(r.variance_now * coalesce(a.design_effect, 1) / pow(r.share_now, 2)
            + r.variance_before * coalesce(b.design_effect, 1) / pow(r.share_before, 2)) as log_error
    from ranked as r
    left join shares as a on a.skill = r.skill and a.is_now = 1
    left join shares as b on b.skill = r.skill and b.is_now = 0
    where r.ads_now > 0 and r.ads_before > 0 and r.ads_now + r.ads_before >= least_growth
),
placed as (
    select
        *,
        two_sided(log_ratio / log_error) as p,
        row_number() over (order by two_sided(log_ratio / log_error), skill) as place,
        count(*) over () as tests
    from tested
    where log_error > 0
),
judged as (
    select *, place <= coalesce(max(place) filter (p <= 0.10 * place / tests) over (), 0) as is_clear
    from placed
)
select
    r.skill, r.ads_now, r.ads_before, r.share_now, r.share_before, r.rank_now, r.rank_before,
    j.log_ratio, j.log_error, j.p,
    case when j.skill is not null then e.log_ratio end as employer_log_ratio,
    case when j.skill is not null then e.log_error end as employer_log_error,
    case
        when j.is_clear and j.log_ratio > 0 then 'rising'
        when j.is_clear then 'falling'
        when j.skill is not null then 'no clear change'
    end as verdict
from ranked as r
left join judged as j on j.skill = r.skill
left join employer_growth as e on e.skill = r.skill
