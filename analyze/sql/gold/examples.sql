-- name: examples
-- title: Ads that want a skill
-- doc: The newest ads of the window that want each skill, one an employer, with their links. They are
--   evidence for the figures, no sample of them.
-- grain: one row per skill and ad
-- window: recent
-- params: since until source category country employment role level remote
-- param: skills text | only these skills, by id, with commas between
-- param: top integer = 3 | ads for each skill
-- column: place place | 1 for the newest; no interval: an order
-- column: evidence text | the words in which the skill was found
with wanted as (
    select
        m.skill, m.skill_name, m.strength, m.evidence,
        a.version_key, a.day, a.title, a.employer, a.employer_id, a.source, a.url
    from selected(
        $source::varchar, $country::varchar, $employment::varchar,
        $role::varchar, $level::varchar, $remote::varchar) as a
    join mentions as m on m.version_key = a.version_key
    where m.polarity = 'wanted' and a.day between $since::date and $until::date and a.url is not null
        and ($skills::varchar is null or m.skill in (select unnest(string_split($skills::varchar, ','))))
        and ($category::varchar is null or m.category = $category::varchar)
    qualify row_number() over (partition by m.skill, a.employer_id order by a.day desc, a.version_key) = 1
)
select
    skill, skill_name,
    row_number() over (partition by skill order by day desc, version_key) as place,
    day, title, employer, source, strength, evidence, url
from wanted
qualify place <= $top
order by skill, place
;
-- adverts: - | the ad itself
from adverts(
    array(
        select version_key
        from ads
        where source = $row_source::varchar and title = $row_title::varchar
            and day = $row_day::date and url = $row_url::varchar
    ),
    $row_skill::varchar, null, null, $adverts)
