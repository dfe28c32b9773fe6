-- What the intervals of the question pay_growth are drawn from: each ad with usable pay of both windows by its
-- employer, and the rows that it is counted in, which are all combinations of its subjects, classes and countries.
with windows as materialized (
    from pay_windows(
        $since::date, $until::date, $base_since::date, $base_until::date,
        $source::varchar, $country::varchar, $employment::varchar,
        $role::varchar, $level::varchar, $remote::varchar, 'offer', true)
),
subjects as (
    select version_key, list(distinct skill) as subjects
    from mentions
    where polarity = 'wanted' and version_key in (select version_key from windows)
        and ($category::varchar is null or category = $category::varchar)
    group by version_key
)
select
    draw_of(w.employer_id) as draw, ['any'] || coalesce(s.subjects, []) as subjects,
    ['any'] as classes, ['any'] as countries, w.period,
    w.is_now, w.kind_of_ad, w.log_mid
from windows as w
left join subjects as s on s.version_key = w.version_key
where $category::varchar is null or s.version_key is not null
order by draw, w.version_key, w.period
