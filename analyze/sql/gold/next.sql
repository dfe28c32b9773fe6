-- name: next
-- title: What to learn next
-- doc: For someone who has certain skills: the skills that each open the most ads. An ad is open when every
--   named technology it wants, but for nice-to-haves, is had; disciplines and methods are no bar. A skill
--   opens the ads for which it alone is missing. Beside that: how near it is to what one has, how
--   friendly its ads are to beginners, and what ads offer that want it together with a skill one has
--   against those that want such a skill without it, each employer weighing the same. That is a difference
--   between ads, not what learning it earns. Ranked by the product: ads opened times 1 + nearness times
--   1 + entry share times 1 + premium, where the premium counts only if its interval leaves out 0.
-- grain: one row per skill that one does not have
-- window: recent
-- params: since until source category country employment
-- param: have text | the skills one has, by id, name or alias, with commas between
-- param: rate number | what one asks now, in dollars for the period
-- param: period text = hour | period of pay to compare: hour, day, month or year, never mixed
-- param: min_opened integer = 5 | skills that open fewer ads are left out
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
    from selected($source::varchar, $country::varchar, $employment::varchar)
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
sides as (
    select o.skill, p.employer_id, p.log_mid, p.high, w.version_key is not null as has_skill
    from opened as o
    cross join paid as p
    left join wanted as w on w.version_key = p.version_key and w.skill = o.skill
),
employers as (
    select skill, has_skill, employer_id, avg(log_mid) as log_mid from sides group by skill, has_skill, employer_id
),
levels as (
    select
        skill,
        count(*) filter (has_skill) as employers_with,
        count(*) filter (not has_skill) as employers_without,
        avg(log_mid) filter (has_skill) - avg(log_mid) filter (not has_skill) as log_premium,
        sqrt(var_samp(log_mid) filter (has_skill) / count(*) filter (has_skill)
            + var_samp(log_mid) filter (not has_skill) / nullif(count(*) filter (not has_skill), 0)) as log_error
    from employers
    group by skill
),
pay_counts as (
    select
        skill,
        count(*) filter (has_skill) as ads_with,
        count(*) filter (not has_skill) as ads_without,
        avg(cast(high >= $rate::double as integer)) filter (has_skill) as at_rate
    from sides
    group by skill
),
premiums as (
    select
        c.*, l.log_premium, l.log_error,
        coalesce(least(c.ads_with, c.ads_without) >= 10 and least(l.employers_with, l.employers_without) >= 5, false) as is_shown
    from pay_counts as c
    join levels as l on l.skill = c.skill
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
        p.ads_with, p.at_rate, p.log_premium, p.log_error, coalesce(p.is_shown, false) as is_shown,
        o.opened * (1 + f.near) * (1 + f.entry_share)
        * case when p.is_shown and abs(p.log_premium) > 1.96 * p.log_error then exp(p.log_premium) else 1 end as score
    from opened as o
    join facts as f on f.skill = o.skill
    cross join totals as t
    left join premiums as p on p.skill = o.skill
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
    case when is_shown then exp(log_premium - 1.96 * log_error) - 1 end as premium_low,
    case when is_shown then exp(log_premium + 1.96 * log_error) - 1 end as premium_high,
    coalesce(ads_with, 0) as premium_n,
    case when ads_with >= 10 then at_rate end as at_rate,
    case when ads_with >= 10 then wilson_low(at_rate, ads_with) end as at_rate_low,
    case when ads_with >= 10 then wilson_high(at_rate, ads_with) end as at_rate_high,
    examples,
    case
        when coalesce(ads_with, 0) < 10 then 'no premium: too few ads with pay (n=' || coalesce(ads_with, 0) || ')'
        when not is_shown then 'no premium: too few employers, or nothing to compare with'
    end as note
from scored
where ($category::varchar is null or category = $category::varchar)
    and skill not in (from had)
qualify $top = 0 or row_number() over (order by score desc, skill) <= $top
order by score desc, skill
