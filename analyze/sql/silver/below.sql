-- name: below
-- doc: 0.5 for an amount below a median, -0.5 for one above, 0 for one that equals it. A macro.
create or replace macro below(amount, median) as -sign(amount - median) / 2.0
