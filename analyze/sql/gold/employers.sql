-- name: employers
-- title: Who is hiring
-- doc: The employers with the most new jobs in the window and what they ask for. The figures are counts of what
--   was seen, not samples, and have no interval. Ads that name no employer are in no row; the share of the
--   window that they are stands in unnamed_share.
-- grain: one row per employer
-- window: recent
-- params: since until source category country employment role level remote
-- param: min_ads integer = 2 | employers with fewer jobs are left out
-- param: top integer = 100 | only the first so many; 0 for all
-- column: ads ads | new jobs of the window
-- column: share share | of all ads of the window that name an employer; no interval: a count of all, not a sample
-- column: months months | months of the window with a new job
-- column: entry_ads ads | of these, open to beginners
-- column: remote_ads ads | of these, remote
-- column: pay_ads ads | of these, stating pay
-- column: ai_ads ads | of these, asking for AI skills or tools
-- column: skills list | the five skills wanted most
-- column: unnamed_share share | ads of the window that name no employer; no interval: a count of all, not a sample
with picked as (
    select a.*
    from wanting(
        $source::varchar, $country::varchar, $employment::varchar,
        $role::varchar, $level::varchar, $remote::varchar, $category::varchar) as a
    where a.day between $since::date and $until::date
),
totals as (
    select count(*) as all_ads, count(employer_key) as named_ads from picked
),
skill_counts as (
    select p.employer_key, m.skill_name, count(*) as ads
    from picked as p
    join mentions as m on m.version_key = p.version_key
    where m.polarity = 'wanted' and p.employer_key is not null
    group by p.employer_key, m.skill_name
),
skill_lists as (
    select employer_key, list(skill_name order by ads desc, skill_name)[1:5] as skills
    from skill_counts
    group by employer_key
),
counted as (
    select
        employer_key,
        max(employer) as employer,
        count(*) as ads,
        count(distinct month) as months,
        count(*) filter (entry_level) as entry_ads,
        count(*) filter (remote = 'remote') as remote_ads,
        count(*) filter (has_pay) as pay_ads,
        count(*) filter (asks_ai) as ai_ads,
        max(day) as latest
    from picked
    where employer_key is not null
    group by employer_key
    having count(*) >= $min_ads
)
select
    c.employer, c.employer_key, c.ads, c.ads / nullif(t.named_ads, 0) as share, c.months,
    c.entry_ads, c.remote_ads, c.pay_ads, c.ai_ads,
    s.skills, c.latest,
    1 - t.named_ads / t.all_ads as unnamed_share
from counted as c
cross join totals as t
left join skill_lists as s on s.employer_key = c.employer_key
qualify $top = 0 or row_number() over (order by c.ads desc, c.employer_key) <= $top
order by c.ads desc, c.employer_key
;
-- adverts: ads | new jobs of the employer in the window
from adverts(
    array(
        select version_key
        from wanting(
            $source::varchar, $country::varchar, $employment::varchar,
            $role::varchar, $level::varchar, $remote::varchar, $category::varchar)
        where day between $since::date and $until::date and employer_key = $row_employer_key::varchar
    ),
    null, null, null, $adverts)
