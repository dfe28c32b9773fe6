-- What the intervals of the question charge are drawn from: each ad by its employer, and the rows that it is counted
-- in, which are all combinations of its subjects (levels), classes (kinds of pay) and countries.
select
    draw_of(employer_id) as draw, levels as subjects, [kind] as classes, ['any'] as countries, period, low, high, amounts
from charged(
    $since::date, $until::date, $undated, $source::varchar, $country::varchar, $employment::varchar,
    $role::varchar, $level::varchar, $remote::varchar,
    $category::varchar)
order by draw, version_key, kind, period
