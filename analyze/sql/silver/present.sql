-- name: present
-- doc: What may still come, where a window reaches the present and a source is not silent; else all are null. today is
--   the day of the lake's latest run or sighting, compares the first month to come in which a window of as many months
--   and one before it were watched whole. A macro: present(since, until, source), source null for all.
-- grain: one row
-- needs: freshness
create or replace macro present(from_day, to_day, want_source) as table
with steady as (
    select
        max(today) as today,
        min(steady_since) + to_months(cast(2 * datediff('month', from_day::date, to_day::date) + 1 as integer)) as compares
    from freshness
    where (want_source is null or source = want_source)
        and silent_since is null and steady_since is not null
        and to_day::date >= today - 31
)
select today, cast(case when compares > today then compares end as date) as compares from steady
