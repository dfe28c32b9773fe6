-- How many ads the lake has of those that are asked for, with a date and in the window, and from when to when they go.
select
    count(*) as ads,
    count(day) as dated,
    count(*) filter (day between $since::date and $until::date) as within,
    min(day) as first_day,
    max(day) as last_day
from selected(
    $source::varchar, $country::varchar, $employment::varchar, $role::varchar, $level::varchar, $remote::varchar)
where ($place::varchar is null or place_among(city, countries, $place::varchar) is not null)
    and (
        ($skill::varchar is null and $category::varchar is null)
        or version_key in (
            select version_key
            from mentions
            where polarity = 'wanted'
                and ($skill::varchar is null or skill = $skill::varchar)
                and ($category::varchar is null or category = $category::varchar)
        )
    )
