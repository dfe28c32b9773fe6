-- What the intervals of growth of the question pay are drawn from: each ad with usable pay of both windows by its
-- employer, and the rows that it is counted in, which are all combinations of its subjects, classes and countries.
with windows as materialized (
    from pay_windows(
        $since::date, $until::date, $base_since::date, $base_until::date,
        $source::varchar, null, $employment::varchar,
        $role::varchar, $level::varchar, $remote::varchar, $kind::varchar, $inferred)
),
subjects as (
    select
        version_key,
        list(distinct skill)
            || case when coalesce(bool_or(category = $category::varchar), true) then ['any'] else [] end as subjects
    from mentions
    where polarity = 'wanted' and version_key in (select version_key from windows)
    group by version_key
)
select
    draw_of(w.employer_id) as draw,
    coalesce(s.subjects, case when $category::varchar is null then ['any'] else [] end) as subjects,
    ['any', w.employment_class] as classes,
    list_distinct(['any', place_among(w.city, w.countries, $place::varchar)] || w.countries) as countries, w.period,
    w.is_now, w.kind_of_ad, w.log_mid
from windows as w
left join subjects as s on s.version_key = w.version_key
order by draw, w.version_key, w.period
