-- name: two_windows
-- doc: The selected ads of a window and of the window it is compared with; is_now is 1 for the first.
--   A macro: two_windows(since, until, base_since, base_until, source, country, employment).
-- grain: one row per job
-- needs: selected
create or replace macro two_windows(
    from_day, to_day, base_from, base_to, want_source, want_country, want_employment
) as table
select *, case when day between from_day::date and to_day::date then 1 else 0 end as is_now
from selected(want_source, want_country, want_employment)
where day between from_day::date and to_day::date or day between base_from::date and base_to::date
