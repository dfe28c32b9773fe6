-- name: is_in_window
-- doc: Whether an ad of this day counts in a window: the day lies in it, or there is no day and those without one count,
--   too. A macro: is_in_window(day, since, until, undated).
create or replace macro is_in_window(day, from_day, to_day, with_undated) as
    day between from_day::date and to_day::date or (with_undated and day is null)
