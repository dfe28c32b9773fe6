-- Chooses the window of a question and the window it is compared with.
--
-- Whole calendar months, not 90 days: sources that post once a month would fall in and out of a window of
-- days. The same months a year before take most of the season out; they serve when a source was fairly
-- watched from their first day. Else the window just before serves, which is not seasonally adjusted. A window of more
-- than a year is compared with the one before, since a year before would overlap.
--
-- The window ends with the last month that has a tenth of the ads of the fullest month of its two years:
-- a handful of ads with later dates, such as one small import, must not empty the window.
with monthly as (
    select month, min(day) as first_day, max(day) as last_day, count(*) as ads
    from ads
    where day is not null and ($source::varchar is null or source = $source::varchar)
    group by month
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
        datediff('month', since, until) + 1 as months,
        datediff('day', since, until) + 1 as days
    from chosen
),
bases as (
    select
        since, until,
        cast(since - interval 1 year as date) as year_since,
        cast(case when until = last_day(until) then last_day(until - interval 1 year) else until - interval 1 year end as date) as year_until,
        cast(case when whole_months then since - to_months(cast(months as integer)) else since - to_days(cast(days as integer)) end as date) as previous_since,
        cast(since - interval 1 day as date) as previous_until,
        until < since + interval 1 year as fits_in_year
    from lengths
),
fair_days as (
    select a.day, s.fair_since
    from ads as a
    join source_spans as s on s.source = a.source
    where $source::varchar is null or a.source = $source::varchar
),
judged as (
    select
        *,
        fits_in_year and exists (
            select 1 from fair_days as f where f.fair_since <= b.year_since and f.day between b.year_since and b.year_until
        ) as has_year,
        exists (
            select 1 from fair_days as f where f.fair_since <= b.previous_since and f.day between b.previous_since and b.previous_until
        ) as has_previous
    from bases as b
)
select
    since,
    until,
    case when has_year then year_since when has_previous then previous_since end as base_since,
    case when has_year then year_until when has_previous then previous_until end as base_until,
    case when has_year then 'a year before' when has_previous then 'the window before, not seasonally adjusted' end as base
from judged
