-- Counts the ads asked for that want a skill, or a skill of a category, in the three and in the six months that end with
-- the month of a day.
select
    count(*) filter (month > date_trunc('month', $until::date) - interval 3 month) as of_three,
    count(*) as of_six
from selected(
    $source::varchar, $country::varchar, $employment::varchar, $role::varchar, $level::varchar, $remote::varchar)
where day <= $until::date and month > date_trunc('month', $until::date) - interval 6 month
    and ($place::varchar is null or place_among(city, countries, $place::varchar) is not null)
    and version_key in (
        select version_key
        from mentions
        where polarity = 'wanted'
            and ($skill::varchar is null or skill = $skill::varchar)
            and ($category::varchar is null or category = $category::varchar)
    )
