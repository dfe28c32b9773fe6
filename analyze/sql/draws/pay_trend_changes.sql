-- What the intervals of growth of the question pay_trend are drawn from: each ad of both years by its employer, and the
-- months that it counts in, which stand for classes.
select
    draw_of(employer_id) as draw, ['any'] as subjects, [strftime(upto, '%Y-%m')] as classes, ['any'] as countries, period,
    is_now, kind_of_ad, log_mid
from pay_months(
    $source::varchar, $country::varchar, $employment::varchar,
    $role::varchar, $level::varchar, $remote::varchar, $category::varchar, $skill::varchar)
where is_matched and upto between date_trunc('month', $since::date) and $until::date
order by draw, version_key, period, upto
