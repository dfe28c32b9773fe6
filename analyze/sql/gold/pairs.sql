-- name: pairs
-- title: Skills that go together
-- doc: How often two skills are wanted by the same ad, against chance. given_a is the share of the ads with A
--   that want B too; lift is that share over the share of all ads that want B; npmi is 0 at chance and 1 when
--   neither comes without the other. Intervals are at 95 %.
-- grain: one row per pair of skills; per partner, where one skill is named
-- window: recent
-- params: since until source category country employment role level remote
-- param: skill text | the pairs of this skill only, which is then A
-- param: concepts boolean = true | also pairs with disciplines and methods, not only named technologies
-- param: min_pair integer = 20 | ads that want both, for a row
-- param: top integer = 100 | only the first so many; 0 for all
-- column: n ads | ads that want both
-- column: employers employers | distinct employers among them; unnamed ones count one per ad
-- column: ads_a ads | ads that want A
-- column: ads_b ads | ads that want B
-- column: ads ads | all ads of the window
-- column: given_a share | of the ads with A, those that want B
-- column: given_b share | of the ads with B, those that want A
-- column: lift ratio | given_a over the share of all ads that want B
-- column: npmi index | normalised pointwise mutual information, -1 to 1: the logarithm of lift, over what it could be at most
with picked as (
    select version_key, employer_id
    from selected(
        $source::varchar, $country::varchar, $employment::varchar, $role::varchar, $level::varchar, $remote::varchar)
    where day between $since::date and $until::date
),
total as (
    select cast(count(*) as double) as ads from picked
),
wanted as (
    select p.version_key, p.employer_id, m.skill, m.skill_name, m.category
    from picked as p
    join mentions as m on m.version_key = p.version_key
    where m.polarity = 'wanted' and ($concepts or not m.concept)
        and ($category::varchar is null or m.category = $category::varchar)
),
singles as (
    select skill, any_value(skill_name) as skill_name, any_value(category) as category, count(*) as ads
    from wanted
    group by skill
),
doubles as (
    select a.skill as a, b.skill as b, count(*) as n, count(distinct a.employer_id) as employers
    from wanted as a
    join wanted as b on b.version_key = a.version_key
    where case when $skill::varchar is null then a.skill < b.skill else a.skill = $skill::varchar and b.skill <> a.skill end
    group by a.skill, b.skill
    having count(*) >= $min_pair
),
measured as (
    select
        d.a, x.skill_name as a_name, d.b, y.skill_name as b_name, y.category as b_category,
        d.n, d.employers, x.ads as ads_a, y.ads as ads_b, t.ads,
        d.n / x.ads as given_a, d.n / y.ads as given_b,
        d.n * t.ads / (x.ads * y.ads) as lift
    from doubles as d
    join singles as x on x.skill = d.a
    join singles as y on y.skill = d.b
    cross join total as t
),
errors as (
    -- Delta method on the four cells of the table.
    select *, sqrt(greatest(0, ads / n - ads / ads_a - ads / ads_b - 1 + 2 * lift) / ads) as log_error
    from measured
)
select
    a, a_name, b, b_name, b_category, n, employers, ads_a, ads_b, cast(ads as bigint) as ads,
    given_a, wilson_low(given_a, ads_a) as given_a_low, wilson_high(given_a, ads_a) as given_a_high,
    given_b, wilson_low(given_b, ads_b) as given_b_low, wilson_high(given_b, ads_b) as given_b_high,
    lift, lift * exp(-1.96 * log_error) as lift_low, lift * exp(1.96 * log_error) as lift_high,
    case when n < ads then ln(lift) / -ln(n / ads) end as npmi,
    case when n < ads then greatest(-1, (ln(lift) - 1.96 * log_error) / -ln(n / ads)) end as npmi_low,
    case when n < ads then least(1, (ln(lift) + 1.96 * log_error) / -ln(n / ads)) end as npmi_high
from errors
qualify $top = 0 or row_number() over (order by npmi desc nulls last, n desc, a, b) <= $top
order by npmi desc nulls last, n desc, a, b
;
-- adverts: n | ads of the window that want both skills
from adverts(
    array(
        select version_key
        from wanting_skill(
            $since::date, $until::date, false, $source::varchar, $country::varchar, $employment::varchar,
            $role::varchar, $level::varchar, $remote::varchar,
            $row_a::varchar)
        where version_key in (select version_key from ad_skills where skill = $row_b::varchar)
    ),
    $row_a::varchar, null, null, $adverts)
