-- name: slope
-- doc: The slope of a regression of y on x, both less their means. An aggregate macro: slope(x, y); null where x is the
--   same everywhere.
create or replace macro slope(x, y) as sum(x * y) / nullif(sum(x * x), 0)
