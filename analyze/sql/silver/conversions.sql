-- name: conversions
-- doc: The hours, days and weeks of work by which pay of one period is turned into another. They are
--   settings, never facts of an ad.
-- grain: one row
create or replace table conversions as
select
    $hours_per_day::double as hours_per_day,
    $days_per_week::double as days_per_week,
    $weeks_per_year::double as weeks_per_year
