-- name: due_from
-- doc: From which month on something is to be had, to follow the reason why there is none; empty where the month is not
--   known or over. A macro: due_from(what, month, today).
create or replace macro due_from(what, month, today) as
    coalesce(case when last_day(month) >= today then '; ' || what || ' from ' || strftime(month, '%B %Y') end, '')
