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
-- param: concepts boolean = true | also disciplines and methods, not only named technologies
-- param: min_ads integer = 5 | skills with fewer ads in the window are left out
-- param: min_growth integer = 30 | no growth is shown for fewer ads than this in window and base together
-- param: min_source integer = 30 | sources with fewer ads in either window are not compared
-- param: top integer = 0 | only the first so many; 0 for all
-- column: rank rank | by ads, disciplines and methods always counted in
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
-- column: employer_growth ratio | the same for the share of employers, each counted once in a window
-- column: verdict text | rising, falling, no clear change, or why there is none
-- column: top_employer share | largest part of the skill's ads that comes from one employer
-- column: note text | what to mind
with shares as (
    from skill_shares(
        $since::date, $until::date, $base_since::date, $base_until::date,
        $source::varchar, $country::varchar, $employment::varchar, $category::varchar)
),
growth as (
    from skill_growth(
        $since::date, $until::date, $base_since::date, $base_until::date,
        $source::varchar, $country::varchar, $employment::varchar, $category::varchar,
        $min_source, $min_growth)
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
facts as (
    select
        m.skill,
        any_value(m.skill_name) as skill_name,
        any_value(m.category) as category,
        bool_or(m.concept) as concept,
        avg(cast(a.entry_level as integer)) as entry_share,
        avg(cast(coalesce(a.remote = 'remote', false) as integer)) as remote_share
    from selected($source::varchar, $country::varchar, $employment::varchar) as a
    join mentions as m on m.version_key = a.version_key
    where m.polarity = 'wanted' and a.day between $since::date and $until::date
    group by m.skill
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
    n.skill, f.skill_name, f.category, f.concept,
    n.ads, n.employers,
    n.share, n.share_low, n.share_high,
    n.employer_share,
    wilson_low(n.employer_share, n.all_employers) as employer_share_low,
    wilson_high(n.employer_share, n.all_employers) as employer_share_high,
    1 + len(list_filter(n.lows, lambda low: low > n.share_high)) as rank_low,
    len(n.highs) - len(list_filter(n.highs, lambda high: high < n.share_low)) as rank_high,
    g.rank_before,
    g.rank_before - g.rank_now as rank_change,
    case when g.log_ratio is not null then g.share_now - g.share_before end as change,
    exp(g.log_ratio) as growth,
    exp(g.log_ratio - 1.96 * g.log_error) as growth_low,
    exp(g.log_ratio + 1.96 * g.log_error) as growth_high,
    exp(g.employer_log_ratio) as employer_growth,
    exp(g.employer_log_ratio - 1.96 * g.employer_log_error) as employer_growth_low,
    exp(g.employer_log_ratio + 1.96 * g.employer_log_error) as employer_growth_high,
    case
        when (select count(*) from growth) = 0 then 'nothing to compare with'
        else coalesce(g.verdict, 'too few ads')
    end as verdict,
    f.entry_share,
    wilson_low(f.entry_share, n.ads) as entry_share_low,
    wilson_high(f.entry_share, n.ads) as entry_share_high,
    f.remote_share,
    wilson_low(f.remote_share, n.ads) as remote_share_low,
    wilson_high(f.remote_share, n.ads) as remote_share_high,
    n.top_ads / n.ads as top_employer,
    case
        when n.top_ads > 0.2 * n.ads and n.ads >= 10 then 'over a fifth of the ads come from one employer'
        when g.verdict = 'rising' and g.employer_log_ratio <= 0 then 'more ads, but not of more employers'
        when g.verdict = 'falling' and g.employer_log_ratio >= 0 then 'fewer ads, but not of fewer employers'
    end as note
from placed as n
join facts as f on f.skill = n.skill
left join growth as g on g.skill = n.skill
where n.ads >= $min_ads and ($concepts or not f.concept)
qualify $top = 0 or row_number() over (order by n.rank, n.skill) <= $top
order by n.rank, n.skill
