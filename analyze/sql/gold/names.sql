-- name: names
-- title: What skills are called
-- doc: The name and category of every skill that any ad of the window wants, however few, for programs that
--   show what other questions give by id. The ads are counts of what was seen, not samples, and have no interval.
--   With undated, ads of archives that have no date count, too.
-- grain: one row per skill
-- window: recent
-- params: since until source category country employment role level remote
-- param: undated boolean = false | also count the ads of archives that have no date
-- column: concept boolean | a discipline or method, not a named technology
-- column: ads ads | ads of the window that want the skill
-- column: undated ads | of these, those of archives without a date
with picked as (
    select version_key, day
    from selected(
        $source::varchar, $country::varchar, $employment::varchar, $role::varchar, $level::varchar, $remote::varchar)
    where is_in_window(day, $since::date, $until::date, $undated)
)
select
    m.skill,
    any_value(m.skill_name) as skill_name,
    any_value(m.category) as category,
    bool_or(m.concept) as concept,
    count(*) as ads,
    count(*) filter (p.day is null) as undated
from picked as p
join mentions as m on m.version_key = p.version_key
where m.polarity = 'wanted' and ($category::varchar is null or m.category = $category::varchar)
group by m.skill
order by ads desc, m.skill
;
-- adverts: ads | ads of the window that want the skill
from adverts_wanting(
    $since::date, $until::date, $undated, $source::varchar, $country::varchar, $employment::varchar,
    $role::varchar, $level::varchar, $remote::varchar, $row_skill::varchar, $adverts)
