-- name: pairs
-- title: Skills that go together
-- doc: How often two skills are wanted by the same ad, against chance. given_a is the share of the ads with A
--   that want B too; lift is that share over the share of all ads that want B; npmi is 0 at chance and 1 when
--   neither comes without the other. Intervals are at 95 % and come from drawing the employers anew 1,000 times with all
--   their ads, those of the shares as in the question demand.
--   With undated, ads of archives without dates count, too: chance is then that over all of these, so that two skills which
--   one kind of source knows and the others do not seem closer than they are within it.
-- grain: one row per pair of skills; per partner, where one skill is named
-- window: recent
-- fit: pairs
-- params: since until source category country employment role level remote
-- param: skill text | the pairs of this skill only, which is then A
-- param: skills text | only pairs with any of these skills, by id, with commas between
-- param: concepts boolean = true | also pairs with disciplines and methods, not only named technologies
-- param: min_pair integer = 20 | ads that want both, for a row
-- param: undated boolean = false | also count the ads of archives that have no date
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
    select version_key, draw_of(employer_id) as draw
    from selected(
        $source::varchar, $country::varchar, $employment::varchar, $role::varchar, $level::varchar, $remote::varchar)
    where is_in_window(day, $since::date, $until::date, $undated)
),
wanted as (
    select
        p.version_key, p.draw, m.skill, m.skill_name, m.category,
        $skills::varchar is null or m.skill in (select unnest(string_split($skills::varchar, ','))) as is_asked
    from picked as p
    join mentions as m on m.version_key = p.version_key
    where m.polarity = 'wanted' and ($concepts or not m.concept)
        and ($category::varchar is null or m.category = $category::varchar)
),
total as (
    select cast(sum(ads) as bigint) as ads, flatten(list([draw, ads])) as by_employer
    from (select draw, count(*) as ads from picked group by draw)
),
doubles as (
    select a, b, cast(sum(n) as bigint) as n, count(*) as employers, flatten(list([draw, n])) as by_employer
    from (
        select a.skill as a, b.skill as b, a.draw, count(*) as n
        from wanted as a
        join wanted as b on b.version_key = a.version_key
        where (a.is_asked or b.is_asked)
            and case when $skill::varchar is null then a.skill < b.skill else a.skill = $skill::varchar and b.skill <> a.skill end
        group by a.skill, b.skill, a.draw
    )
    group by a, b
    having sum(n) >= $min_pair
),
singles as (
    select
        skill, any_value(skill_name) as skill_name, any_value(category) as category,
        cast(sum(ads) as bigint) as ads, flatten(list([draw, ads])) as by_employer
    from (
        select skill, draw, any_value(skill_name) as skill_name, any_value(category) as category, count(*) as ads
        from wanted
        where skill in (select a from doubles union select b from doubles)
        group by skill, draw
    )
    group by skill
),
measured as (
    select
        d.a, x.skill_name as a_name, d.b, y.skill_name as b_name, y.category as b_category,
        d.n, d.employers, x.ads as ads_a, y.ads as ads_b, t.ads,
        d.n / x.ads as given_a, d.n / y.ads as given_b,
        d.n * t.ads / (x.ads * y.ads) as lift,
        case when d.n < t.ads then ln(d.n * t.ads / (x.ads * y.ads)) / -ln(d.n / t.ads) end as npmi,
        d.by_employer
    from doubles as d
    join singles as x on x.skill = d.a
    join singles as y on y.skill = d.b
    cross join total as t
    qualify $top = 0 or row_number() over (order by npmi desc nulls last, n desc, a, b) <= $top
)
select
    a, a_name, b, b_name, b_category, n, employers, ads_a, ads_b, ads,
    given_a, null::double as given_a_low, null::double as given_a_high,
    given_b, null::double as given_b_low, null::double as given_b_high,
    lift, null::double as lift_low, null::double as lift_high,
    npmi, null::double as npmi_low, null::double as npmi_high,
    true as is_shown, by_employer
from measured
union all by name
-- What the pairs are drawn with: the ads of either skill, and all.
select skill as a, false as is_shown, by_employer
from singles
where skill in (select a from measured union select b from measured)
union all by name
select false as is_shown, by_employer from total
order by npmi desc nulls last, n desc, a, b
;
-- adverts: n | ads of the window that want both skills
from adverts(
    array(
        select version_key
        from wanting_skill(
            $since::date, $until::date, $undated, $source::varchar, $country::varchar, $employment::varchar,
            $role::varchar, $level::varchar, $remote::varchar,
            $row_a::varchar)
        where version_key in (select version_key from ad_skills where skill = $row_b::varchar)
    ),
    $row_a::varchar, null, null, $adverts)
