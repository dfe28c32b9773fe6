-- name: next
-- title: What to learn next
-- doc: For someone who has certain skills: the skills that each open the most ads. An ad is open when every
--   named technology it wants, but for nice-to-haves, is had; disciplines and methods are no bar. A skill
--   opens the ads for which it alone is missing. Beside that: how near it is to what one has, how
--   friendly its ads are to beginners, and what ads offer that want it together with a skill one has
--   against those that want such a skill without it, each employer weighing the same. beside_premium is the same
--   among ads that want one skill one has, named in beside: the one that most of them want. These are differences
--   between ads, not what learning a skill earns. Ranked by the product: ads opened times 1 + nearness times
--   1 + entry share times 1 + premium, where the premium counts only if its interval leaves out 0.
-- grain: one row per skill that one does not have
-- window: recent
-- params: since until source category country employment role level remote
-- param: have text | the skills one has, by id, name or alias, with commas between
-- param: rate number | what one asks now, in dollars for the period
-- param: period text = hour | period of pay to compare: hour, day, month or year, never mixed
-- param: min_opened integer = 5 | skills that open fewer ads are left out
-- param: min_beside integer = 50 | ads with pay that want a skill and that of beside, for a figure of the two
-- param: top integer = 20 | only the first so many; 0 for all
-- column: score index | the product that ranks; it has no unit
-- column: opened ads | ads for which this skill alone is missing
-- column: opened_share share | of all ads that want named technologies
-- column: open_now ads | ads that are open without it
-- column: ads ads | ads that want the skill; the n of near and entry_share
-- column: near share | of these, ads that also want a skill one has
-- column: entry_share share | of these, ads open to beginners
-- column: premium share | what ads with it offer more, beside a skill one has; withheld below 10 ads or 5 employers
-- column: premium_n ads | ads with pay that want it beside a skill one has
-- column: beside text | the skill one has that most ads with pay want together with it
-- column: beside_premium share | what ads with the two offer more than ads that want beside without it
-- column: beside_n ads | ads with pay that want the two
-- column: at_rate share | of these, ads whose upper end is at least the rate
-- column: examples list | newest ads that it opens
-- column: note text | why a figure is withheld
with words as (
    select distinct lower(trim(word)) as word
    from (select unnest(string_split(coalesce($have::varchar, ''), ',')) as word)
    where trim(word) <> ''
),
had as (
    select word as skill from words
    union
    select s.id
    from skills as s
    join words as w on w.word = lower(s.name) or list_contains(list_transform(s.aliases, lambda alias: lower(alias)), w.word)
),
picked as (
    select version_key, employer_id, entry_level, day, title, url
    from selected(
        $source::varchar, $country::varchar, $employment::varchar, $role::varchar, $level::varchar, $remote::varchar)
    where day between $since::date and $until::date
),
wanted as (
    select
        p.*, m.skill, m.skill_name, m.category,
        m.skill in (from had) as is_had,
        m.strength <> 'preferred' as is_needed
    from picked as p
    join mentions as m on m.version_key = p.version_key
    where m.polarity = 'wanted' and not m.concept
),
needs as (
    select
        version_key,
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
        count(*) filter (needed > 0 and missing = 0) as open_now
    from needs
),
opened as (
    select
        n.missing_skill as skill,
        count(*) as opened,
        list(coalesce(p.url, p.title) order by p.day desc, p.version_key)[1:3] as examples
    from needs as n
    join picked as p on p.version_key = n.version_key
    where n.missing = 1
    group by n.missing_skill
    having count(*) >= $min_opened
),
-- What ads offer that want a skill one has, in one period.
paid as (
    select n.version_key, p.employer_id, ln(p.mid) as log_mid, p.high
    from needs as n
    join ad_pay as p on p.version_key = n.version_key
    where n.wants_had and p.kind = 'offer' and p.period = $period and p.mid > 0
),
-- The same ads once for each skill one has that they want.
beside_paid as (
    select w.skill as beside, w.skill_name as beside_name, p.version_key, p.employer_id, p.log_mid
    from paid as p
    join wanted as w on w.version_key = p.version_key
    where w.is_had
),
besides as (
    select o.skill, b.beside, any_value(b.beside_name) as beside_name, count(*) as n
    from opened as o
    join wanted as w on w.skill = o.skill
    join beside_paid as b on b.version_key = w.version_key
    where o.skill not in (from had)
    group by o.skill, b.beside
    qualify row_number() over (partition by o.skill order by count(*) desc, b.beside) = 1
),
-- Ads to compare: by any skill one has, and by that of beside.
sides as (
    select o.skill, '' as beside, p.employer_id, p.log_mid, p.high, w.version_key is not null as has_skill
    from opened as o
    cross join paid as p
    left join wanted as w on w.version_key = p.version_key and w.skill = o.skill
    union all
    select s.skill, s.beside, b.employer_id, b.log_mid, null, w.version_key is not null
    from besides as s
    join beside_paid as b on b.beside = s.beside
    left join wanted as w on w.version_key = b.version_key and w.skill = s.skill
    where s.n >= $min_beside
),
employers as (
    select skill, beside, has_skill, employer_id, avg(log_mid) as log_mid
    from sides
    group by skill, beside, has_skill, employer_id
),
levels as (
    select
        skill, beside,
        count(*) filter (has_skill) as employers_with,
        count(*) filter (not has_skill) as employers_without,
        avg(log_mid) filter (has_skill) - avg(log_mid) filter (not has_skill) as log_premium,
        var_samp(log_mid) filter (has_skill) / count(*) filter (has_skill) as square_with,
        var_samp(log_mid) filter (not has_skill) / nullif(count(*) filter (not has_skill), 0) as square_without
    from employers
    group by skill, beside
),
pay_counts as (
    select
        skill, beside,
        count(*) filter (has_skill) as ads_with,
        count(*) filter (not has_skill) as ads_without,
        avg(cast(high >= $rate::double as integer)) filter (has_skill) as at_rate
    from sides
    group by skill, beside
),
premiums as (
    select
        c.*, l.log_premium,
        welch_quantile(l.square_with, l.employers_with, l.square_without, l.employers_without)
        * sqrt(l.square_with + l.square_without) as log_half,
        coalesce(least(c.ads_with, c.ads_without) >= 10 and least(l.employers_with, l.employers_without) >= 5, false) as is_shown
    from pay_counts as c
    join levels as l on l.skill = c.skill and l.beside = c.beside
),
facts as (
    select
        w.skill, any_value(w.skill_name) as skill_name, any_value(w.category) as category,
        count(*) as ads,
        avg(cast(w.entry_level as integer)) as entry_share,
        avg(cast(n.wants_had as integer)) as near
    from wanted as w
    join needs as n on n.version_key = w.version_key
    where w.skill in (select skill from opened)
    group by w.skill
),
scored as (
    select
        f.*, o.opened, o.examples, t.open_now, t.ads as all_ads,
        p.ads_with, p.at_rate, p.log_premium, p.log_half, coalesce(p.is_shown, false) as is_shown,
        s.beside_name as beside, coalesce(s.n, 0) as beside_n,
        b.log_premium as beside_log, b.log_half as beside_half, coalesce(b.is_shown, false) as is_beside_shown,
        o.opened * (1 + f.near) * (1 + f.entry_share)
        * case when p.is_shown and abs(p.log_premium) > p.log_half then exp(p.log_premium) else 1 end as score
    from opened as o
    join facts as f on f.skill = o.skill
    cross join totals as t
    left join premiums as p on p.skill = o.skill and p.beside = ''
    left join besides as s on s.skill = o.skill
    left join premiums as b on b.skill = s.skill and b.beside = s.beside
)
select
    row_number() over (order by score desc, skill) as rank,
    skill, skill_name, category, score,
    opened, opened / all_ads as opened_share,
    wilson_low(opened / all_ads, all_ads) as opened_share_low,
    wilson_high(opened / all_ads, all_ads) as opened_share_high,
    open_now, ads,
    near, wilson_low(near, ads) as near_low, wilson_high(near, ads) as near_high,
    entry_share, wilson_low(entry_share, ads) as entry_share_low, wilson_high(entry_share, ads) as entry_share_high,
    case when is_shown then exp(log_premium) - 1 end as premium,
    case when is_shown then exp(log_premium - log_half) - 1 end as premium_low,
    case when is_shown then exp(log_premium + log_half) - 1 end as premium_high,
    coalesce(ads_with, 0) as premium_n,
    beside,
    case when is_beside_shown then exp(beside_log) - 1 end as beside_premium,
    case when is_beside_shown then exp(beside_log - beside_half) - 1 end as beside_premium_low,
    case when is_beside_shown then exp(beside_log + beside_half) - 1 end as beside_premium_high,
    beside_n,
    case when ads_with >= 10 then at_rate end as at_rate,
    case when ads_with >= 10 then wilson_low(at_rate, ads_with) end as at_rate_low,
    case when ads_with >= 10 then wilson_high(at_rate, ads_with) end as at_rate_high,
    examples,
    nullif(concat_ws(
        '; ',
        case
            when coalesce(ads_with, 0) < 10 then 'no premium: too few ads with pay (n=' || coalesce(ads_with, 0) || ')'
            when not is_shown then 'no premium: too few employers, or nothing to compare with'
        end,
        case
            when beside is null then null
            when beside_n < $min_beside then 'beside ' || beside || ': too few ads with pay (n=' || beside_n || ')'
            when not is_beside_shown then 'beside ' || beside || ': too few employers, or nothing to compare with'
        end
    ), '') as note
from scored
where ($category::varchar is null or category = $category::varchar)
    and skill not in (from had)
qualify $top = 0 or row_number() over (order by score desc, skill) <= $top
order by score desc, skill
;
-- adverts: ads | ads of the window that want the skill
from adverts(
    array(
        select version_key
        from wanting_skill(
            $since::date, $until::date, false, $source::varchar, $country::varchar, $employment::varchar,
            $role::varchar, $level::varchar, $remote::varchar,
            $row_skill::varchar)
    ),
    $row_skill::varchar, null, null, $adverts)
