-- name: names
-- title: What skills are called
-- doc: The name and category of every skill that any ad of the window wants, however few, for programs that
--   show what other questions give by id. The ads are counts of what was seen, not samples, and have no interval.
-- grain: one row per skill
-- window: recent
-- params: since until source category country employment role level remote
-- column: concept boolean | a discipline or method, not a named technology
-- column: ads ads | ads of the window that want the skill
with picked as (
    select version_key
    from selected(
        $source::varchar, $country::varchar, $employment::varchar, $role::varchar, $level::varchar, $remote::varchar)
    where day between $since::date and $until::date
)
select
    m.skill,
    any_value(m.skill_name) as skill_name,
    any_value(m.category) as category,
    bool_or(m.concept) as concept,
    count(*) as ads
from picked as p
join mentions as m on m.version_key = p.version_key
where m.polarity = 'wanted' and ($category::varchar is null or m.category = $category::varchar)
group by m.skill
order by ads desc, m.skill
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
