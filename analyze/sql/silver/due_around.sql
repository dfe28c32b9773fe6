-- name: due_around
-- doc: Around which month the ads since a window began will be enough, if they go on to come as they have, to follow the
--   reason why there are too few; empty where none come or it would take over five years. n is how many there are,
--   recent how many of these are of the window. A macro: due_around(n, recent, needed, since, today).
create or replace macro due_around(n, recent, needed, since, today) as
    coalesce(case
        when recent > 0 and n < needed and (needed - n) / recent * (today - since::date + 1) <= 1826 then
        '; ' || needed || ' around '
            || strftime(today + cast(ceil((needed - n) / recent * (today - since::date + 1)) as integer), '%B %Y')
    end, '')
