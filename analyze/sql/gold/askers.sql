-- name: askers
-- title: Who asks for a skill
-- doc: The named employers with the most new jobs of the window that want each skill, and the roles that these jobs
--   are, most first. The figures are counts of what was seen, not samples, and have no interval.
-- grain: one row per skill, kind (employer or role) and name
-- window: recent
-- params: since until source category country employment role level remote
-- param: skills text | only these skills, by id, with commas between
-- param: top integer = 5 | names of each kind for a skill
-- column: place place | 1 for the most; no interval: an order
-- column: n ads | ads of this employer or role that want the skill
-- column: share share | of the ads that want the skill and name an employer, or a role; no interval: ranks who asks, of n ads that are all listed
-- column: latest date | day of the newest
with wanted as (
    select m.skill, m.skill_name, a.employer_key, a.employer, a.role_family, a.day
    from selected(
        $source::varchar, $country::varchar, $employment::varchar,
        $role::varchar, $level::varchar, $remote::varchar) as a
    join mentions as m on m.version_key = a.version_key
    where m.polarity = 'wanted' and a.day between $since::date and $until::date
        and ($skills::varchar is null or m.skill in (select unnest(string_split($skills::varchar, ','))))
        and ($category::varchar is null or m.category = $category::varchar)
),
counted as (
    select skill, any_value(skill_name) as skill_name, 'employer' as kind, max(employer) as name, employer_key as key, count(*) as n, max(day) as latest
    from wanted
    where employer_key is not null
    group by skill, employer_key
    union all
    select skill, any_value(skill_name), 'role', role_family, role_family, count(*), max(day)
    from wanted
    where role_family is not null
    group by skill, role_family
),
ranked as (
    select
        *,
        row_number() over (partition by skill, kind order by n desc, latest desc, key) as place,
        n / sum(n) over (partition by skill, kind) as share
    from counted
)
select skill, skill_name, kind, place, name, n, share, latest
from ranked
where place <= $top
order by skill, kind, place
;
-- adverts: n | ads of the window that want the skill and are of the employer or role
from adverts(
    array(
        select version_key
        from wanting_skill(
            $since::date, $until::date, false, $source::varchar, $country::varchar, $employment::varchar,
            $role::varchar, $level::varchar, $remote::varchar,
            $row_skill::varchar)
        where case $row_kind::varchar
            when 'role' then role_family = $row_name::varchar
            else employer_key in (select employer_key from ads where employer = $row_name::varchar)
        end
    ),
    $row_skill::varchar, null, null, $adverts)
