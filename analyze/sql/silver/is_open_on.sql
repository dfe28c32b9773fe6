-- name: is_open_on
-- doc: Whether a job was open on a day: first seen by then and not closed, and where nothing closed it, seen at the
--   earliest 14 days before, since what nobody looks for any more may be gone. A macro: is_open_on(first_seen, closed,
--   last_seen, day).
create or replace macro is_open_on(first_seen, closed, last_seen, at_day) as
    first_seen <= at_day
    and case when closed is not null then closed > at_day else last_seen >= at_day - 14 end
