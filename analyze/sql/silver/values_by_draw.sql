-- name: values_by_draw
-- doc: The values that ads tell, in order of their employers, for the intervals of a median. An aggregate macro, with
--   draws_of_values for the employers of the same values.
create or replace macro values_by_draw(value, draw) as
    coalesce(list(cast(value as double) order by draw, value) filter (value is not null), [])
