-- name: quality
-- title: How good the data is
-- doc: For each source: what was seen and what could be read of it. Jobs are counted once; duplicates is the
--   part of listings that another listing stands for. Drift compares the part of ads without any skill
--   between window and base: a jump means that a source changed or that a reader broke. Its interval, at 95 %, and
--   those of the two parts come from drawing the employers anew as in the question demand. The other shares
--   describe the very ads of the row, are no samples of more, and have no interval.
-- grain: one row per source
-- window: recent
-- fit: quality
-- counts: ads no_skill ads_before no_skill_before
-- interval: no_skill = no_skill / ads
-- interval: no_skill_before = no_skill_before / ads_before
-- params: since until source
-- column: ads ads | jobs of the window; the n of the shares
-- column: undated ads | jobs without a date, which are in no window
-- column: duplicates share | listings of all time that another listing stands for; no interval: a count of all, not a sample
-- column: no_skill share | ads in which no skill was found
-- column: skills skills | median number of skills an ad
-- column: pay_share share | ads that state pay; no interval: a count of all, not a sample
-- column: pay_unusable share | offers of pay of the window that cannot be used: no period, currency or rate, or out of bounds; no interval: a count of all, not a sample
-- column: no_employer share | ads that name no employer; no interval: a count of all, not a sample
-- column: no_place share | ads that name no country and are not remote; no interval: a count of all, not a sample
-- column: no_role share | ads whose title names no family of roles; no interval: a count of all, not a sample
-- column: no_level share | ads whose title names no level; no interval: a count of all, not a sample
-- column: rejects rows | rows of all time that did not fit
-- column: no_skill_before share | ads in which no skill was found in the base
-- column: drift text | steady, changed, or why it is not known
with picked as (
    from two_windows(
        $since::date, $until::date, $base_since::date, $base_until::date,
        $source::varchar, null::varchar, null::varchar, null::varchar, null::varchar, null::varchar)
),
copies as (
    select source, avg(cast(not coalesce(representative, true) as integer)) as duplicates from listings group by source
),
undated as (
    select source, count(*) as ads from ads where day is null group by source
),
refused as (
    select source, count(*) as rows from rejects group by source
),
offers as (
    select source, avg(cast(status not in ('usable', 'open ended') as integer)) as unusable
    from pay_equivalents
    where day between $since::date and $until::date
    group by source
),
counted as (
    select
        s.source,
        count(*) filter (is_now = 1) as ads,
        count(*) filter (is_now = 0) as ads_before,
        avg(cast(skill_count = 0 as integer)) filter (is_now = 1) as no_skill,
        avg(cast(skill_count = 0 as integer)) filter (is_now = 0) as no_skill_before,
        median(skill_count) filter (is_now = 1) as skills,
        avg(cast(has_pay as integer)) filter (is_now = 1) as pay_share,
        avg(cast(employer_key is null as integer)) filter (is_now = 1) as no_employer,
        avg(cast(coalesce(len(countries), 0) = 0 and coalesce(remote, '') <> 'remote' as integer)) filter (is_now = 1) as no_place,
        avg(cast(role_family is null as integer)) filter (is_now = 1) as no_role,
        avg(cast(seniority is null as integer)) filter (is_now = 1) as no_level
    from source_spans as s
    left join picked as p on p.source = s.source
    where $source::varchar is null or s.source = $source::varchar
    group by s.source
),
by_draw as (
    select
        source, draw_of(employer_id) as draw,
        count(*) filter (is_now = 1) as ads,
        count(*) filter (is_now = 1 and skill_count = 0) as no_skill,
        count(*) filter (is_now = 0) as ads_before,
        count(*) filter (is_now = 0 and skill_count = 0) as no_skill_before
    from picked
    group by source, draw
),
drawn as (
    select source, flatten(list([draw, ads, no_skill, ads_before, no_skill_before])) as by_employer from by_draw group by source
)
select
    t.source, t.ads, coalesce(u.ads, 0) as undated,
    c.duplicates,
    t.no_skill, null::double as no_skill_low, null::double as no_skill_high,
    t.skills, t.pay_share, o.unusable as pay_unusable, t.no_employer, t.no_place, t.no_role, t.no_level,
    coalesce(r.rows, 0) as rejects,
    t.ads_before,
    t.no_skill_before, null::double as no_skill_before_low, null::double as no_skill_before_high,
    null::varchar as drift,
    d.by_employer
from counted as t
left join copies as c on c.source = t.source
left join undated as u on u.source = t.source
left join refused as r on r.source = t.source
left join offers as o on o.source = t.source
left join drawn as d on d.source = t.source
order by t.source
;
-- adverts: ads | jobs of the source in the window
from adverts(
    array(
        select version_key
        from ads
        where day between $since::date and $until::date and source = $row_source::varchar
    ),
    null, null, null, $adverts)
