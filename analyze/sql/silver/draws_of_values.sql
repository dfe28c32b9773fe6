-- name: draws_of_values
-- doc: The number of the employer of each value that values_by_draw gives. An aggregate macro.
create or replace macro draws_of_values(value, draw) as
    coalesce(list(draw order by draw, value) filter (value is not null), [])
