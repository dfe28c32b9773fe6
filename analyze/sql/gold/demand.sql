-- name: demand
-- title: Skills in demand
-- doc: Which skills do ads and employers ask for, and is that rising or falling? Shares are of all ads and
--   all employers of the window. Intervals are at 95 % and come from drawing the employers anew 1,000 times, so
--   that one employer with forty ads is no trend. Those of shares of ads are Wilson's, on the number of
--   independent ads that the draws tell, since the draws themselves leave out too many rare skills; those of
--   shares of employers are Wilson's on their number; those of growth are percentiles of the draws. All are widened for
--   figures that few employers decide. Growth is
--   the ratio of shares in the window and its base, over the sources that were fairly watched in both and
--   gave min_source ads in each, every source weighing the same in both. Verdicts are corrected for the
--   number of skills tested (Benjamini and Hochberg, at most 10 % false). A rank's interval is where the ends of
--   the share's would stand among the other skills. Shrunk figures are pulled towards those of the category, or
--   of all skills, the more the less sure they are. Where there is no growth yet, the verdict names the month from which
--   there will be, or around which the ads since the window began are enough if they go on to come as they have.
--   Entry level and remote are shares of the skill's ads that say so.
-- grain: one row per skill
-- window: recent
-- fit: intervals
-- counts: ads entry remote
-- interval: share = ads / all
-- interval: entry_share = entry / ads
-- interval: remote_share = remote / ads
-- params: since until source category country employment role level remote
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
-- column: share_shrunk share | share, pulled towards those of its category as far as it is unsure; no interval: for ranking; that of share says how sure it is
-- column: rank_low rank | best rank that the interval of share allows
-- column: rank_high rank | worst rank that the interval of share allows
-- column: rank_before rank | rank in the base, over the sources compared
-- column: rank_change ranks | places won since the base, over the sources compared; no interval: rank_verdict says whether it is chance
-- column: rank_verdict text | up or down where the intervals of the two ranks do not overlap, else within chance
-- column: change share | share in the window less share in the base, over the sources compared
-- column: growth ratio | share in the window over share in the base, over the sources compared
-- column: growth_shrunk ratio | growth, pulled towards that of all skills tested as far as it is unsure; no interval: for ranking; that of growth says how sure it is
-- column: employer_growth ratio | the same for the share of employers, each counted once in a window
-- column: verdict text | rising, falling, no clear change, or why there is none
-- column: top_employer share | largest part of the skill's ads that comes from one employer; no interval: a count of all, not a sample
-- column: note text | what to mind
with shares as (
    from skill_shares(
        $since::date, $until::date,
        $source::varchar, $country::varchar, $employment::varchar,
        $role::varchar, $level::varchar, $remote::varchar, $category::varchar)
),
growth as (
    from skill_growth(
        $since::date, $until::date, $base_since::date, $base_until::date,
        $source::varchar, $country::varchar, $employment::varchar,
        $role::varchar, $level::varchar, $remote::varchar, $category::varchar,
        $min_source, $min_growth)
),
-- The most ads of the window that a source has of those asked for: fewer than min_source cannot be compared, whatever
-- they would be compared with.
most as (
    select coalesce(max(ads), 0) as ads
    from (
        select count(*) as ads
        from selected(
            $source::varchar, $country::varchar, $employment::varchar,
            $role::varchar, $level::varchar, $remote::varchar)
        where day between $since::date and $until::date and not is_late
        group by source
    )
),
ranked as (
    select
        *,
        case when skill is not null then rank() over (partition by skill is null order by ads desc) end as rank,
        ads >= $min_ads and ($concepts or not concept) as is_wanted
    from shares
)
select
    n.rank,
    n.skill, n.skill_name, n.category, n.concept,
    n.ads, n.employers,
    n.share, null::double as share_low, null::double as share_high,
    null::double as share_shrunk,
    n.employer_share,
    wilson_low(n.employer_share, n.all_employers) as employer_share_low,
    wilson_high(n.employer_share, n.all_employers) as employer_share_high,
    null::bigint as rank_low, null::bigint as rank_high,
    g.rank_before, null::bigint as rank_before_low, null::bigint as rank_before_high,
    g.rank_before - g.rank_now as rank_change, null::varchar as rank_verdict,
    case when g.growth is not null then g.share_now - g.share_before end as change,
    null::double as change_low, null::double as change_high,
    g.growth, null::double as growth_low, null::double as growth_high,
    null::double as growth_shrunk,
    g.employer_growth, null::double as employer_growth_low, null::double as employer_growth_high,
    case
        when (select count(*) from growth) = 0 and most.ads < $min_source
            and coalesce($country::varchar, $employment::varchar, $role::varchar, $level::varchar, $remote::varchar) is not null then
        'too few ads of any source to compare (n=' || most.ads || ')'
        when (select count(*) from growth) = 0 then
        'nothing to compare with' || due_from('a window before', p.compares, p.today)
        when g.growth is null then
        'too few ads (n=' || coalesce(g.ads_now + g.ads_before, 0)
            || due_around(coalesce(g.ads_now + g.ads_before, 0), g.ads_now, $min_growth, $since, p.today) || ')'
    end as verdict,
    n.entry_share, null::double as entry_share_low, null::double as entry_share_high,
    n.remote_share, null::double as remote_share_low, null::double as remote_share_high,
    n.top_ads / n.ads as top_employer,
    case when n.top_ads > 0.2 * n.ads and n.ads >= 10 then 'over a fifth of the ads come from one employer' end as note,
    n.is_wanted and (
        $top = 0 or row_number() over (partition by coalesce(n.is_wanted, false) order by n.rank, n.skill) <= $top
    ) as is_shown,
    n.by_employer, g.by_source, g.rank_now as by_rank
from ranked as n
left join growth as g on g.skill is not distinct from n.skill
cross join present($since::date, $until::date, $source::varchar) as p
cross join most
order by n.rank, n.skill
;
-- adverts: ads | ads of the window that want the skill
from adverts_wanting(
    $since::date, $until::date, false, $source::varchar, $country::varchar, $employment::varchar,
    $role::varchar, $level::varchar, $remote::varchar, $row_skill::varchar, $adverts)
