-- What the intervals of floor to ceiling of the question pay are drawn from: each ad with usable pay by its
-- employer, and the rows that it is counted in, which are all combinations of its subjects, classes and countries.
with priced as materialized (
    from priced_ads(
        $since::date, $until::date, $undated, $source::varchar, $employment::varchar,
        $role::varchar, $level::varchar, $remote::varchar, $kind::varchar, $inferred)
    where amounts is not null and (not $by_law or version_key in (from pay_law_ads))
),
subjects as (
    select
        version_key,
        list(distinct skill) || list(distinct 'category ' || category)
            || case when coalesce(bool_or(category = $category::varchar), true) then ['any'] else [] end as subjects
    from mentions
    where polarity = 'wanted' and version_key in (select version_key from priced)
    group by version_key
)
select
    draw_of(p.employer_id) as draw,
    coalesce(s.subjects, case when $category::varchar is null then ['any'] else [] end) as subjects,
    ['any', p.employment_class] as classes,
    list_distinct(['any', place_among(p.city, p.countries, $place::varchar)] || p.countries) as countries, p.period,
    p.low, p.high, p.amounts
from priced as p
left join subjects as s on s.version_key = p.version_key
order by draw, p.version_key, p.period
