-- name: next
-- title: What to learn next
-- doc: For someone who has certain skills: the skills that each open ads of the most employers. An ad is open when every
--   named technology it wants, but for nice-to-haves, is had; disciplines and methods are no bar. A skill
--   opens the ads for which it alone is missing. Ads of archives without a date count, too, unless undated is false:
--   marketplaces for freelancers are known from these. An employer counts once, however many ads it has; one without a
--   name counts once per ad. Beside that: how near the skill is to what one has, how
--   friendly its ads are to beginners, and what ads offer that want it together with a skill one has
--   against those that want such a skill without it, each employer weighing the same. beside_premium is the same
--   among ads that want one skill one has, named in beside: the one that most of them want. These are differences
--   between ads, not what learning a skill earns. near is the mean, over the skills one has, of their normalised
--   pointwise mutual information with the skill: ln(n N / (a b)) / -ln(n / N), where of N employers a want the one, b the
--   other and n both in one ad. What is below 0, and a pair that fewer than min_employers want, counts as 0. Ranked by
--   score: employers whose ads the skill opens, times 1 + entry share, times 1 + premium where its interval leaves out
--   0, divided by the distance, which is 1 / near. Skills as near as by chance or less come last, and where no ad wants a
--   skill one has, the distance is left out. Intervals of shares are at 95 % and come from drawing the employers anew
--   1,000 times, as in the question demand.
-- grain: one row per skill that one does not have
-- window: recent
-- fit: intervals
-- counts: opened ads beside entry paid reach
-- interval: opened_share = opened / all
-- interval: beside_share = beside / ads
-- interval: entry_share = entry / ads
-- interval: at_rate = reach / paid
-- params: since until source category country employment role level remote
-- param: undated boolean = true | also count the ads of archives that have no date
-- param: have text | the skills one has, by id, name or alias, with commas between
-- param: rate number | what one asks now, in dollars for the period
-- param: period text = hour | period of pay to compare: hour, day, month or year, never mixed
-- param: kind text = offer | offer, or budget: a band that a client chose from a menu; never mixed
-- param: min_opened integer = 5 | skills that open fewer ads are left out
-- param: min_employers integer = 5 | skills whose opened ads come from fewer employers are left out
-- param: min_beside integer = 50 | ads with pay that want a skill and that of beside, for a figure of the two
-- param: top integer = 20 | only the first so many; 0 for all
-- column: score index | the product that ranks; it has no unit; no interval: for ranking; its parts have theirs
-- column: opened ads | ads for which this skill alone is missing
-- column: opened_employers employers | distinct employers among them; unnamed ones count one per ad
-- column: opened_share share | ads that it opens, of all ads that want named technologies
-- column: open_now ads | ads that are open without it
-- column: ads ads | ads that want the skill; the n of beside_share and entry_share
-- column: employers employers | distinct employers among them
-- column: near index | how near it is to what one has, from 0, at chance or less, to 1; none where no ad wants what one has; no interval: for ranking; pairs has that of npmi
-- column: beside_share share | of the ads that want the skill, ads that also want one that one has
-- column: entry_share share | of the ads that want the skill, ads open to beginners
-- column: premium share | what ads with it offer more, beside a skill one has; withheld below 10 ads or 5 employers
-- column: premium_n ads | ads with pay that want it beside a skill one has; the n of at_rate
-- column: beside text | the skill one has that most ads with pay want together with it
-- column: beside_premium share | what ads with the two offer more than ads that want beside without it
-- column: beside_n ads | ads with pay that want the two
-- column: at_rate share | of the ads of premium_n, those whose upper end is at least the rate; withheld as premium is
-- column: examples list | newest ads that it opens, one of an employer
-- column: note text | why a figure is withheld, or what to mind
with wanted as (
    from technologies_wanted(
        $since::date, $until::date, $undated, $source::varchar, $country::varchar, $employment::varchar,
        $role::varchar, $level::varchar, $remote::varchar, $have::varchar)
),
needs as (
    select
        version_key, any_value(draw) as draw, any_value(day) as day, any_value(coalesce(url, title)) as example,
        bool_or(is_had) as wants_had,
        count(*) filter (is_needed) as needed,
        count(*) filter (is_needed and not is_had) as missing,
        any_value(skill) filter (is_needed and not is_had) as missing_skill
    from wanted
    group by version_key
),
totals as (
    select
        cast(count(*) filter (needed > 0) as double) as ads,
        count(*) filter (needed > 0 and missing = 0) as open_now,
        cast(count(distinct draw) as double) as employers
    from needs
),
opening as (
    select
        missing_skill as skill, version_key, day, example,
        row_number() over (partition by missing_skill, draw order by day desc nulls last, version_key) as turn
    from needs
    where missing = 1
),
opened as (
    select
        skill,
        count(*) as opened,
        count(*) filter (turn = 1) as opened_employers,
        max(turn) as top_ads,
        (list(example order by day desc nulls last, version_key) filter (turn = 1))[1:3] as examples
    from opening
    group by skill
    having count(*) >= $min_opened and count(*) filter (turn = 1) >= $min_employers
),
-- What ads offer that want a skill one has, in one period.
paid as (
    select n.version_key, n.draw, ln(p.mid) as log_mid, p.high
    from needs as n
    join ad_pay as p on p.version_key = n.version_key
    where n.wants_had and p.kind = $kind and p.period = $period and p.mid > 0
),
-- The same ads once for each skill one has that they want.
beside_paid as (
    select w.skill as beside, w.skill_name as beside_name, p.version_key, p.draw, p.log_mid
    from paid as p
    join wanted as w on w.version_key = p.version_key
    where w.is_had
),
besides as (
    select o.skill, b.beside, any_value(b.beside_name) as beside_name, count(*) as n
    from opened as o
    join wanted as w on w.skill = o.skill
    join beside_paid as b on b.version_key = w.version_key
    group by o.skill, b.beside
    qualify row_number() over (partition by o.skill order by count(*) desc, b.beside) = 1
),
-- Ads to compare: by any skill one has, and by that of beside.
sides as (
    select o.skill, '' as beside, p.draw, p.log_mid, w.version_key is not null as has_skill
    from opened as o
    cross join paid as p
    left join wanted as w on w.version_key = p.version_key and w.skill = o.skill
    union all
    select s.skill, s.beside, b.draw, b.log_mid, w.version_key is not null
    from besides as s
    join beside_paid as b on b.beside = s.beside
    left join wanted as w on w.version_key = b.version_key and w.skill = s.skill
    where s.n >= $min_beside
),
pay_by_draw as (
    select skill, beside, has_skill, draw, avg(log_mid) as log_mid, count(*) as ads
    from sides
    group by skill, beside, has_skill, draw
),
levels as (
    select
        skill, beside,
        least(sum(ads) filter (has_skill), sum(ads) filter (not has_skill)) as least_ads,
        count(*) filter (has_skill) as employers_with,
        count(*) filter (not has_skill) as employers_without,
        avg(log_mid) filter (has_skill) - avg(log_mid) filter (not has_skill) as log_premium,
        var_samp(log_mid) filter (has_skill) / count(*) filter (has_skill) as square_with,
        var_samp(log_mid) filter (not has_skill) / nullif(count(*) filter (not has_skill), 0) as square_without
    from pay_by_draw
    group by skill, beside
),
premiums as (
    select
        skill, beside, log_premium,
        welch_quantile(square_with, employers_with, square_without, employers_without) * sqrt(square_with + square_without) as log_half,
        coalesce(least_ads >= 10 and least(employers_with, employers_without) >= 5, false) as is_shown
    from levels
),
by_draw as (
    select
        w.skill, w.draw, any_value(w.skill_name) as skill_name, any_value(w.category) as category,
        count(*) filter (n.missing = 1 and n.missing_skill = w.skill) as opened,
        count(*) as ads,
        count(*) filter (n.wants_had) as beside,
        count(*) filter (w.entry_level) as entry,
        count(p.version_key) as paid,
        count(*) filter (p.high >= $rate::double) as reach
    from wanted as w
    join needs as n on n.version_key = w.version_key
    left join paid as p on p.version_key = w.version_key
    where w.skill in (select skill from opened)
    group by w.skill, w.draw
),
facts as (
    select
        skill, any_value(skill_name) as skill_name, any_value(category) as category,
        cast(sum(ads) as bigint) as ads,
        count(*) as employers,
        sum(beside) / sum(ads) as beside_share,
        sum(entry) / sum(ads) as entry_share,
        cast(sum(paid) as bigint) as paid,
        coalesce($rate::double is not null and sum(paid) >= 10 and count(*) filter (paid > 0) >= 5, false) as is_rate_shown,
        sum(reach) / sum(paid) as at_rate
    from by_draw
    group by skill
),
drawn as (
    select
        b.skill,
        flatten(list(case
            when f.is_rate_shown then [b.draw, b.opened, b.ads, b.beside, b.entry, b.paid, b.reach]
            else [b.draw, b.opened, b.ads, b.beside, b.entry, 0, 0]
        end)) as by_employer
    from by_draw as b
    join facts as f on f.skill = b.skill
    group by b.skill
),
-- How near each skill is to each one had.
had_employers as (
    select skill as had, cast(count(distinct draw) as double) as employers from wanted where is_had group by skill
),
paired as (
    select w.skill, h.skill as had, count(distinct w.draw) as employers
    from wanted as w
    join wanted as h on h.version_key = w.version_key and h.is_had
    where w.skill in (select skill from opened)
    group by w.skill, h.skill
    having count(distinct w.draw) >= $min_employers
),
nearness as (
    select
        f.skill,
        avg(case
            when b.employers is null then 0
            when b.employers = t.employers then 1
            else greatest(0, ln(b.employers * t.employers / (f.employers * h.employers)) / -ln(b.employers / t.employers))
        end order by h.had) as near
    from facts as f
    cross join had_employers as h
    cross join totals as t
    left join paired as b on b.skill = f.skill and b.had = h.had
    group by f.skill
),
scored as (
    select
        f.*, o.opened, o.opened_employers, o.examples, t.open_now, t.ads as all_ads, n.near,
        p.log_premium, p.log_half, coalesce(p.is_shown, false) as is_shown,
        s.beside_name as beside, coalesce(s.n, 0) as beside_n,
        b.log_premium as beside_log, b.log_half as beside_half, coalesce(b.is_shown, false) as is_beside_shown,
        o.top_ads > 0.2 * o.opened and o.opened >= 10 as is_of_one,
        o.opened_employers * coalesce(n.near, 1) * (1 + f.entry_share)
        * case when p.is_shown and abs(p.log_premium) > p.log_half then exp(p.log_premium) else 1 end as score
    from opened as o
    join facts as f on f.skill = o.skill
    cross join totals as t
    left join nearness as n on n.skill = o.skill
    left join premiums as p on p.skill = o.skill and p.beside = ''
    left join besides as s on s.skill = o.skill
    left join premiums as b on b.skill = s.skill and b.beside = s.beside
),
shown as (
    select *, row_number() over (order by score desc, opened_employers desc, skill) as rank
    from scored
    where $category::varchar is null or category = $category::varchar
    qualify $top = 0 or rank <= $top
),
-- The row of all employers, from whom the intervals of opened_share are drawn.
every as (
    select flatten(list([draw, ads, 0, 0, 0, 0, 0])) as by_employer
    from (select draw, count(*) as ads from needs where needed > 0 group by draw)
)
select
    rank,
    s.skill, skill_name, category, score,
    opened, opened_employers,
    opened / all_ads as opened_share, null::double as opened_share_low, null::double as opened_share_high,
    open_now, ads, employers, near,
    beside_share, null::double as beside_share_low, null::double as beside_share_high,
    entry_share, null::double as entry_share_low, null::double as entry_share_high,
    case when is_shown then exp(log_premium) - 1 end as premium,
    case when is_shown then exp(log_premium - log_half) - 1 end as premium_low,
    case when is_shown then exp(log_premium + log_half) - 1 end as premium_high,
    paid as premium_n,
    beside,
    case when is_beside_shown then exp(beside_log) - 1 end as beside_premium,
    case when is_beside_shown then exp(beside_log - beside_half) - 1 end as beside_premium_low,
    case when is_beside_shown then exp(beside_log + beside_half) - 1 end as beside_premium_high,
    beside_n,
    case when is_rate_shown then at_rate end as at_rate, null::double as at_rate_low, null::double as at_rate_high,
    examples,
    nullif(concat_ws(
        '; ',
        case when is_of_one then 'over a fifth of the ads that it opens come from one employer' end,
        case
            when $have::varchar is null then 'no premium: it is told beside what one has, see --have'
            when paid < 10 then 'no premium: too few ads with pay (n=' || paid || ')'
            when not is_shown then 'no premium: too few employers, or nothing to compare with'
        end,
        case
            when beside is null then null
            when beside_n < $min_beside then 'beside ' || beside || ': too few ads with pay (n=' || beside_n || ')'
            when not is_beside_shown then 'beside ' || beside || ': too few employers, or nothing to compare with'
        end
    ), '') as note,
    d.by_employer
from shown as s
join drawn as d on d.skill = s.skill
union all by name
select null::bigint as rank, by_employer from every
order by rank nulls last
;
-- adverts: opened | ads that the skill opens: it alone is missing
from adverts(
    array(
        select version_key
        from technologies_wanted(
            $since::date, $until::date, $undated, $source::varchar, $country::varchar, $employment::varchar,
            $role::varchar, $level::varchar, $remote::varchar, $have::varchar)
        where is_needed and not is_had
        group by version_key
        having count(*) = 1 and any_value(skill) = $row_skill::varchar
    ),
    $row_skill::varchar, null, null, $adverts)
