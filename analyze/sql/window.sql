-- Chooses the window of a question and the window it is compared with, and counts the ads asked for in three months and
-- in six: where the three have too few, Go asks again with the six as since and until.
--
-- Whole calendar months, not 90 days: sources that post once a month would fall in and out of a window of
-- days. The same months a year before take most of the season out; they serve when a source was fairly watched from
-- their first day and gave enough ads both then and in the window. Else the window just before serves by the same
-- rule, which is not seasonally adjusted. A window of more than a year is compared with the one before, since a year
-- before would overlap. Where no source is in both, nothing is compared, and comparable_since and comparable_until
-- name the latest window of as many months that can be.
--
-- The window ends with the last month that has a tenth of the ads of the fullest month of its two years:
-- a handful of ads with later dates, such as one small import, must not empty the window.
with read as materialized (
    select
        source, day, month, is_late, count(*) as ads,
        is_asked(
            source, countries, employment_class, employment, role_family, seniority, entry_level, remote,
            $source::varchar, $country::varchar, $employment::varchar,
            $role::varchar, $level::varchar, $remote::varchar) as is_asked,
        $place::varchar is null or place_among(city, countries, $place::varchar) is not null as is_of_place
    from ads
    where day is not null and ($source::varchar is null or source = $source::varchar)
    group by all
),
monthly as (
    select month, min(day) as first_day, max(day) as last_day, sum(ads) as ads from read group by month
),
compared as (
    select
        month, first_day, last_day, ads,
        max(ads) over (order by month range between interval 2 year preceding and current row) as fullest
    from monthly
),
known as (
    select min(first_day) as first_day, max(last_day) filter (where ads >= fullest / 10) as last_day
    from compared
),
ends as (
    select first_day, coalesce($until::date, last_day(last_day)) as until from known
),
chosen as (
    select
        until,
        coalesce($since::date, case
            when $window::varchar = 'all' then cast(date_trunc('month', first_day) as date)
            when $window::varchar = 'year' then cast(date_trunc('month', until) - interval 11 month as date)
            else cast(date_trunc('month', until) - interval 2 month as date)
        end) as since
    from ends
),
lengths as (
    select
        since, until,
        since = date_trunc('month', since) and until = last_day(until) as whole_months,
        cast(datediff('month', since, until) + 1 as integer) as months,
        cast(datediff('day', since, until) + 1 as integer) as days
    from chosen
),
bases as (
    select
        since, until, months,
        cast(since - interval 1 year as date) as year_since,
        cast(case when until = last_day(until) then last_day(until - interval 1 year) else until - interval 1 year end as date) as year_until,
        cast(case when whole_months then since - to_months(months) else since - to_days(days) end as date) as previous_since,
        cast(since - interval 1 day as date) as previous_until,
        until < since + interval 1 year as fits_in_year
    from lengths
),
-- What a comparison may count, as in two_windows.
fair as (
    select r.source, w.fair_since, r.day, r.month, r.ads
    from read as r
    join watched as w on w.source = r.source and w.month = r.month
    where r.is_asked and not r.is_late
),
matched as (
    select
        f.source, f.fair_since, b.year_since, b.previous_since, b.fits_in_year,
        coalesce(sum(f.ads) filter (f.day between b.since and b.until), 0) as ads,
        coalesce(sum(f.ads) filter (f.day between b.year_since and b.year_until), 0) as year_ads,
        coalesce(sum(f.ads) filter (f.day between b.previous_since and b.previous_until), 0) as previous_ads
    from fair as f
    cross join bases as b
    group by all
),
judged as (
    select
        coalesce(bool_or(fits_in_year and fair_since <= year_since and least(ads, year_ads) >= $least), false) as has_year,
        coalesce(bool_or(fair_since <= previous_since and least(ads, previous_ads) >= $least), false) as has_previous
    from matched
),
-- The windows of as many whole months that end with each month that has ads.
by_month as (
    select source, fair_since, month, sum(ads) as ads from fair group by source, fair_since, month
),
candidates as (
    select
        e.month, m.source, m.fair_since, b.months,
        coalesce(sum(m.ads) filter (m.month > e.month - to_months(b.months)), 0) as ads,
        coalesce(sum(m.ads) filter (m.month > e.month - to_months(b.months + 12) and m.month <= e.month - interval 1 year), 0) as year_ads,
        coalesce(sum(m.ads) filter (m.month > e.month - to_months(2 * b.months) and m.month <= e.month - to_months(b.months)), 0) as previous_ads
    from (select distinct month from by_month) as e
    cross join bases as b
    join by_month as m on m.month <= e.month and m.month > e.month - to_months(b.months + greatest(b.months, 12))
    group by all
),
comparable as (
    select max(month) as month
    from candidates
    where (months <= 12 and fair_since <= month - to_months(months + 11) and least(ads, year_ads) >= $least)
        or (fair_since <= month - to_months(2 * months - 1) and least(ads, previous_ads) >= $least)
),
-- The ads asked for in the three and the six months that end with the window.
asked as (
    select
        cast(coalesce(sum(r.ads) filter (r.month > date_trunc('month', b.until) - interval 3 month), 0) as bigint) as of_three,
        cast(coalesce(sum(r.ads) filter (r.month > date_trunc('month', b.until) - interval 6 month), 0) as bigint) as of_six
    from read as r
    join bases as b on r.day <= b.until
    where r.is_asked and r.is_of_place
)
select
    since,
    until,
    case when has_year then year_since when has_previous then previous_since end as base_since,
    case when has_year then year_until when has_previous then previous_until end as base_until,
    case when has_year then 'a year before' when has_previous then 'the window before, not seasonally adjusted' end as base,
    case when not (has_year or has_previous) then cast(c.month - to_months(months - 1) as date) end as comparable_since,
    case when not (has_year or has_previous) then last_day(c.month) end as comparable_until,
    a.of_three, a.of_six
from bases
cross join judged
cross join asked as a
cross join comparable as c
