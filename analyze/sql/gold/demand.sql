-- name: demand
-- title: Skills in demand
-- doc: Which skills do ads and employers ask for, and is that rising or falling? Shares are of all ads and
--   all employers of the window. Intervals are Wilson's at 95 % on the effective number of ads: the
--   design effect is measured over employers, so that one employer with forty ads is no trend. Growth is
--   the ratio of shares in the window and its base, over the sources that were fairly watched in both and
--   gave min_source ads in each, every source weighing the same in both. Verdicts are corrected for the
--   number of skills tested (Benjamini and Hochberg, at most 10 % false). Entry level and remote are
--   shares of the skill's ads that say so.
-- grain: one row per skill
-- window: recent
-- params: since until source category country employment
-- param: min_ads integer = 5 | skills with fewer ads in the window are left out
-- param: min_growth integer = 30 | no growth is shown for fewer ads than this in window and base together
-- param: min_source integer = 30 | sources with fewer ads in either window are not compared
-- param: top integer = 0 | only the first so many; 0 for all
-- column: ads ads | ads of the window that want the skill; the n of share, entry_share and remote_share
-- column: employers employers | distinct employers among them; unnamed ones count one per ad
-- column: share share | of all ads of the window
-- column: employer_share share | of all employers of the window
-- column: rank_low rank | best rank that the intervals of share allow
-- column: rank_high rank | worst rank that the intervals of share allow
-- column: rank_before rank | rank in the base, over the sources compared
-- column: rank_change ranks | places won since the base, over the sources compared
-- column: change share | share in the window less share in the base, over the sources compared
-- column: growth ratio | share in the window over share in the base, over the sources compared
-- column: verdict text | rising, falling, no clear change, or why there is none
-- column: top_employer share | largest part of the skill's ads that comes from one employer
-- column: note text | what to mind
with picked as (
    select
        *,
        case when day between $since::date and $until::date then 1 else 0 end as is_now
    from selected($source::varchar, $country::varchar, $employment::varchar)
    where day between $since::date and $until::date or day between $base_since::date and $base_until::date
),
wanted as (
    select p.is_now, p.source, p.employer_id, p.entry_level, p.remote, m.skill, m.skill_name, m.category
    from picked as p
    join mentions as m on m.version_key = p.version_key
    where m.polarity = 'wanted' and ($category::varchar is null or m.category = $category::varchar)
),
-- The size of each window, and of its employers for the design effect.
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
    select is_now, skill, employer_id, count(*) as ads from wanted group by is_now, skill, employer_id
),
clustered as (
    select
        s.is_now, s.skill,
        sum(s.ads) as ads, count(*) as employers, max(s.ads) as top_ads,
        sum(s.ads * s.ads) as squares, sum(s.ads * e.ads) as products
    from skill_employers as s
    join employer_sizes as e on e.is_now = s.is_now and e.employer_id = s.employer_id
    group by s.is_now, s.skill
),
shares as (
    select
        c.is_now, c.skill, c.ads, c.employers, c.top_ads,
        c.ads / z.ads as share, c.employers / z.employers as employer_share,
        z.ads as all_ads, z.employers as all_employers,
        -- Linearised variance of a share over employers, against that of a simple sample.
        greatest(1, coalesce(
            (c.squares - 2 * c.ads / z.ads * c.products + pow(c.ads / z.ads, 2) * z.squares)
            * z.employers / nullif(z.employers - 1, 0) / nullif(c.ads * (1 - c.ads / z.ads), 0), 1)) as design_effect
    from clustered as c
    join sizes as z on z.is_now = c.is_now
),
now as (
    select
        *,
        wilson_low(share, all_ads / design_effect) as share_low,
        wilson_high(share, all_ads / design_effect) as share_high,
        rank() over (order by ads desc) as rank
    from shares
    where is_now = 1
),
-- Sources that can be compared, with the weight that each has in both windows.
compared as (
    select
        p.source,
        cast(count(*) filter (is_now = 1) as double) as ads_now,
        cast(count(*) filter (is_now = 0) as double) as ads_before,
        cast(count(*) filter (is_now = 0) as double) / sum(count(*) filter (is_now = 0)) over () as weight
    from picked as p
    join source_spans as s on s.source = p.source and s.fair_since <= $base_since::date
    group by p.source
    having count(*) filter (is_now = 1) >= $min_source and count(*) filter (is_now = 0) >= $min_source
),
skill_sources as (
    select
        skill, source,
        count(*) filter (is_now = 1) as ads_now,
        count(*) filter (is_now = 0) as ads_before
    from wanted
    where source in (select source from compared)
    group by skill, source
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
        rank() over (order by share_now desc) as rank_now,
        case when share_before > 0 then rank() over (order by share_before desc) end as rank_before
    from standardised
),
growth as (
    select
        r.skill, r.rank_now, r.rank_before, r.share_now - r.share_before as change,
        r.ads_now + r.ads_before as ads,
        ln(r.share_now / r.share_before) as log_ratio,
        sqrt(r.variance_now * coalesce(a.design_effect, 1) / pow(r.share_now, 2)
            + r.variance_before * coalesce(b.design_effect, 1) / pow(r.share_before, 2)) as log_error
    from ranked as r
    left join shares as a on a.skill = r.skill and a.is_now = 1
    left join shares as b on b.skill = r.skill and b.is_now = 0
    where r.ads_now > 0 and r.ads_before > 0 and r.ads_now + r.ads_before >= $min_growth and r.ads_now >= $min_ads
),
tested as (
    select
        *,
        two_sided(log_ratio / log_error) as p,
        row_number() over (order by two_sided(log_ratio / log_error), skill) as place,
        count(*) over () as tests
    from growth
    where log_error > 0
),
judged as (
    select *, place <= coalesce(max(place) filter (p <= 0.10 * place / tests) over (), 0) as is_clear
    from tested
),
facts as (
    select
        skill,
        any_value(skill_name) as skill_name,
        any_value(category) as category,
        avg(cast(entry_level as integer)) filter (is_now = 1) as entry_share,
        avg(cast(coalesce(remote = 'remote', false) as integer)) filter (is_now = 1) as remote_share
    from wanted
    group by skill
),
-- How many intervals lie wholly above or wholly below, without comparing every pair of skills.
placed as (
    select
        *,
        (select list_sort(list(share_low)) from now) as lows,
        (select list_sort(list(share_high)) from now) as highs
    from now
)
select
    n.rank,
    n.skill, f.skill_name, f.category,
    n.ads, n.employers,
    n.share, n.share_low, n.share_high,
    n.employer_share,
    wilson_low(n.employer_share, n.all_employers) as employer_share_low,
    wilson_high(n.employer_share, n.all_employers) as employer_share_high,
    1 + len(list_filter(n.lows, lambda low: low > n.share_high)) as rank_low,
    len(n.highs) - len(list_filter(n.highs, lambda high: high < n.share_low)) as rank_high,
    r.rank_before,
    r.rank_before - r.rank_now as rank_change,
    j.change,
    exp(j.log_ratio) as growth,
    exp(j.log_ratio - 1.96 * j.log_error) as growth_low,
    exp(j.log_ratio + 1.96 * j.log_error) as growth_high,
    case
        when $base_since::date is null or (select count(*) from compared) = 0 then 'nothing to compare with'
        when j.is_clear and j.log_ratio > 0 then 'rising'
        when j.is_clear then 'falling'
        when j.skill is not null then 'no clear change'
        else 'too few ads'
    end as verdict,
    f.entry_share,
    wilson_low(f.entry_share, n.ads) as entry_share_low,
    wilson_high(f.entry_share, n.ads) as entry_share_high,
    f.remote_share,
    wilson_low(f.remote_share, n.ads) as remote_share_low,
    wilson_high(f.remote_share, n.ads) as remote_share_high,
    n.top_ads / n.ads as top_employer,
    case when n.top_ads > 0.2 * n.ads and n.ads >= 10 then 'over a fifth of the ads come from one employer' end as note
from placed as n
join facts as f on f.skill = n.skill
left join ranked as r on r.skill = n.skill and r.ads_before > 0
left join judged as j on j.skill = n.skill
where n.ads >= $min_ads
qualify $top = 0 or row_number() over (order by n.rank, n.skill) <= $top
order by n.rank, n.skill
