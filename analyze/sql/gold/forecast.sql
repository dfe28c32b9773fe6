-- name: forecast
-- title: New ads, seasonally adjusted, and what may follow
-- doc: New jobs by source and month with the usual ups and downs of the year taken out, for sources watched
--   without a gap for three years or more. A month's factor is the median of how far it lay from the mean of the
--   year around it, by the day, over up to five years. The forecast carries the mean of the last three adjusted
--   months forward. It is tried out on the past first: from each of the last 24 months, up to six months ahead,
--   knowing only what was known then. It is printed only where its mean error is less than that of saying "as a
--   year before"; both errors are shown. Intervals are at 95 %, from the errors of that trial.
-- grain: one row per source and month, seen or to come
-- window: all
-- fit: forecast
-- params: since until source category country employment role level remote
-- column: jobs jobs | new jobs of the month; a count, not a sample
-- column: adjusted jobs | the same without the usual ups and downs of the year
-- column: factor ratio | what is usual for the month, by the day; 1 is the mean of a year; no interval: that of the forecast holds its error
-- column: forecast jobs | what may follow
-- column: forecast_low jobs | lower end of its interval
-- column: forecast_high jobs | upper end of its interval
-- column: error share | mean error of the forecast, when tried out so many months ahead on the past; no interval: measured on the past
-- column: naive_error share | that of the same month a year before; no interval: measured on the past
-- column: note text | why something is withheld
with counted as (
    select a.source, a.month, count(*) filter (not a.is_late) as jobs
    from wanting(
        $source::varchar, $country::varchar, $employment::varchar,
        $role::varchar, $level::varchar, $remote::varchar, $category::varchar) as a
    where a.day between $since::date and $until::date
    group by a.source, a.month
)
-- Months that were watched whole.
select
    c.source, c.month, c.jobs,
    day(last_day(c.month)) as days,
    date_diff('month', c.month, date_trunc('month', $until::date)) as months_ago
from counted as c
join watched as w on w.source = c.source and w.month = c.month and w.is_whole
where last_day(c.month) <= $until::date
order by c.source, c.month
;
-- adverts: jobs | new jobs of the source in the month; none of a month to come
from adverts(
    array(
        select version_key
        from wanting(
            $source::varchar, $country::varchar, $employment::varchar,
            $role::varchar, $level::varchar, $remote::varchar, $category::varchar)
        where day between $since::date and $until::date and source = $row_source::varchar and month = $row_month::date
    ),
    null, null, null, $adverts)
