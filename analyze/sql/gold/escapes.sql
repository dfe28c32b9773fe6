-- name: escapes
-- title: Ways out where AI comes in
-- doc: For each skill whose ads ask for AI more than others do: the skills that go with it, that meet AI less and
--   whose demand grows. Both are judged as in the question ai; neighbours are those clearly wanted by the same ads
--   more often than by chance, the closest first. A neighbour meets AI less when the interval of its share ends below the
--   share of the skill, and it grows when its growth is above 1; its verdict says whether that is clear. Skills whose
--   demand shrinks come first. It shows what the ads of the
--   window say, and no more: neither cause nor what comes next.
-- grain: one row per skill that meets AI more than others, and way out; one without where there is none
-- window: recent
-- fit: escapes
-- counts: ads ai
-- interval: ai = ai / ads
-- params: since until source category country employment role level remote
-- param: min_ads integer = 30 | skills with fewer ads are left out
-- param: min_growth integer = 30 | no growth is known for fewer ads than this in window and base together
-- param: min_source integer = 30 | sources with fewer ads in either window are not compared
-- param: min_pair integer = 20 | ads that want both skills, to be neighbours
-- param: top integer = 5 | only the closest so many of a skill; 0 for all
-- column: ads ads | ads of the window that want the skill; the n of ai_share
-- column: ai_share share | of these, ads that also ask for AI
-- column: all_ai_share share | of all ads of the window, ads that ask for AI
-- column: growth ratio | share of the skill in the window over its share in the base
-- column: verdict text | rising, falling, no clear change, or why there is none
-- column: neighbour text | the way out
-- column: n ads | ads that want both
-- column: npmi index | how closely they go together: normalised pointwise mutual information, 0 at chance and 1 at most
-- column: neighbour_ads ads | ads of the window that want the neighbour
-- column: neighbour_ai_share share | of these, ads that also ask for AI
-- column: neighbour_growth ratio | share of the neighbour in the window over its share in the base
-- column: neighbour_verdict text | rising or no clear change
-- column: note text | why there is no way out
with growth as (
    from skill_growth(
        $since::date, $until::date, $base_since::date, $base_until::date,
        $source::varchar, $country::varchar, $employment::varchar,
        $role::varchar, $level::varchar, $remote::varchar, $category::varchar,
        $min_source, $min_growth)
),
picked as (
    select version_key, draw_of(employer_id) as draw, asks_ai
    from two_windows(
        $since::date, $until::date, $base_since::date, $base_until::date,
        $source::varchar, $country::varchar, $employment::varchar, $role::varchar, $level::varchar, $remote::varchar)
    where is_now = 1
),
overall as (
    select cast(count(*) as double) as ads, avg(cast(asks_ai as integer)) as ai_share from picked
),
wanted as (
    select p.*, m.skill, m.skill_name, m.category
    from picked as p
    join mentions as m on m.version_key = p.version_key
    where m.polarity = 'wanted' and ($category::varchar is null or m.category = $category::varchar)
        and m.skill not in (select id from skills where ai)
),
by_draw as (
    select
        skill, draw, any_value(skill_name) as skill_name, any_value(category) as category,
        count(*) as ads, count(*) filter (asks_ai) as ai
    from wanted
    group by skill, draw
),
facts as (
    select
        skill, any_value(skill_name) as skill_name, any_value(category) as category,
        cast(sum(ads) as bigint) as ads,
        sum(ai) / sum(ads) as ai_share,
        flatten(list([draw, ads, ai])) as by_employer
    from by_draw
    group by skill
    having sum(ads) >= $min_ads
),
doubles as (
    select a.skill, b.skill as neighbour, count(*) as n
    from wanted as a
    join wanted as b on b.version_key = a.version_key and b.skill <> a.skill
    group by a.skill, b.skill
    having count(*) >= $min_pair
),
-- The error of the logarithm of lift is that of pairs.
lifted as (
    select
        d.*, o.ads as all_ads, d.n * o.ads / (x.ads * y.ads) as lift,
        1.96 * sqrt(greatest(0, o.ads / d.n - o.ads / x.ads - o.ads / y.ads - 1 + 2 * d.n * o.ads / (x.ads * y.ads)) / o.ads) as log_half
    from doubles as d
    join facts as x on x.skill = d.skill
    join facts as y on y.skill = d.neighbour
    cross join overall as o
    where d.n < o.ads
),
neighbours as (
    select
        skill,
        list(neighbour order by ln(lift) / -ln(n / all_ads) desc, neighbour) as by_neighbour,
        list([cast(n as double), ln(lift) / -ln(n / all_ads), (ln(lift) - log_half) / -ln(n / all_ads), (ln(lift) + log_half) / -ln(n / all_ads)]
            order by ln(lift) / -ln(n / all_ads) desc, neighbour) as by_nearness
    from lifted
    where ln(lift) > log_half
    group by skill
)
select
    coalesce(f.skill, g.skill) as skill, f.skill_name, f.category, f.ads,
    f.ai_share, null::double as ai_low, null::double as ai_high,
    o.ai_share as all_ai_share,
    g.growth, null::double as growth_low, null::double as growth_high,
    case
        when (select count(*) from growth) = 0 then 'nothing to compare with'
        when g.growth is null then 'too few ads'
    end as verdict,
    null::varchar as field,
    f.skill is not null as is_shown, f.by_employer, g.by_source, n.by_neighbour, n.by_nearness, $top as by_top
from facts as f
full join growth as g on g.skill = f.skill
left join neighbours as n on n.skill = f.skill
cross join overall as o
order by f.ads desc, f.skill
;
-- adverts: n | ads of the window that want both skills; without a way out, those that want the first
from adverts(
    array(
        select version_key
        from wanting_skill(
            $since::date, $until::date, false, $source::varchar, $country::varchar, $employment::varchar,
            $role::varchar, $level::varchar, $remote::varchar,
            $row_skill::varchar)
        where $row_neighbour::varchar is null
            or version_key in (select version_key from ad_skills where skill = $row_neighbour::varchar)
    ),
    $row_skill::varchar, null, null, $adverts)
