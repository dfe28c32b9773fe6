-- name: median_high
-- doc: Upper end of the 95 % interval of a median, as an order statistic of the sorted list. n is the number
--   of independent values, which is fewer than the list has where employers give several. A macro.
-- needs: quantile_of
create or replace macro median_high(sorted, n) as quantile_of(sorted, 0.5 + 0.98 / sqrt(n))
